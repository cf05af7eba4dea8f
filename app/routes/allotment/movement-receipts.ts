import { addresseesOf } from "#app/domain/allotment/addressees.ts";
import type { Db } from "#db/client.ts";
import type { MovementDocument } from "#db/queries/allotment-movement.ts";
import { movementAcknowledgements } from "#db/queries/allotment-movement-letter.ts";

/** A unit that the letter of a movement is written to, and who said that it was read. */
export interface Receipt {
  readonly unit: string;
  readonly label: string;
  readonly by: string | null;
  /** An instant, as text. */
  readonly at: string | null;
}

/** One for each unit concerned by a posted movement; none of what a scenario notified, whose letters are its notification's. */
export async function receiptsOf(db: Db, { id, state, isOfScenario, lines }: MovementDocument): Promise<Receipt[]> {
  if (state !== "posted" || isOfScenario) return [];
  const given = await movementAcknowledgements(db, id);
  const labels = new Map(
    lines.flatMap(({ from, to, fromLabel, toLabel }) => [
      [from.unit, fromLabel],
      [to.unit, toLabel],
    ]),
  );
  return addresseesOf(lines).map((unit) => {
    const own = given.find((acknowledgement) => acknowledgement.unit === unit);
    return { unit, label: labels.get(unit) ?? unit, by: own?.by ?? null, at: own?.at.toISOString() ?? null };
  });
}
