import type { Access, Capability } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import type { DraftReader } from "#db/queries/ledger/draft.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";

interface Person {
  readonly id: bigint;
  readonly access: Access;
}

/** The ledger is one: whoever acts on it holds the capability on the root unit (decision 0041). */
export async function requireLedger(db: Db, { access }: Person, capability: Capability, today: Day): Promise<Result<null>> {
  return (await holdsWholeLedger(db, access, capability, today)) ? accept(null) : refuse({ kind: "forbidden", capability });
}

/** Everybody sees their own drafts; who may close, the chief accountant, sees them all (decision 0051). */
export async function draftReaderFor(db: Db, { id, access }: Person, today: Day): Promise<DraftReader> {
  return (await holdsWholeLedger(db, access, "ledger.close", today)) ? "everybody" : { author: id };
}
