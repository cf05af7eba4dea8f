import type { Db } from "../client.ts";
import type { Anchored } from "./anchored.ts";
import { hashOfLink } from "./canonical-form.ts";
import { fingerprintOf, type LedgerFault, placeOf, type Report } from "./report.ts";
import { type Chain, counterOf, entriesOf, postingsOf, type StoredEntry, type StoredPosting } from "./stored-entry.ts";

const knownVersions = new Set([1]);
const genesis = Buffer.of(0);

/** How far the walk has come: the last link, and what the entries until there debit. */
interface Walked {
  hash: Uint8Array;
  lastNumber: bigint;
  readonly debits: Map<string, bigint>;
}

/**
 * One chain from its genesis to its counter, and against what was anchored of it (in number order). Its faults join the report in the
 * order of the numbers that they name.
 */
export async function verifyChain(db: Db, chain: Chain, anchored: readonly Anchored[], report: Report): Promise<void> {
  const faults: LedgerFault[] = [];
  const tell = (fault: LedgerFault) => void faults.push(fault);
  const entries = numbered(chain, entriesOf(db, chain), report, tell);
  const walked: Walked = { hash: genesis, lastNumber: 0n, debits: new Map() };
  const anchors = new AnchorWalk(chain, anchored, tell);
  let entry = await entries.next();
  for await (const posting of postingsOf(db, chain)) {
    report.postings += 1;
    const digests: string[] = [];
    for (; !entry.done && entry.value.number <= posting.lastNumber; entry = await entries.next()) {
      const found = entry.value;
      if (found.number < posting.firstNumber) tell({ kind: "entry-unlinked", ...chain, number: found.number, id: found.id });
      else digests.push(found.digest);
      if (found.recordedAt !== posting.recordedAt) tell(altered(chain, found, "recordedAt"));
      for (const [resource, debit] of found.debits) walked.debits.set(resource, (walked.debits.get(resource) ?? 0n) + debit);
    }
    verifyLink(chain, posting, walked, digests, tell);
    walked.hash = posting.hash;
    walked.lastNumber = posting.lastNumber;
    anchors.pass(walked);
  }
  for (; !entry.done; entry = await entries.next())
    tell({ kind: "entry-unlinked", ...chain, number: entry.value.number, id: entry.value.id });
  anchors.end(walked);
  await verifyCounter(db, chain, walked, tell);
  const inOrder = faults.toSorted((left, right) => Number(placeOf(left) - placeOf(right)));
  for (const fault of inOrder) report.add(fault);
  if (inOrder.length > 0) report.breaches.push({ ...chain, fingerprint: fingerprintOf(inOrder) });
  report.chains += 1;
  report.anchors += anchored.length;
}

type Tell = (fault: LedgerFault) => void;

/** Passes the entries on, having compared each with its digest and its number with the one before. */
async function* numbered(
  chain: Chain,
  entries: AsyncGenerator<StoredEntry>,
  report: Report,
  tell: Tell,
): AsyncGenerator<StoredEntry, undefined> {
  let expected = 1n;
  for await (const entry of entries) {
    report.entries += 1;
    report.lines += entry.lineCount;
    if (entry.altered) tell(altered(chain, entry, entry.altered));
    if (entry.number > expected) tell({ kind: "numbers-missing", ...chain, from: expected, to: entry.number - 1n });
    if (entry.number < expected) tell({ kind: "number-twice", ...chain, number: entry.number, id: entry.id });
    expected = entry.number + 1n;
    yield entry;
  }
  return undefined;
}

function verifyLink(chain: Chain, posting: StoredPosting, before: Walked, digests: readonly string[], tell: Tell): void {
  const range = { ...chain, from: posting.firstNumber, to: posting.lastNumber };
  if (!knownVersions.has(posting.version)) {
    tell({ kind: "version-unknown", ...range, version: posting.version });
    return;
  }
  const follows = posting.firstNumber === before.lastNumber + 1n && Buffer.from(before.hash).equals(posting.previousHash);
  if (!follows) tell({ kind: "chain-broken", ...range });
  const whole = BigInt(digests.length) === posting.lastNumber - posting.firstNumber + 1n;
  if (!whole || !hashOfLink(posting, digests).equals(posting.hash)) tell({ kind: "link-broken", ...range });
}

async function verifyCounter(db: Db, chain: Chain, last: Walked, tell: Tell): Promise<void> {
  const counter = await counterOf(db, chain);
  if (counter && counter.lastNumber === last.lastNumber && Buffer.from(last.hash).equals(counter.lastHash)) return;
  tell({ kind: "counter-differs", ...chain, counted: counter?.lastNumber ?? null, last: last.lastNumber });
}

function altered(chain: Chain, { number, id }: StoredEntry, what: NonNullable<StoredEntry["altered"]>): LedgerFault {
  return { kind: "entry-altered", ...chain, number, id, what };
}

/** Holds each anchored point against the link that ends at its number. */
class AnchorWalk {
  readonly #chain: Chain;
  readonly #anchored: readonly Anchored[];
  readonly #tell: Tell;
  #next = 0;

  constructor(chain: Chain, anchored: readonly Anchored[], tell: Tell) {
    [this.#chain, this.#anchored, this.#tell] = [chain, anchored, tell];
  }

  /** The walk has passed a link: every point until its last number is decided. */
  pass({ lastNumber, hash, debits }: Walked): void {
    for (let point = this.#point(); point && point.lastNumber <= lastNumber; point = this.#point()) {
      this.#next += 1;
      const { lastNumber: number, set } = point;
      // Anchored before anything was posted: there is no link yet.
      if (number === 0n) continue;
      const same = number === lastNumber && Buffer.from(hash).toString("hex") === point.hash;
      if (!same) this.#tell({ kind: "anchor-differs", ...this.#chain, number, set });
      if (number === lastNumber) this.#compareTotals(point, debits);
    }
  }

  /** What is left lies behind the end of the chain. */
  end({ lastNumber }: Walked): void {
    for (let point = this.#point(); point; point = this.#point()) {
      this.#next += 1;
      if (point.lastNumber > lastNumber) {
        this.#tell({ kind: "anchor-cut", ...this.#chain, number: point.lastNumber, last: lastNumber, set: point.set });
      }
    }
  }

  #point(): Anchored | undefined {
    return this.#anchored[this.#next];
  }

  #compareTotals({ lastNumber: number, debits: anchoredDebits, set }: Anchored, debits: ReadonlyMap<string, bigint>): void {
    for (const resource of new Set([...Object.keys(anchoredDebits), ...debits.keys()])) {
      const [anchored, found] = [anchoredDebits[resource] ?? 0n, debits.get(resource) ?? 0n];
      if (anchored !== found) this.#tell({ kind: "anchor-total-differs", ...this.#chain, number, resource, anchored, found, set });
    }
  }
}
