import type { Readable } from "node:stream";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "./client.ts";

/** Whole lines of a file on their way. */
export interface FileChunk {
  readonly bytes: Uint8Array;
  readonly lines: number;
}

/** What a chunk holds at least, but for the last one: many lines travel as one. */
const chunkBytes = 131_072;

/**
 * The lines that `query` gives, one text each, by `copy … to stdout`: whole lines in chunks of 128 KiB or a little more, as UTF-8. The
 * binary form is asked for because it carries a text as it is: the text form would double each backslash. PostgreSQL waits while
 * nobody reads. When the reader stops early, or `signal` is aborted, the query is cancelled; the transaction is then of no more use.
 * `query` holds no parameter (`copy` takes none): numbers and texts stand in it by `sql.lit`.
 */
export async function* copyOut(db: Db, query: RawBuilder<unknown>, signal?: AbortSignal): AsyncGenerator<FileChunk, void> {
  const { rows } = await sql<Copying>`copy (${query}) to stdout (format binary)`.execute(db);
  const [copying] = rows;
  if (!copying) throw new Error("COPY gave no stream");
  const lines = new LineCollector();
  for await (const bytes of pieces(copying)) {
    yield* lines.take(bytes);
    signal?.throwIfAborted();
  }
  yield* lines.rest();
}

/**
 * What a query that reads a whole exercise wants for the rest of its transaction: room to sort (by default it goes to the disk from 4 MB),
 * and no loop within a loop, which the planner takes for cheap while it knows nothing of tables that were just filled.
 */
export async function prepareToReadAll(db: Db): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true)`.execute(db);
}

/** What answers a `copy … to stdout` in place of rows (`db/client.ts`). */
export interface Copying {
  readonly stream: Readable;
  cancel(): void;
}

/**
 * The bytes as they come. A stream that is left before its end would keep its connection for ever: the query is cancelled, and what is
 * still on its way is read.
 */
async function* pieces({ stream, cancel }: Copying): AsyncGenerator<Buffer, void> {
  // What goes wrong is thrown below; without a listener it would end the process.
  stream.on("error", () => undefined);
  try {
    while (!isOver(stream)) {
      // `read()` gives all that has come as one buffer; iterating would give each row apart.
      const bytes: Buffer | null = stream.read();
      if (bytes) yield bytes;
      else if (!isOver(stream)) await eventOf(stream, ["readable", "end", "close", "error"]);
    }
    if (stream.errored) throw stream.errored;
  } finally {
    if (!isOver(stream)) {
      const over = eventOf(stream, ["end", "close", "error"]);
      cancel();
      stream.resume();
      await over;
    }
    // The last rows may have paused the connection, and nothing then wakes it: its stream has no more to ask for.
    stream._read(0);
  }
}

function isOver(stream: Readable): boolean {
  return stream.readableEnded || stream.destroyed;
}

async function eventOf(stream: Readable, events: readonly string[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const settle = () => {
      for (const event of events) stream.removeListener(event, settle);
      resolve();
    };
    for (const event of events) stream.once(event, settle);
  });
}

const signatureBytes = 11;

/** Takes the binary form apart (documentation of PostgreSQL, COPY, « Binary Format »): a head, then for each row its only field. */
class LineCollector {
  #begun = false;
  #pending: Buffer = Buffer.alloc(0);
  #filled = Buffer.allocUnsafe(chunkBytes + 65_536);
  #length = 0;
  #lines = 0;

  *take(bytes: Buffer): Generator<FileChunk, void> {
    const all = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    let place = this.#begun ? 0 : this.#head(all);
    this.#pending = all;
    if (!this.#begun) return;
    while (place + 6 <= all.length) {
      const size = all.readInt32BE(place + 2);
      if (size < 0) throw new Error("A line of the file is null.");
      if (place + 6 + size > all.length) break;
      if (this.#length > 0 && this.#length + size > this.#filled.length) yield this.#full();
      this.#add(all, place + 6, size);
      place += 6 + size;
      if (this.#length >= chunkBytes) yield this.#full();
    }
    this.#pending = all.subarray(place);
  }

  *rest(): Generator<FileChunk, void> {
    if (this.#length > 0) yield this.#full();
  }

  /** Where the first row begins; 0 while the head has not come whole. */
  #head(all: Buffer): number {
    if (all.length < signatureBytes + 8) return 0;
    this.#begun = true;
    return signatureBytes + 8 + all.readInt32BE(signatureBytes + 4);
  }

  #add(from: Buffer, start: number, size: number): void {
    if (size > this.#filled.length) this.#filled = Buffer.allocUnsafe(size);
    from.copy(this.#filled, this.#length, start, start + size);
    this.#length += size;
    this.#lines += 1;
  }

  #full(): FileChunk {
    const chunk = { bytes: this.#filled.subarray(0, this.#length), lines: this.#lines };
    this.#filled = Buffer.allocUnsafe(chunkBytes + 65_536);
    this.#length = 0;
    this.#lines = 0;
    return chunk;
  }
}
