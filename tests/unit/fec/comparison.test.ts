import { expect, test } from "vitest";
import type { ComparedEntry } from "#app/domain/fec/comparison/compared-entry.ts";
import { EntryReader } from "#app/domain/fec/comparison/entry-reader.ts";
import { DifferenceTally, lineDifferences } from "#app/domain/fec/comparison/line-differences.ts";
import { partDifferences, partTotal } from "#app/domain/fec/comparison/part-differences.ts";
import { FecSurveyor } from "#app/domain/fec/comparison/survey.ts";
import { type EntryPair, unequalEntries } from "#app/domain/fec/comparison/unequal-entries.ts";
import { type FecRow, fecText } from "#app/domain/fec/export.ts";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { type FecVariant, type FlatVariant, usualVariant } from "#app/domain/fec/variant.ts";

const row = (given: Partial<FecRow> = {}): FecRow => ({
  ...{ journal: "HA", journalLabel: "Achats", number: 1n, line: 1, entryDate: "2025-03-10", account: "606", accountLabel: "Fournitures" },
  ...{ party: null, partyLabel: null, voucher: "F-1", voucherDate: "2025-03-01", label: "Facture", debit: 100_00n, credit: 0n },
  ...{ matching: null, matchedOn: null, validatedOn: "2025-03-10", currency: null, currencyAmount: null },
  ...given,
});
const entry = (number: bigint, given: Partial<FecRow> = {}) => [
  row({ number, ...given }),
  row({ number, line: 2, account: "401", accountLabel: "Fournisseurs", debit: 0n, credit: 100_00n, ...given }),
];

test("each variant of a file reads as the same entries, in pieces of any size", () => {
  const rows = [...entry(1n), ...entry(2n, { label: "Réglé à l’été" }), ...entry(3n, { currency: "USD", currencyAmount: -5n })];
  const usual = read(rows, usualVariant);
  expect(usual.map(({ number, lines }) => [number, lines.length])).toEqual([
    ["HA-1", 2],
    ["HA-2", 2],
    ["HA-3", 2],
  ]);
  for (const direction of ["sides", "direction"] as const) {
    for (const separator of ["tab", "pipe"] as const) {
      for (const pieceLength of [1, 7, 1_000]) {
        expect(read(rows, { ...usualVariant, direction, separator, lineEnd: "lf" }, { pieceLength })).toEqual(usual);
      }
    }
  }
  const latin9 = read(rows, { ...usualVariant, charset: "iso-8859-15" });
  expect(latin9).not.toEqual(usual);
  expect(latin9).toEqual(read(rows, usualVariant, { asLatin9: true }));
});

test("only the lines of the journal that is asked for are taken apart", () => {
  const rows = [...entry(1n), ...entry(1n, { journal: "HA2" }), ...entry(2n), ...entry(1n, { journal: "OD", label: "HA" })];
  for (const pieceLength of [1, 13, 1_000]) {
    const read = (journal: string) => numbersOf(readOf(fecText(rows), usualVariant, { journal, pieceLength }));
    expect(read("HA")).toEqual(["HA-1", "HA-2"]);
    expect(read("HA2")).toEqual(["HA2-1"]);
    expect(read("OD")).toEqual(["OD-1"]);
    expect(read("none")).toEqual([]);
    // Without its last line end, the last line is one all the same.
    expect(numbersOf(readOf(fecText(rows).trimEnd(), usualVariant, { journal: "OD", pieceLength }))).toEqual(["OD-1"]);
  }
});

test("lines are told added, removed or changed by their place in their entry, with the columns that changed", async () => {
  const before = read([...entry(1n), ...entry(2n), ...entry(3n)], usualVariant);
  const third = entry(3n);
  const after = read(
    [
      ...entry(2n, { accountLabel: "Autre", matching: "A", matchedOn: "2025-04-01" }),
      ...third.slice(0, 1),
      row({ number: 3n, account: "445", debit: 20_00n }),
      ...third.slice(1).map((line) => ({ ...line, credit: 120_00n })),
      ...entry(4n),
    ],
    usualVariant,
  );
  const [tally, told] = [new DifferenceTally(), [] as unknown[]];
  for (const pair of await pairs(before, after)) {
    const differences = lineDifferences(pair);
    tally.take(pair, differences);
    told.push(...differences.map(({ kind, number, occurrence, columns }) => [kind, number, occurrence, ...columns]));
  }
  expect(told).toEqual([
    ["changed", "HA-2", 1, "CompteLib", "EcritureLet", "DateLet"],
    ["changed", "HA-2", 2, "CompteLib", "EcritureLet", "DateLet"],
    ["changed", "HA-3", 2, "CompteNum", "CompteLib", "Debit", "Credit"],
    ["added", "HA-3", 3],
    ["removed", "HA-1", 1],
    ["removed", "HA-1", 2],
    ["added", "HA-4", 1],
    ["added", "HA-4", 2],
  ]);
  expect(tally.counts()).toEqual({
    kinds: {
      added: { lines: 3, entries: 1, debit: 100_00n, credit: 220_00n },
      removed: { lines: 2, entries: 1, debit: -100_00n, credit: -100_00n },
      changed: { lines: 3, entries: 2, debit: 20_00n, credit: -100_00n },
    },
    columns: [
      { column: "CompteNum", lines: 1 },
      { column: "CompteLib", lines: 3 },
      { column: "Debit", lines: 1 },
      { column: "Credit", lines: 1 },
      { column: "EcritureLet", lines: 2 },
      { column: "DateLet", lines: 2 },
    ],
  });
});

test("an entry that was validated on another day is the same entry, changed, while few enough lines wait", async () => {
  const before = read([...entry(1n), ...entry(2n), ...entry(3n)], usualVariant);
  const after = read([...entry(2n), ...entry(3n), ...entry(1n, { validatedOn: "2025-05-01" })], usualVariant);
  expect((await pairs(before, after)).map(namesOf)).toEqual([["HA-1", "HA-1"]]);
  // One line may wait: the entry of two goes, and comes.
  expect((await pairs(before, after, 1)).map(namesOf)).toEqual([
    ["HA-1", undefined],
    [undefined, "HA-1"],
  ]);
});

test("journals and accounts that move are told with what they held; equal ones are not", () => {
  const survey = (rows: readonly FecRow[]) => {
    const surveyor = new FecSurveyor();
    for (const each of read(rows, usualVariant)) surveyor.take(each);
    return surveyor.finish();
  };
  const [before, after] = [survey([...entry(1n), ...entry(1n, { journal: "OD" })]), survey([...entry(1n), ...entry(2n)])];
  expect([before.entries, before.lines, before.debit, before.credit]).toEqual([2, 4, 200_00n, 200_00n]);
  expect(partDifferences(before.accounts, after.accounts)).toEqual([]);
  const journals = partDifferences(before.journals, after.journals);
  expect(journals.map(({ code, before: was, after: is }) => [code, was.lines, was.debit, is.lines, is.debit])).toEqual([
    ["HA", 2, 100_00n, 4, 200_00n],
    ["OD", 2, 100_00n, 0, 0n],
  ]);
  expect(partTotal(journals)).toMatchObject({ before: { lines: 4, debit: 200_00n }, after: { lines: 4, debit: 200_00n } });
});

interface How {
  readonly asLatin9?: boolean;
  readonly journal?: string;
  readonly pieceLength?: number;
}

function read(rows: readonly FecRow[], variant: FlatVariant, how: How = {}): ComparedEntry[] {
  const text = fecText(rows, variant);
  return readOf(variant.charset === "utf-8" ? text : new Latin9Writer().encode(text), variant, how);
}

function readOf(content: string | Uint8Array, variant: FecVariant, { asLatin9 = false, journal, pieceLength = 64 }: How): ComparedEntry[] {
  const entries: ComparedEntry[] = [];
  const reader = new EntryReader({ variant, asLatin9, journal }, (each) => entries.push(each));
  const bytes = Buffer.from(content);
  for (let from = 0; from < bytes.length; from += pieceLength) reader.push(bytes.subarray(from, from + pieceLength));
  reader.finish();
  return entries;
}

async function pairs(before: readonly ComparedEntry[], after: readonly ComparedEntry[], most?: number): Promise<EntryPair[]> {
  const found: EntryPair[] = [];
  for await (const pair of unequalEntries(batches(before), batches(after), most)) found.push(pair);
  return found;
}

async function* batches(entries: readonly ComparedEntry[]) {
  yield [];
  for (let from = 0; from < entries.length; from += 2) yield entries.slice(from, from + 2);
}

function namesOf({ before, after }: EntryPair) {
  return [before?.number, after?.number];
}

function numbersOf(entries: readonly ComparedEntry[]) {
  return entries.map(({ number }) => number);
}
