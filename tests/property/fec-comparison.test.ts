import fc from "fast-check";
import { expect, test } from "vitest";
import type { ComparedEntry } from "#app/domain/fec/comparison/compared-entry.ts";
import { EntryReader } from "#app/domain/fec/comparison/entry-reader.ts";
import { DifferenceTally, lineDifferences } from "#app/domain/fec/comparison/line-differences.ts";
import { unequalEntries } from "#app/domain/fec/comparison/unequal-entries.ts";
import { type FecRow, fecText } from "#app/domain/fec/export.ts";
import { type FlatVariant, fecDirections, fecLineEnds, fecSeparators } from "#app/domain/fec/variant.ts";

/** An entry of the journal HA: its number, the day of its validation, the cents and the label of each pair of its lines. */
interface Made {
  readonly number: number;
  readonly day: number;
  readonly pairs: readonly (readonly [cents: number, label: string])[];
}
const made: fc.Arbitrary<Made> = fc.record({
  number: fc.integer({ min: 1, max: 30 }),
  day: fc.integer({ min: 1, max: 4 }),
  pairs: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom("a", "b", "é’")), { minLength: 1, maxLength: 2 }),
});
const file = fc.uniqueArray(made, { selector: ({ number }) => number, maxLength: 20 });
const variant: fc.Arbitrary<FlatVariant> = fc.record({
  format: fc.constant("flat" as const),
  charset: fc.constant("utf-8" as const),
  separator: fc.constantFrom(...fecSeparators),
  direction: fc.constantFrom(...fecDirections),
  lineEnd: fc.constantFrom(...fecLineEnds),
});

test("what two files differ by is what a comparison of all their lines at once finds, in any variant and pieces of any size", async () => {
  await fc.assert(
    fc.asyncProperty(file, file, variant, variant, fc.integer({ min: 16, max: 300 }), async (left, right, one, other, size) => {
      const found = new Map<string, string>();
      const tally = new DifferenceTally();
      for await (const pair of unequalEntries(read(left, one, size), read(right, other, size))) {
        const differences = lineDifferences(pair);
        tally.take(pair, differences);
        for (const { number, occurrence, kind } of differences) found.set(`${number} ${occurrence}`, kind);
      }
      expect(found).toEqual(differencesOf(linesOf(left), linesOf(right)));
      const { kinds } = tally.counts();
      const moved = kinds.added.debit + kinds.removed.debit + kinds.changed.debit;
      expect(moved).toBe(debitOf(right) - debitOf(left));
    }),
    { numRuns: 150 },
  );
});

async function* read(entries: readonly Made[], form: FlatVariant, size: number): AsyncGenerator<ComparedEntry[]> {
  let batch: ComparedEntry[] = [];
  const reader = new EntryReader({ variant: form, asLatin9: false, journal: "HA" }, (entry) => batch.push(entry));
  const bytes = Buffer.from(fecText(rowsOf(entries), form));
  for (let from = 0; from < bytes.length; from += size) {
    reader.push(bytes.subarray(from, from + size));
    yield batch;
    batch = [];
  }
  reader.finish();
  yield batch;
}

/** In the order of the file: by validation, then by number. */
function rowsOf(entries: readonly Made[]): FecRow[] {
  const sorted = entries.toSorted((left, right) => left.day - right.day || left.number - right.number);
  return sorted.flatMap(({ number, day, pairs }) =>
    pairs.flatMap(([cents, label], index) => {
      const common = {
        ...{
          journal: "HA",
          journalLabel: "Achats",
          number: BigInt(number),
          entryDate: "2025-03-01",
          label,
          validatedOn: `2025-03-0${day}`,
        },
        ...{ party: null, partyLabel: null, voucher: null, voucherDate: null, matching: null, matchedOn: null },
        ...{ currency: null, currencyAmount: null },
      };
      const debit = { ...common, line: 2 * index + 1, account: "606", accountLabel: "Achats", debit: BigInt(cents), credit: 0n };
      const credit = { ...common, line: 2 * index + 2, account: "401", accountLabel: "Tiers", debit: 0n, credit: BigInt(cents) };
      return [debit, credit];
    }),
  );
}

function linesOf(entries: readonly Made[]): Map<string, string> {
  const rows = rowsOf(entries);
  return new Map(rows.map((row) => [`HA-${row.number} ${row.line}`, `${row.validatedOn} ${row.label} ${row.debit} ${row.credit}`]));
}

function differencesOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Map<string, string> {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const told = keys.flatMap((key): [string, string][] => {
    if (before.get(key) === after.get(key)) return [];
    return [[key, !before.has(key) ? "added" : !after.has(key) ? "removed" : "changed"]];
  });
  return new Map(told);
}

function debitOf(entries: readonly Made[]): bigint {
  return rowsOf(entries).reduce((total, { debit }) => total + debit, 0n);
}
