import type { Database, Organisation } from "#db/client.ts";
import { writeAudit } from "#db/queries/command.ts";
import type { Actor } from "./run.ts";

/** What was shown of people: those of a unit, one person, or a file of them. */
export interface PeopleRead {
  readonly kind: "people" | "person" | "staffFile";
  /** The unit that was looked at, the staff number, or the file; empty: every unit within reach. */
  readonly id: string;
  readonly shown: number;
}

/** Writes in the audit that somebody read names. Reading is never refused for it: it is told once the page is decided. */
export async function notePeopleRead(
  database: Database,
  organisation: Organisation,
  actor: Pick<Actor, "id">,
  { kind, id, shown }: PeopleRead,
): Promise<void> {
  await database.write(organisation, (db) =>
    writeAudit(db, {
      ...{
        actor: actor.id,
        action: "read-people",
        unit: kind === "people" && id !== "" ? id : null,
        objectKind: kind,
        objectId: id || null,
      },
      ...{ detail: { shown }, key: null },
    }),
  );
}
