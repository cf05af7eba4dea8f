import { decidedFor } from "#app/commands/notify-scenario.ts";
import { isCredit, notifiedByUnit } from "#app/domain/allotment/notification.ts";
import type { ReserveRates } from "#app/domain/allotment/reserve.ts";
import type { Db } from "#db/client.ts";
import { type ScenarioToNotify, scenarioToNotify } from "#db/queries/allotment-board.ts";
import { submittedRequests } from "#db/queries/allotment-notification.ts";
import { standingDecisions } from "#db/queries/arbitration/decision.ts";
import { classesOf } from "#db/queries/execution-reference.ts";
import { type NotifiedRow, notifiedRows } from "../notified-rows.ts";

export interface Preview {
  readonly scenario: ScenarioToNotify;
  readonly rows: readonly NotifiedRow[];
  /** Requests that will be notified; that the scenario gives nothing; that it does not decide. */
  readonly requests: number;
  readonly refused: number;
  readonly undecided: number;
  readonly letters: number;
}

/** What notifying the adopted scenario would do at these rates, on the programme of `root`; undefined when there is nothing to notify. */
export async function previewOf(
  db: Db,
  { year, root, rates, units }: { year: number; root: string; rates: ReserveRates; units: readonly { code: string; label: string }[] },
): Promise<Preview | undefined> {
  const scenario = await scenarioToNotify(db, year, root);
  if (!scenario) return undefined;
  const decided = await decidedFor(db, scenario.id, year);
  const classOf = await classesOf(
    db,
    decided.map(({ nature }) => nature),
  );
  const amounts = notifiedByUnit(decided, classOf, rates);
  const standing = await standingDecisions(db, scenario.id, new Set(units.map(({ code }) => code)));
  const submitted = await submittedRequests(db, scenario.campaignId);
  const given = (id: string) => standing.get(id)?.amounts.some((amount) => amount.decided !== 0n) ?? false;
  return {
    scenario: { ...scenario, amounts: scenario.amounts.filter(isCredit) },
    rows: notifiedRows(amounts, units, () => true),
    requests: submitted.filter(({ id }) => given(id)).length,
    refused: submitted.filter(({ id }) => standing.has(id) && !given(id)).length,
    undecided: submitted.filter(({ id }) => !standing.has(id)).length,
    letters: new Set(submitted.filter(({ id }) => standing.has(id)).map(({ unit }) => unit)).size,
  };
}
