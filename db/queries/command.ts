import type { Db } from "../client.ts";

type Claim = { kind: "ours" } | { kind: "taken"; actor: bigint; requestHash: Uint8Array; outcome: unknown };

/** Takes an idempotency key; a concurrent holder is waited for, then its outcome is read. */
export async function claimCommand(
  db: Db,
  { key, name, actor, requestHash }: { key: string; name: string; actor: bigint; requestHash: Uint8Array },
): Promise<Claim> {
  const inserted = await db
    .insertInto("command")
    .values({ key, name, actor, request_hash: requestHash })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("key")
    .executeTakeFirst();
  if (inserted) return { kind: "ours" };
  const held = await db.selectFrom("command").select(["actor", "request_hash", "outcome"]).where("key", "=", key).executeTakeFirstOrThrow();
  return { kind: "taken", actor: held.actor, requestHash: held.request_hash, outcome: held.outcome };
}

export async function concludeCommand(db: Db, key: string, outcome: unknown): Promise<void> {
  await db.updateTable("command").set({ outcome }).where("key", "=", key).execute();
}

export interface AuditRow {
  actor: bigint;
  action: string;
  unit: string | null;
  objectKind: string | null;
  objectId: string | null;
  detail: unknown;
  key: string | null;
}

/** One line of the audit, in the transaction of the act. */
export async function writeAudit(db: Db, row: AuditRow): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      actor: row.actor,
      action: row.action,
      unit: row.unit,
      object_kind: row.objectKind,
      object_id: row.objectId,
      detail: row.detail,
      command_key: row.key,
    })
    .execute();
}
