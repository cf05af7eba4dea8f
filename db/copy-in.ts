import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import type { Db } from "./client.ts";

/**
 * Writes rows into a table by COPY, inside the transaction of `db`: pieces of COPY's text form, of any size, taken as fast as PostgreSQL
 * takes them. When the pieces end with an error, or PostgreSQL refuses a row, the transaction is to be given up.
 */
export async function copyInto(db: Db, table: string, columns: readonly string[], pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const { rows } = await sql<{ stream: Writable }>`copy ${sql.table(table)} (${names}) from stdin`.execute(db);
  const [answer] = rows;
  if (!answer) throw new Error("COPY gave no stream");
  await pipeline(Readable.from(pieces), answer.stream);
}

/** Rows in COPY's text form, written letter by letter into one growing buffer: a ledger has tens of fields a line and millions of lines. */
export class CopyRows {
  #bytes = Buffer.allocUnsafe(65_536);
  #length = 0;

  /** How many bytes wait to be taken. */
  get length(): number {
    return this.#length;
  }

  /** A field, and the mark that ends it; null is its own mark, and what would cut the row is escaped. */
  field(value: string | number | bigint | null, last = false): void {
    if (value === null) this.#text("\\N");
    else if (typeof value === "string") this.#text(value, true);
    else this.#text(String(value));
    this.#bytes[this.#length] = last ? 10 : 9;
    this.#length += 1;
  }

  /** What was written since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #text(value: string, free = false): void {
    // No letter of UTF-16 takes more than three bytes of UTF-8, and one byte for the mark.
    this.#reserve(value.length * 3 + 1);
    const start = this.#length;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 127 || (free && (code === 92 || (code <= 13 && code >= 9)))) {
        this.#unusual(value);
        return;
      }
      this.#bytes[start + index] = code;
    }
    this.#length = start + value.length;
  }

  #unusual(value: string): void {
    const text = /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (letter) => escapes[letter] ?? letter) : value;
    this.#reserve(text.length * 3 + 1);
    this.#length += this.#bytes.write(text, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
