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
  // Another transaction, so that the file holds only what is committed; alone, so that no set is written twice.
  return await database.write(organisation, async (db) => {
    await lockAnchors(db);
    return await appendAnchors(db, file);
  });
}
