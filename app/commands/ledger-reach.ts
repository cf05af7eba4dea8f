import type { Access } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "#db/client.ts";
import type { DraftReader } from "#db/queries/ledger/draft.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";

interface Person {
  readonly id: bigint;
  readonly access: Access;
}

/** Everybody sees their own drafts; who may close, the chief accountant, sees them all (decision 0051). */
export async function draftReaderFor(db: Db, { id, access }: Person, today: Day): Promise<DraftReader> {
  return (await holdsWholeLedger(db, access, "ledger.close", today)) ? "everybody" : { author: id };
}
