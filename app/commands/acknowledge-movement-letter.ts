import { addresseesOf } from "#app/domain/allotment/addressees.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { movementDocument } from "#db/queries/allotment-movement.ts";
import { insertMovementAcknowledgement, movementAcknowledgements } from "#db/queries/allotment-movement-letter.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface MovementLetterInput {
  readonly movementId: string;
  readonly year: number;
  readonly unit: string;
}

/**
 * A head of unit says that the letter of a posted movement was read, once for each unit that it is written to (decision 0127): the first
 * acknowledgement stands. The author of the movement is told. What a scenario notified has letters of its own.
 */
export async function acknowledgeMovementLetter(context: CommandContext, input: MovementLetterInput): Promise<Result<{ unit: string }>> {
  const { movementId: id, year, unit } = input;
  const declaration = { name: "acknowledge-movement-letter", capability: "allotment.acknowledge", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const person = context.actor.id;
    const movement = await movementDocument(db, { id, year, units: [unit], reader: person });
    if (movement?.state !== "posted" || movement.isOfScenario || !addresseesOf(movement.lines).includes(unit))
      return refuse({ kind: "not-found", what: "letter", id: unit });
    if (!(await insertMovementAcknowledgement(db, { movement: id, unit, person }))) {
      const stands = (await movementAcknowledgements(db, id)).find((own) => own.unit === unit);
      const label = movement.lines.flatMap(({ from, to, fromLabel, toLabel }) => [
        { code: from.unit, label: fromLabel },
        { code: to.unit, label: toLabel },
      ]);
      const named = label.find(({ code }) => code === unit)?.label ?? unit;
      return refuse({ kind: "already-acknowledged", unit: named, by: stands?.by ?? "", at: stands?.at.toISOString() ?? "" });
    }
    const address = `/${year}/allotment/movements/${id}/letter`;
    const values = { period: String(year) };
    await sendNotices(db, [{ recipient: movement.authorId, kind: "acknowledged", unit, campaign: null, address, values, author: person }]);
    touch({ kind: "letter", id, unit });
    return accept({ unit });
  });
}
