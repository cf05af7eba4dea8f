import { checkReversible, reversalLines } from "#app/domain/allotment/reversal.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Day } from "#app/domain/month.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import { reversalOf } from "#db/queries/allotment.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { checkWriter, contentOf, documentWithinReach } from "./movement-document.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { type SavedMovement, writeDocument } from "./save-movement.ts";

export interface ReverseMovementInput {
  readonly movementId: string;
  /** Not before the movement's own day, in the same exercise. */
  readonly on: Day;
  readonly reason: string;
}

/**
 * Undoes a posted movement by a document of its own, which goes the same way as the one it undoes: proposed to a second person, or posted at once
 * where the kind needs none. What it took of a cap comes back. Refused: what `checkReversible` refuses · no reason · a day before the movement · what the
 * opposite way would break: a stage that holds less by now, other titles to title 2.
 */
export async function reverseMovement(context: CommandContext, input: ReverseMovementInput): Promise<Result<SavedMovement>> {
  return await runCommand(context, { name: "reverse-movement", capability: "allotment.read" }, input, async (db, touch) => {
    const { movementId, on } = input;
    const reason = input.reason.trim();
    const found = await documentWithinReach(db, context, movementId);
    if (!found.ok) return found;
    const movement = found.value;
    const { kind, state, fiscalYear, scenarioId, reverses } = movement;
    const writer = checkWriter(context, kind, movement.lines);
    if (!writer.ok) return writer;
    const undone = await reversalOf(db, movementId);
    const number = documentNumber("MV", fiscalYear, movement.number);
    const reversedBy = undone ? documentNumber("MV", undone.fiscalYear, undone.number) : null;
    const may = checkReversible({
      number,
      kind,
      state,
      isReversal: reverses !== undefined,
      isOfScenario: scenarioId !== undefined,
      reversedBy,
    });
    if (!may.ok) return may;
    if (reason === "") return refuse({ kind: "reason-required" });
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    if (years.value(on) !== fiscalYear) return refuse({ kind: "unknown-year", date: on });
    if (on < movement.on) return refuse({ kind: "dates-out-of-order", earlier: movement.on, later: on });
    const content = { ...contentOf(movement, on), reason, lines: reversalLines(movement.lines), reverses: movementId };
    return await writeDocument(db, context, { ...content, fiscalYear, propose: true }, touch);
  });
}
