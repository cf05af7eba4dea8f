import { lapseLines } from "#app/domain/allotment/lapse.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { unusedHoldings } from "#db/queries/allotment.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { lockEndingPositions } from "#db/queries/year-end.ts";
import { type PostedMovement, postMovement } from "./post-movement.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";

export interface LapseCreditsInput {
  readonly fiscalYear: number;
  /** The last day of the exercise (then posted in its complementary period), or another of its days. */
  readonly on: Day;
  readonly reason: string;
}

/**
 * Ends the year of the credits (LOLF art. 15 I): unpaid requests release their CP, and what is not used lapses. What is committed
 * and consumed stays; an overrun stays too, for its clearing is a decision. Refused: nothing left to lapse, a day outside the exercise.
 */
export async function lapseCredits(context: CommandContext, input: LapseCreditsInput): Promise<Result<PostedMovement>> {
  return await runCommand(context, { name: "lapse-credits", capability: "ledger.close" }, input, async (db, touch) => {
    const lapsed = await applyLapse(db, context, input, touch);
    if (lapsed.ok && lapsed.value === undefined) return refuse({ kind: "nothing-to-move", stage: "allotted" });
    return lapsed as Result<PostedMovement>;
  });
}

/** The same inside the closing of the exercise; nothing left to lapse is then no obstacle. */
export async function applyLapse(
  db: Db,
  context: CommandContext,
  { fiscalYear, on, reason }: LapseCreditsInput,
  touch: (touched: Touched) => void,
): Promise<Result<PostedMovement | undefined>> {
  const days = await exercise(db, fiscalYear);
  if (!days || on < days.firstDay || on > days.lastDay) return refuse({ kind: "unknown-year", date: on });
  await lockEndingPositions(db, fiscalYear);
  const lines = lapseLines(await unusedHoldings(db, fiscalYear));
  if (lines.length === 0) return accept(undefined);
  const posted = await postMovement(db, context, { kind: "lapse", fiscalYear, on, reason, lines, complementary: on === days.lastDay });
  if (!posted.ok) return posted;
  touch({ kind: "movement", id: posted.value.movementId, detail: { number: posted.value.number, fiscalYear, lines: lines.length } });
  return accept(posted.value);
}
