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

const pieceBytes = 262_144;

/** The same from items, each a row whose fields stand in the order of the columns; nothing is held but a piece. */
export async function copyRowsInto<Item>(
  db: Db,
  table: string,
  columns: readonly string[],
  items: readonly Item[],
  fieldsOf: (item: Item) => readonly CopyField[],
): Promise<void> {
  if (items.length === 0) return;
  const pieces = async function* () {
    const rows = new CopyRows();
    for (const item of items) {
      rows.add(fieldsOf(item));
      if (rows.length > pieceBytes) yield rows.take();
    }
    if (rows.length > 0) yield rows.take();
  };
  await copyInto(db, table, columns, pieces());
}

/** A field of a row; null is its own mark. */
export type CopyField = string | number | bigint | null;

/** Rows in COPY's text form, gathered in one growing buffer until they are taken. */
export class CopyRows {
  #bytes = Buffer.allocUnsafe(65_536);
  #length = 0;

  /** How many bytes wait to be taken. */
  get length(): number {
    return this.#length;
  }

  /** A row whose `fields` stand in the order of the columns; what would cut it is escaped. */
  add(fields: readonly CopyField[]): void {
    let row = "";
    let mark = "";
    for (const field of fields) {
      row += mark;
      row += field === null ? "\\N" : typeof field === "string" ? escaped(field) : String(field);
      mark = "\t";
    }
    this.#write(`${row}\n`);
  }

  /** What was written since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  /** A row is written at once: hundreds of small texts cost more than one long one. */
  #write(text: string): void {
    // No letter of UTF-16 takes more than three bytes of UTF-8.
    const longest = this.#length + text.length * 3;
    if (longest > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, longest));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length);
  }
}

const special = /[\\\t\n\r]/;

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (letter) => escapes[letter] ?? letter) : text;
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
