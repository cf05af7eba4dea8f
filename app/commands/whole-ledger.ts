import type { Capability } from "#app/domain/access.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import type { CommandContext } from "./run.ts";

/** The ledger is one: an act on it needs the capability on the root unit (`docs/decisions/0041-the-ledger-is-read-whole.md`). */
export async function requireWholeLedger(db: Db, { actor, today }: CommandContext, capability: Capability): Promise<Result<true>> {
  if (await holdsWholeLedger(db, actor.access, capability, today)) return accept(true);
  return refuse({ kind: "forbidden", capability });
}

/** Whoever may close posts in a locked period. */
export async function postingOptions(db: Db, { actor, today }: CommandContext) {
  return { actor: actor.id, today, throughLock: await holdsWholeLedger(db, actor.access, "ledger.close", today) };
}
