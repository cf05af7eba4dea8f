import { sql } from "kysely";
import type { Db } from "../client.ts";
import { eightBytes, sha256 } from "./canonical-form.ts";
import type { LedgerFault } from "./report.ts";

interface Seal {
  readonly firstId: bigint;
  readonly lastId: bigint;
  readonly rowCount: bigint;
  readonly absent: readonly string[];
  readonly late: readonly string[];
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly version: number;
  readonly sealedAt: bigint;
}
interface AuditRow {
  readonly id: bigint;
  readonly at: bigint;
  readonly actor: bigint;
  readonly action: string;
  readonly unit: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly detail: string;
  readonly commandKey: string | null;
}

const knownVersion = 1;

/** What the anchors say of the audit: the hash of the seal that ends at an identifier. */
export type AnchoredSeals = readonly { readonly lastId: bigint; readonly hash: string; readonly set: bigint }[];

/**
 * Recomputes every seal from the rows of the audit, in the words of decision 0074 and without the query that made it; then holds the
 * seals against the anchors. A seal says the range of identifiers in which a row was altered, taken away or put in.
 */
export async function verifySeals(db: Db, anchored: AnchoredSeals): Promise<LedgerFault[]> {
  const faults: LedgerFault[] = [];
  const hashes = new Map<bigint, string>();
  let before = { lastId: 0n, hash: Buffer.of(0) as Buffer };
  for (const seal of await sealsOf(db)) {
    const place = { from: seal.firstId, to: seal.lastId };
    const follows = seal.firstId === before.lastId + 1n && seal.previousHash.equals(before.hash) && seal.version === knownVersion;
    if (!follows) faults.push({ kind: "seal-misplaced", ...place });
    if (!(await hashOfSeal(db, seal))?.equals(seal.hash)) faults.push({ kind: "audit-altered", ...place });
    hashes.set(seal.lastId, seal.hash.toString("hex"));
    before = seal;
  }
  for (const { lastId, hash, set } of anchored) {
    if (hashes.get(lastId) !== hash) faults.push({ kind: "anchor-audit-differs", number: lastId, set });
  }
  return faults;
}

async function sealsOf(db: Db): Promise<Seal[]> {
  const { rows } = await sql<Seal>`
    select first_id as "firstId", last_id as "lastId", row_count as "rowCount", absent::text[] as absent, late::text[] as late,
           previous_hash as "previousHash", hash, version, (extract(epoch from sealed_at) * 1000000)::bigint as "sealedAt"
      from audit_seal order by last_id`.execute(db);
  return rows;
}

/** Undefined when there are not as many rows as it says. */
async function hashOfSeal(db: Db, seal: Seal): Promise<Buffer | undefined> {
  const digests: Buffer[] = [];
  for await (const row of coveredRows(db, seal)) digests.push(digestOf(row));
  if (BigInt(digests.length) !== seal.rowCount) return undefined;
  const length = Buffer.alloc(4);
  length.writeInt32BE(seal.previousHash.length);
  const numbers = [seal.firstId, seal.lastId, BigInt(digests.length)].map(eightBytes);
  const lists = [seal.absent, seal.late].flatMap((ids) => textField(`{${ids.join(",")}}`));
  return sha256([Buffer.of(seal.version), length, seal.previousHash, ...numbers, ...lists, eightBytes(seal.sealedAt), ...digests]);
}

const pageSize = 2_000;

/** The rows of its range, those apart that had none when it was made, and the late ones of earlier ranges; by identifier. */
async function* coveredRows(db: Db, { firstId, lastId, absent, late }: Seal): AsyncGenerator<AuditRow> {
  for (let after = -1n; ; ) {
    const { rows } = await sql<AuditRow>`
      select id, (extract(epoch from at) * 1000000)::bigint as at, actor,
             action, unit, object_kind as "objectKind",
             object_id as "objectId", detail::text as detail, command_key::text as "commandKey"
        from audit
       where id > ${after} and ((id between ${firstId} and ${lastId} and id <> all (${absent}::text[]::bigint[])) or id = any (${late}::text[]::bigint[]))
       order by id limit ${pageSize}`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

function digestOf({ id, at, actor, action, unit, objectKind, objectId, detail, commandKey }: AuditRow): Buffer {
  const texts = [action, unit, objectKind, objectId, detail, commandKey];
  return sha256([...[id, at, actor].flatMap((value) => [int4(8), eightBytes(value)]), ...texts.flatMap(textField)]);
}

function textField(value: string | null): Buffer[] {
  if (value === null) return [int4(-1)];
  const content = Buffer.from(value, "utf8");
  return [int4(content.length), content];
}

function int4(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
