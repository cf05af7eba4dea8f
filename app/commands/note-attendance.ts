import { accept, type Result } from "#app/domain/result.ts";
import { moveSitting, participantsOf, writeGuests, writeParticipants } from "#db/queries/arbitration/sitting.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { sittingAt } from "./sitting-at.ts";

export interface AttendanceInput {
  readonly sittingId: string;
  /** Those of the people asked who are there; the others are noted as absent. */
  readonly present: readonly bigint[];
  /** Who else is there, a name a line. */
  readonly guests: string;
}

/** Who came, for the minutes. */
export async function noteAttendance(context: CommandContext, input: AttendanceInput): Promise<Result<{ readonly present: number }>> {
  return await runCommand(context, { name: "note-attendance", capability: "arbitration.read" }, input, async (db, touch) => {
    const found = await sittingAt(db, context, input.sittingId, { states: ["planned", "running"] });
    if (!found.ok) return found;
    const { id } = found.value;
    const people = (await participantsOf(db, id)).map((own) => ({ ...own, isPresent: input.present.includes(own.person) }));
    await writeParticipants(db, id, people);
    await writeGuests(db, id, input.guests);
    await moveSitting(db, id);
    touch({ kind: "sitting", id });
    return accept({ present: people.filter(({ isPresent }) => isPresent).length });
  });
}
