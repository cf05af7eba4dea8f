import type { Place } from "#app/domain/allotment/movement.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { Origin } from "#app/domain/stage.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { checkReach } from "./post-events.ts";
import { checkContent, type PostedMovement, postMovement } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface OpenCreditsInput {
  readonly fiscalYear: number;
  readonly on: Day;
  readonly origin: Origin;
  readonly reason: string;
  /** Where what is voted stands: the root unit, the node T2 or HT2, the action. Amounts > 0, in the resource's smallest unit. */
  readonly lines: readonly (Place & { readonly resource: BudgetResource; readonly amount: Quantity })[];
}

/**
 * Opens credits: voted → unallocated, with their origin. Refused: AE and CP that differ on title 2 (LOLF art. 8), a day outside
 * the exercise, a unit out of reach, more services votés or advance decrees than the law allows (`cap-exceeded`).
 */
export async function openCredits(context: CommandContext, input: OpenCreditsInput): Promise<Result<PostedMovement>> {
  const { fiscalYear, on, origin, reason } = input;
  return await runCommand(context, { name: "open-credits", capability: "allotment.notify" }, input, async (db, touch) => {
    const reach = checkReach(
      context,
      "allotment.notify",
      input.lines.map(({ unit }) => unit),
    );
    if (!reach.ok) return reach;
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    if (years.value(on) !== fiscalYear) return refuse({ kind: "unknown-year", date: on });
    const lines = input.lines.map(({ resource, amount, ...place }) => ({
      resource,
      amount,
      from: { ...place, stage: "voted" as const },
      to: { ...place, stage: "unallocated" as const },
    }));
    const movement = { kind: "opening", on, reason, origin, lines } as const;
    const checked = await checkContent(db, movement);
    if (!checked.ok) return checked;
    const posted = await postMovement(db, context, { ...movement, fiscalYear });
    if (posted.ok) touch({ kind: "movement", id: posted.value.movementId, detail: { number: posted.value.number, origin, reason } });
    return posted;
  });
}
