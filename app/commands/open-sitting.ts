import type { Standing } from "#app/domain/arbitration/envelope.ts";
import { scopeName, wholeScope } from "#app/domain/arbitration/envelope-scope.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { standings } from "#db/queries/arbitration/envelope.ts";
import { stampedNow } from "#db/queries/arbitration/minutes.ts";
import { scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { agendaOf, moveSitting, showItem, sittingsOf } from "#db/queries/arbitration/sitting.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { sittingAt } from "./sitting-at.ts";
import { checkWriter } from "./sitting-decider.ts";

/**
 * Opens a sitting to decisions, by its chair or a secretary: one at a time in a campaign, in a scenario that still moves, with something on the
 * agenda, whose first point comes on the screen. What the envelopes are at that time is kept, for the minutes.
 */
export async function openSitting(
  context: CommandContext,
  input: { readonly sittingId: string },
): Promise<Result<{ readonly sittingId: string }>> {
  return await runCommand(context, { name: "open-sitting", capability: "arbitration.read" }, input, async (db, touch) => {
    const found = await sittingAt(db, context, input.sittingId, { states: ["planned"] });
    if (!found.ok) return found;
    const { id, campaignId, scenarioId, number } = found.value;
    const writes = await checkWriter(db, context.actor, found.value);
    if (!writes.ok) return writes;
    const other = (await sittingsOf(db, campaignId)).find(({ state }) => state === "running");
    if (other) return refuse({ kind: "sitting-under-way", number: other.number, title: other.title });
    const scenarios = await scenariosOf(db, campaignId);
    const adopted = scenarios.find(({ state }) => state === "adopted");
    const state = adopted ? "adopted" : (scenarios.find((own) => own.id === scenarioId)?.state ?? "rejected");
    if (state !== "open") return refuse({ kind: "wrong-state", what: "scenario", state, expected: ["open"] });
    const [first] = await agendaOf(db, id);
    if (!first) return refuse({ kind: "agenda-empty", number });
    await moveSitting(db, id, {
      state: "running",
      opening: openingText(await standings(db, campaignId, scenarioId)),
      openedAt: await stampedNow(db),
    });
    await showItem(db, id, first.id);
    touch({ kind: "sitting", id, detail: { campaign: campaignId, number } });
    return accept({ sittingId: id });
  });
}

/** What was decided of an envelope when the sitting was opened, as it is kept. */
export interface OpeningAmount {
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly year: number;
  /** « // » for the whole campaign. */
  readonly scope: string;
  readonly decided: string;
}

export function scopeText({ scope }: Standing): string {
  return scopeName(scope ?? wholeScope);
}

function openingText(all: readonly Standing[]): string {
  return JSON.stringify(
    all.map((own): OpeningAmount => {
      const { spendingClass, measure, targetYear: year, decided } = own;
      return { spendingClass, measure, year, scope: scopeText(own), decided: String(decided) };
    }),
  );
}
