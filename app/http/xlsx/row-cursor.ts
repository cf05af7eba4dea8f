import type { TableRow } from "../table-file/description.ts";

/** Rows one at a time, with a look at the next: a sheet must know whether it is the last. Synchronous sources stay so. */
export class RowCursor {
  readonly #iterator: Iterator<TableRow> | AsyncIterator<TableRow>;
  #ahead: TableRow | undefined;
  #looked = false;

  constructor(rows: Iterable<TableRow> | AsyncIterable<TableRow>) {
    this.#iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  }

  next(): TableRow | undefined | Promise<TableRow | undefined> {
    if (this.#looked) {
      this.#looked = false;
      return this.#ahead;
    }
    const step = this.#iterator.next();
    return step instanceof Promise ? step.then(rowOf) : rowOf(step);
  }

  async peek(): Promise<TableRow | undefined> {
    if (!this.#looked) {
      this.#ahead = await this.next();
      this.#looked = true;
    }
    return this.#ahead;
  }

  /** Whoever gives the rows is told when nobody wants the rest. */
  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}

function rowOf(step: IteratorResult<TableRow>): TableRow | undefined {
  return step.done ? undefined : step.value;
}
