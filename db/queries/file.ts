import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { constants, deflateRaw, inflateRaw } from "node:zlib";
import { sql } from "kysely";
import type { Db } from "../client.ts";

/** What a kept file is for; each purpose has its readers (`db/queries/…`), and a file is never given out without one. */
export type FilePurpose = "ledgerImport" | "ledgerExport" | "attachment" | "sittingMinutes";

export interface NewFile {
  readonly id: string;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly mediaType: string;
  readonly author: bigint;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Raw bytes in a part, before compression: what is in memory of a file at one time. */
export const partBytes = 1_048_576;

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

/**
 * Writes a file of any size part by part, in the caller's transaction: it is there whole when that commits, or not at all.
 * `write` waits for the database, so that whoever feeds it goes no faster than the bytes are kept.
 */
export class FileKeeper {
  readonly #db: Db;
  readonly #id: string;
  readonly #hash = createHash("sha256");
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #ordinal = 0;
  #sizeBytes = 0;

  constructor(db: Db, id: string) {
    this.#db = db;
    this.#id = id;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    while (this.#waitingBytes >= partBytes) await this.#keep(partBytes);
  }

  /** Keeps what is left, and the row that names the file. */
  async finish({ id, purpose, name, mediaType, author, detail }: NewFile): Promise<KeptFile> {
    if (id !== this.#id) throw new Error("A file is finished under the identifier that it was begun with.");
    if (this.#waitingBytes > 0) await this.#keep(this.#waitingBytes);
    const sha256 = this.#hash.digest();
    await this.#db
      .insertInto("file")
      .values({ id, purpose, name, sha256, media_type: mediaType, content: null, size_bytes: BigInt(this.#sizeBytes), author, detail })
      .execute();
    return { id, name, mediaType, sha256: sha256.toString("hex"), sizeBytes: this.#sizeBytes };
  }

  async #keep(count: number): Promise<void> {
    const whole = Buffer.concat(this.#waiting, this.#waitingBytes);
    const rest = whole.subarray(count);
    this.#waiting = rest.length > 0 ? [rest] : [];
    this.#waitingBytes = rest.length;
    const content = await compress(whole.subarray(0, count), { level: constants.Z_BEST_SPEED });
    await this.#db.insertInto("file_part").values({ file_id: this.#id, ordinal: this.#ordinal, byte_count: count, content }).execute();
    this.#ordinal += 1;
  }
}

/** The bytes from `from` on, at most one part of them; empty at the end of the file. */
export async function fileSlice(db: Db, { id, from }: { id: string; from: number }): Promise<Uint8Array> {
  const ordinal = Math.floor(from / partBytes);
  const { rows } = await sql<{ whole: Uint8Array | null; part: Uint8Array | null }>`
    select substring(f.content from ${from + 1}::int for ${partBytes}::int) as whole, p.content as part
      from file f left join file_part p on p.file_id = f.id and p.ordinal = ${ordinal}::int
     where f.id = ${id}`.execute(db);
  const [row] = rows;
  if (row?.whole) return row.whole;
  if (!row?.part) return new Uint8Array();
  return (await expand(row.part)).subarray(from - ordinal * partBytes);
}

/** The whole content of a kept file, a part in memory at a time. */
export async function* fileContent(db: Db, id: string): AsyncGenerator<Uint8Array> {
  for (let from = 0; ; ) {
    const slice = await fileSlice(db, { id, from });
    if (slice.length === 0) return;
    yield slice;
    from += slice.length;
  }
}
