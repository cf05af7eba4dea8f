import { describe, expect, test } from "vitest";
import { draftOf } from "#app/domain/fec/drafts.ts";
import { exerciseEndingOn, fecFileName, readExercise, readFecName } from "#app/domain/fec/exercise.ts";
import { cleanText, type FecRow, fecLine, fecText } from "#app/domain/fec/export.ts";
import { readFec } from "#app/domain/fec/reading.ts";
import { usualVariant } from "#app/domain/fec/variant.ts";
import { checkEntry } from "#app/domain/ledger/entry.ts";

const row: FecRow = {
  journal: "HA",
  journalLabel: "Achats",
  number: 12n,
  line: 1,
  entryDate: "2025-01-31",
  account: "401",
  accountLabel: "Fournisseurs",
  party: "F1",
  partyLabel: "Papeterie | fils",
  voucher: null,
  voucherDate: null,
  label: " Papier\tA4 ",
  debit: 0n,
  credit: 1_205n,
  matching: "A",
  matchedOn: "2025-03-01",
  validatedOn: "2025-02-01",
  currency: "USD",
  currencyAmount: -1_300n,
};

test("a line is written as the law reads it", () => {
  expect(fecLine(row)).toBe(
    `${[
      ...["HA", "Achats", "HA-12", "20250131", "401", "Fournisseurs", "F1", "Papeterie   fils", "HA-12", "20250131", "Papier A4"],
      ...["0,00", "12,05", "A", "20250301", "20250201", "-13,00", "USD"],
    ].join("\t")}\r\n`,
  );
});

test("Montant and Sens stand where Debit and Credit would; separator and line end are those that were chosen", () => {
  const variant = { ...usualVariant, separator: "pipe", direction: "direction", lineEnd: "lf" } as const;
  const [header = "", credit = "", debit = ""] = fecText([row, { ...row, debit: 7n, credit: 0n }], variant).split("\n");
  expect(header.split("|").slice(10, 14)).toEqual(["EcritureLib", "Montant", "Sens", "EcritureLet"]);
  expect(credit.split("|").slice(11, 13)).toEqual(["12,05", "C"]);
  expect(debit.split("|").slice(11, 13)).toEqual(["0,07", "D"]);
});

test("what may be blank is blank", () => {
  const bare = { ...row, party: null, partyLabel: null, matching: null, matchedOn: null, currency: null, currencyAmount: null };
  expect(
    fecLine(bare)
      .replace("\r\n", "")
      .split("\t")
      .filter((field) => field === ""),
  ).toHaveLength(6);
});

test("a file has the header, CR LF after each line, and reads as conforming", () => {
  const rows = [
    row,
    { ...row, line: 2, account: "606", party: null, partyLabel: null, debit: 1_205n, credit: 0n, matching: null, matchedOn: null },
  ];
  const text = fecText(rows);
  expect(text.split("\r\n")).toHaveLength(4);
  const reading = readFec(Buffer.from(text), { firstDay: "2025-01-01", lastDay: "2025-12-31" });
  expect(reading.faults.counts().map(({ rule }) => rule)).toEqual(["matching-unbalanced"]);
});

test.each([
  ["a\u00a0b\u202fc", "a b c"],
  ["\ta|b\r\n", "a b"],
  ["é € 🏛", "é € 🏛"],
  ["\u0000", ""],
  ["\u1680a\ufffe", "a"],
])("text %j is cleaned to %j", (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

describe("the name of a file", () => {
  test.each([
    ["120027016FEC20251231.txt", { siren: "120027016", closingDay: "2025-12-31" }],
    ["/some/folder/120027016fec20250831_2.TXT", { siren: "120027016", closingDay: "2025-08-31" }],
    ["0000000001FEC20220831.txt", { siren: "0000000001", closingDay: "2022-08-31" }],
    ["120027016FEC20251331.txt", undefined],
    ["balance.txt", undefined],
  ])("%s", (name, said) => {
    expect(readFecName(name)).toEqual(said);
  });

  test("is written the same", () => {
    expect(fecFileName("120027016", "2025-12-31")).toBe("120027016FEC20251231.txt");
  });
});

test.each([
  ["2025-12-31", "2025-01-01"],
  ["2022-08-31", "2021-09-01"],
  ["2024-02-29", "2023-03-01"],
  ["2024-02-28", "2023-03-01"],
  ["2025-06-15", "2024-06-16"],
])("an exercise that ends on %s begins on %s", (lastDay, firstDay) => {
  expect(exerciseEndingOn(lastDay)).toEqual({ year: Number(lastDay.slice(0, 4)), firstDay, lastDay });
});

test.each([
  ["2021-09-01:2022-08-31", { year: 2022, firstDay: "2021-09-01", lastDay: "2022-08-31" }],
  ["2022-08-31:2021-09-01", undefined],
  ["2021-09-01", undefined],
  ["2021-02-30:2022-01-31", undefined],
])("--exercise %s", (text, exercise) => {
  expect(readExercise(text)).toEqual(exercise);
});

test("an entry of a file becomes an entry of the general book that keeps its number, and names the codes it needs", () => {
  const rows = [
    row,
    { ...row, line: 2, account: "606", accountLabel: "Fournitures", party: null, partyLabel: null, debit: 1_205n, credit: 0n },
  ];
  const { entries, codes } = readFec(Buffer.from(fecText(rows)));
  const [entry] = entries;
  const draft = draftOf(entry!, "00000000-0000-4000-8000-000000000001");
  expect(checkEntry(draft).ok).toBe(true);
  expect(draft).toMatchObject({ book: "general", journal: "HA", sourceNumber: "HA-12", validatedOn: "2025-02-01", label: "Papier A4" });
  expect(codes).toEqual({
    journals: [{ code: "HA", label: "Achats", line: 2 }],
    accounts: [
      { code: "401", label: "Fournisseurs", line: 2 },
      { code: "606", label: "Fournitures", line: 3 },
    ],
    parties: [{ code: "F1", label: "Papeterie   fils", line: 2, kind: "supplier" }],
  });
});
