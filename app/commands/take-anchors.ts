import type { AnchorReason } from "#app/domain/ledger/anchor.ts";
import { lockAnchors, takeAnchors } from "#db/anchor.ts";
import { appendAnchors, type WrittenAnchors } from "#db/anchor-file.ts";
import { sealAudit } from "#db/audit-seal.ts";
import type { Database, Organisation } from "#db/client.ts";

export interface AnchorTaking {
  readonly reason: AnchorReason;
  /** The file that keeps every set of this organisation; another host's, if it can be. */
  readonly file: string;
}

/**
 * Anchors the chains in the database, then brings the file up to it: a file that was lost, moved or that a full disk cut short
 * receives every set that it does not hold yet. Each night and by hand the audit is sealed first, so that its seal is anchored.
 */
export async function anchorLedger(
  database: Database,
  organisation: Organisation,
  { reason, file }: AnchorTaking,
): Promise<WrittenAnchors> {
  await database.write(organisation, async (db) => {
    if (reason !== "hourly") await sealAudit(db);
    await takeAnchors(db, organisation.slug, reason);
  });
  return await writeAnchors(database, organisation, file);
}

/**
 * After a lock or a closing: the file, as soon as what it says is committed. A disk that fails does not undo what is done: the file receives
 * every set that it lacks within the hour, and the log says so if it cannot.
 */
export async function writeAnchorsSoon(database: Database, organisation: Organisation, file: string): Promise<void> {
  await writeAnchors(database, organisation, file).catch(() => undefined);
}

/** Brings the file up to the database, in a transaction of its own: it holds only what is committed, and no set twice. */
export async function writeAnchors(database: Database, organisation: Organisation, file: string): Promise<WrittenAnchors> {
  return await database.write(organisation, async (db) => {
    await lockAnchors(db);
    return await appendAnchors(db, file);
  });
}
