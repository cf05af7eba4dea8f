import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { ActionScene } from "#app/http/scene.ts";
import { standingOn } from "#db/queries/arbitration/decision.ts";
import { requestsOfMany } from "#db/queries/arbitration/many.ts";
import { findScenario } from "#db/queries/arbitration/scenario.ts";
import type { ChangedRequest } from "./board/answer.ts";

/** What stands on these requests now, in the measure that the board shows. */
export async function changedRequests(
  { read, year, person, mayDo }: Pick<ActionScene, "read" | "year" | "person" | "mayDo">,
  { scenario, requests, measure }: { scenario: string; requests: readonly string[]; measure: BudgetResource },
): Promise<ChangedRequest[]> {
  return await read(async (db) => {
    const campaign = (await findScenario(db, scenario))?.campaignId ?? "";
    const standing = await standingOn(db, scenario, requests);
    return (await requestsOfMany(db, campaign, requests, { lock: false })).map(({ id, unit, state }) => {
      const decision = standing.get(id);
      const of = (spendingClass: SpendingClass) =>
        isCost(measure, spendingClass) && !mayDo("planning.costs", unit)
          ? "0"
          : String(
              sum(
                (decision?.amounts ?? [])
                  .filter((own) => own.spendingClass === spendingClass && own.measure === measure && own.targetYear === year)
                  .map(({ decided }) => decided),
              ),
            );
      if (!decision) return { id, state, decided: null, decision: null };
      const { number, verb, reason, condition, amounts, decidedBy, own } = decision;
      return {
        ...{ id, state, decided: { personnel: of("personnel"), nonPersonnel: of("nonPersonnel") } },
        decision: { number, verb, reason, condition, outcome: outcomeOf(verb, amounts), mine: own && decidedBy === person.id },
      };
    });
  });
}
