import { type ComparedEntry, isSameLine } from "./compared-entry.ts";

/** One entry, as it is before and after; undefined where it is not. */
export interface EntryPair {
  readonly before: ComparedEntry | undefined;
  readonly after: ComparedEntry | undefined;
}

/** The entries of one journal in the order of its file, several at a time. */
export type EntryBatches = AsyncIterable<readonly ComparedEntry[]>;

/** How many lines may wait for their counterpart. */
const mostWaiting = 20_000;

/**
 * The entries of a journal that two files do not tell alike. Both are read once, side by side: a posted entry keeps its number and the day
 * of its validation, which are the order of every variant. An entry that is not where the other file has it (books that were restored and
 * posted again) waits for it, as long as no more than 20,000 lines wait; beyond, it is told as gone and come. Memory does not grow with
 * the files.
 */
export async function* unequalEntries(before: EntryBatches, after: EntryBatches, most = mostWaiting): AsyncGenerator<EntryPair> {
  const [left, right] = [new Cursor(before), new Cursor(after)];
  const waiting = new Waiting(most);
  for (;;) {
    const [one, other] = [left.current ?? (await left.fill()), right.current ?? (await right.fill())];
    if (!one && !other) break;
    const order = one && other ? compareEntries(one, other) : one ? -1 : 1;
    if (order <= 0) left.advance();
    if (order >= 0) right.advance();
    if (order === 0) {
      if (!isSameEntry(one, other)) yield { before: one, after: other };
    } else if (order < 0 && one) yield* waiting.take("before", one);
    else if (other) yield* waiting.take("after", other);
  }
  yield* waiting.rest();
}

/** By validation, then by number, whose digits count as a number. */
function compareEntries(left: ComparedEntry, right: ComparedEntry): number {
  if (left.validatedOn !== right.validatedOn) return left.validatedOn < right.validatedOn ? -1 : 1;
  if (left.number.length !== right.number.length) return left.number.length - right.number.length;
  return left.number === right.number ? 0 : left.number < right.number ? -1 : 1;
}

function isSameEntry(left: ComparedEntry | undefined, right: ComparedEntry | undefined): boolean {
  if (!left || !right || left.lines.length !== right.lines.length) return false;
  return left.lines.every((line, index) => {
    const other = right.lines[index];
    return other !== undefined && isSameLine(line, other);
  });
}

class Cursor {
  readonly #batches: AsyncIterator<readonly ComparedEntry[]>;
  #batch: readonly ComparedEntry[] = [];
  #next = 0;

  constructor(batches: EntryBatches) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  get current(): ComparedEntry | undefined {
    return this.#batch[this.#next];
  }

  advance(): void {
    this.#next += 1;
  }

  async fill(): Promise<ComparedEntry | undefined> {
    while (this.#next >= this.#batch.length) {
      const { done, value } = await this.#batches.next();
      if (done) return undefined;
      this.#batch = value;
      this.#next = 0;
    }
    return this.current;
  }
}

type Side = keyof EntryPair;

/** Entries of one journal that wait for their counterpart, by number. */
class Waiting {
  readonly #most: number;
  readonly #held = new Map<string, { readonly side: Side; readonly entry: ComparedEntry }>();
  #lines = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** What is settled by this entry: its counterpart is there, or those that waited longest must go. */
  *take(side: Side, entry: ComparedEntry): Generator<EntryPair> {
    const held = this.#held.get(entry.number);
    if (held) {
      this.#release(entry.number, held.entry);
      if (held.side !== side) {
        const pair = side === "after" ? { before: held.entry, after: entry } : { before: entry, after: held.entry };
        if (!isSameEntry(pair.before, pair.after)) yield pair;
        return;
      }
      yield alone(held.side, held.entry);
    }
    this.#held.set(entry.number, { side, entry });
    this.#lines += entry.lines.length;
    for (const [number, oldest] of this.#held) {
      if (this.#lines <= this.#most) break;
      this.#release(number, oldest.entry);
      yield alone(oldest.side, oldest.entry);
    }
  }

  *rest(): Generator<EntryPair> {
    for (const { side, entry } of this.#held.values()) yield alone(side, entry);
  }

  #release(number: string, { lines }: ComparedEntry): void {
    this.#held.delete(number);
    this.#lines -= lines.length;
  }
}

function alone(side: Side, entry: ComparedEntry): EntryPair {
  return side === "before" ? { before: entry, after: undefined } : { before: undefined, after: entry };
}
