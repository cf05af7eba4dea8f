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

export interface AuditRow {
  actor: bigint;
  action: string;
  unit: string | null;
  objectKind: string | null;
  objectId: string | null;
  detail: unknown;
  key: string | null;
}

/** Ends a command in the transaction of its act: its lines of audit, and the outcome that a repeated key gives again. */
export async function concludeCommand(
  db: Db,
  { key, outcome, audit }: { key: string; outcome: unknown; audit: readonly AuditRow[] },
): Promise<void> {
  await db
    .with("audited", (query) => query.insertInto("audit").values(audit.map(auditValues)))
    .updateTable("command")
    .set({ outcome })
    .where("key", "=", key)
    .execute();
}

/** Lines of audit for an act that is no command (a sign-in). */
export async function writeAudit(db: Db, ...rows: AuditRow[]): Promise<void> {
  await db.insertInto("audit").values(rows.map(auditValues)).execute();
}

function auditValues({ actor, action, unit, objectKind, objectId, detail, key }: AuditRow) {
  return { actor, action, unit, object_kind: objectKind, object_id: objectId, detail, command_key: key };
}
