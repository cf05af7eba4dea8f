import { amountUnder, type PlannedAmount, totalled } from "#app/domain/arbitration/amount.ts";
import type { LineState } from "#app/domain/arbitration/scenario/line-state.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { type Scenario, scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { decisionCounts, stateCounts, unitTotals } from "#db/queries/arbitration/scenario-reading.ts";
import { lastBatch, type WrittenScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import type { Campaign } from "#db/queries/campaign.ts";

/** A scenario as the list shows it. */
export interface ListedScenario extends Scenario {
  /** Lines prepared in it, by how far they have come. */
  readonly states: Readonly<Partial<Record<LineState, number>>>;
  readonly decisions: { readonly count: number; readonly decided: number };
  /** What it gives in all, in the measure and the campaign's year, and what of it is decided. */
  readonly total: Quantity;
  readonly decided: Quantity;
  /** The envelopes of both classes together; null where one that it uses is missing. */
  readonly envelope: Quantity | null;
  readonly last: Pick<WrittenScenarioBatch, "author" | "at"> | null;
}

/** The scenarios of a campaign with their totals against the envelopes. */
export async function listedScenarios(
  db: Db,
  campaign: Campaign,
  { units, sight, measure, whole }: { units: ReadonlySet<string>; sight: CostSight; measure: BudgetResource; whole: boolean },
): Promise<ListedScenario[]> {
  const envelopes = whole ? await envelopesOf(db, campaign.id) : [];
  const listed: ListedScenario[] = [];
  for (const scenario of await scenariosOf(db, campaign.id)) {
    const rows = await unitTotals(db, await frameOf(db, scenario), { sight, units });
    const own = rows.filter((row) => row.measure === measure && row.targetYear === campaign.targetYear);
    const last = await lastBatch(db, scenario.id);
    listed.push({
      ...scenario,
      states: Object.fromEntries(await stateCounts(db, scenario.id, units)),
      decisions: await decisionCounts(db, scenario.id, units),
      total: sum(own.map(({ amount }) => amount)),
      decided: sum(own.map(({ decided }) => decided)),
      envelope: envelopeOf(envelopes, totalled(own), { measure, targetYear: campaign.targetYear }),
      last: last ? { author: last.author, at: last.at } : null,
    });
  }
  return listed;
}

function envelopeOf(
  envelopes: readonly PlannedAmount[],
  totals: readonly PlannedAmount[],
  key: Pick<PlannedAmount, "measure" | "targetYear">,
): Quantity | null {
  const used = spendingClasses.filter((spendingClass) => amountUnder(totals, { ...key, spendingClass }) !== 0n);
  const set = envelopes.filter((own) => own.measure === key.measure && own.targetYear === key.targetYear);
  if (used.some((spendingClass) => !set.some((own) => own.spendingClass === spendingClass))) return null;
  return set.length === 0 ? null : sum(set.filter((own) => used.includes(own.spendingClass)).map(({ amount }) => amount));
}
