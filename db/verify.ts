import type { Db } from "./client.ts";
import { digestOfStored, hashOfLink } from "./verify/canonical-form.ts";
import {
  type Chain,
  chainsOf,
  counterOf,
  entriesOf,
  postingsOf,
  type StoredEntry,
  type StoredPosting,
  strayLines,
} from "./verify/stored-entry.ts";

/** What the verification of the whole journal found; sound when `faultCount` is zero. */
export interface VerificationReport {
  readonly entries: number;
  readonly lines: number;
  readonly postings: number;
  readonly faultCount: number;
  /** The first ones, in the order of the journals; {@link VerificationReport.faultCount} counts all. */
  readonly faults: readonly LedgerFault[];
}

export type LedgerFault =
  /** The entry is not what was posted: its digest, or what its lines or its posting repeat of it, says otherwise. */
  | (Chain & { readonly kind: "entry-altered"; readonly number: bigint; readonly id: bigint; readonly what: AlteredPart })
  | (Chain & { readonly kind: "numbers-missing"; readonly from: bigint; readonly to: bigint })
  | (Chain & { readonly kind: "number-twice"; readonly number: bigint; readonly id: bigint })
  /** The entries of this posting are not those that were linked: one was inserted, cut out, swapped, or had its digest rewritten. */
  | (Chain & { readonly kind: "link-broken"; readonly from: bigint; readonly to: bigint })
  /** The link does not follow the one before it. */
  | (Chain & { readonly kind: "chain-broken"; readonly from: bigint; readonly to: bigint })
  | (Chain & { readonly kind: "entry-unlinked"; readonly number: bigint; readonly id: bigint })
  | (Chain & { readonly kind: "counter-differs"; readonly counted: bigint | null; readonly last: bigint })
  | (Chain & { readonly kind: "version-unknown"; readonly from: bigint; readonly to: bigint; readonly version: number })
  | { readonly kind: "line-without-entry"; readonly fiscalYear: number; readonly entryId: bigint; readonly line: number };

export type AlteredPart = "digest" | "copies" | "lines" | "reversed" | "recordedAt";

const namedFaults = 200;
const knownVersions = new Set([1]);
const genesis = Buffer.of(0);

/**
 * Recomputes every digest and every link of every chain, from the rows alone: numbers without a gap from 1, each link upon the
 * one before from the genesis, counters equal to the last row, known versions only. One pass, a page in memory at a time.
 * `db` is one snapshot. What stands in no digest (totals, balances, matchings) belongs to `db/check.ts`.
 */
export async function verifyLedger(db: Db): Promise<VerificationReport> {
  const report = new Report();
  for (const chain of await chainsOf(db)) await verifyChain(db, chain, report);
  for (const stray of await strayLines(db, namedFaults)) report.add({ kind: "line-without-entry", ...stray });
  return report;
}

class Report implements VerificationReport {
  entries = 0;
  lines = 0;
  postings = 0;
  faultCount = 0;
  readonly faults: LedgerFault[] = [];

  add(fault: LedgerFault): void {
    this.faultCount += 1;
    if (this.faults.length < namedFaults) this.faults.push(fault);
  }
}

async function verifyChain(db: Db, chain: Chain, report: Report): Promise<void> {
  const entries = numbered(chain, entriesOf(db, chain), report);
  let entry = await entries.next();
  let previous: { hash: Uint8Array; lastNumber: bigint } = { hash: genesis, lastNumber: 0n };
  for await (const posting of postingsOf(db, chain)) {
    report.postings += 1;
    const digests: Uint8Array[] = [];
    for (; !entry.done && entry.value.number <= posting.lastNumber; entry = await entries.next()) {
      const found = entry.value;
      if (found.number < posting.firstNumber) report.add({ kind: "entry-unlinked", ...chain, number: found.number, id: found.id });
      else digests.push(found.digest);
      if (found.recordedAt !== posting.recordedAt) report.add(altered(chain, found, "recordedAt"));
    }
    verifyLink(chain, posting, previous, digests, report);
    previous = posting;
  }
  for (; !entry.done; entry = await entries.next()) {
    report.add({ kind: "entry-unlinked", ...chain, number: entry.value.number, id: entry.value.id });
  }
  await verifyCounter(db, chain, previous, report);
}

/** Passes the entries on, having compared each with its digest and its number with the one before. */
async function* numbered(chain: Chain, entries: AsyncGenerator<StoredEntry>, report: Report): AsyncGenerator<StoredEntry, undefined> {
  let expected = 1n;
  for await (const entry of entries) {
    report.entries += 1;
    report.lines += entry.lines.length;
    const part = alteredPart(entry);
    if (part) report.add(altered(chain, entry, part));
    if (entry.number > expected) report.add({ kind: "numbers-missing", ...chain, from: expected, to: entry.number - 1n });
    if (entry.number < expected) report.add({ kind: "number-twice", ...chain, number: entry.number, id: entry.id });
    expected = entry.number + 1n;
    yield entry;
  }
  return undefined;
}

function alteredPart(entry: StoredEntry): AlteredPart | undefined {
  if (entry.lines.length !== entry.lineCount || entry.lines.some((line, index) => line.line !== index + 1)) return "lines";
  const { book, period, entryDate } = entry;
  if (entry.lines.some((line) => line.book !== book || line.period !== period || line.entryDate !== entryDate)) return "copies";
  if (entry.reverses !== null && entry.reversedNumber === null) return "reversed";
  return digestOfStored(entry).equals(entry.digest) ? undefined : "digest";
}

function verifyLink(
  chain: Chain,
  posting: StoredPosting,
  previous: { hash: Uint8Array; lastNumber: bigint },
  digests: readonly Uint8Array[],
  report: Report,
): void {
  const range = { ...chain, from: posting.firstNumber, to: posting.lastNumber };
  if (!knownVersions.has(posting.version)) {
    report.add({ kind: "version-unknown", ...range, version: posting.version });
    return;
  }
  const follows = posting.firstNumber === previous.lastNumber + 1n && Buffer.from(previous.hash).equals(posting.previousHash);
  if (!follows) report.add({ kind: "chain-broken", ...range });
  const whole = BigInt(digests.length) === posting.lastNumber - posting.firstNumber + 1n;
  if (!whole || !hashOfLink(posting, digests).equals(posting.hash)) report.add({ kind: "link-broken", ...range });
}

async function verifyCounter(db: Db, chain: Chain, last: { hash: Uint8Array; lastNumber: bigint }, report: Report): Promise<void> {
  const counter = await counterOf(db, chain);
  if (counter && counter.lastNumber === last.lastNumber && Buffer.from(last.hash).equals(counter.lastHash)) return;
  report.add({ kind: "counter-differs", ...chain, counted: counter?.lastNumber ?? null, last: last.lastNumber });
}

function altered(chain: Chain, { number, id }: StoredEntry, what: AlteredPart): LedgerFault {
  return { kind: "entry-altered", ...chain, number, id, what };
}
