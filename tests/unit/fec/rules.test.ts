import { describe, expect, test } from "vitest";
import { fecColumns } from "#app/domain/fec/columns.ts";
import type { FecFault, FecRule } from "#app/domain/fec/fault.ts";
import { checkOpening } from "#app/domain/fec/opening.ts";
import { readFec, reportOf } from "#app/domain/fec/reading.ts";

const exercise = { firstDay: "2025-01-01", lastDay: "2025-12-31" };
type Fields = Partial<Record<(typeof fecColumns)[number], string>>;

const debit: Fields = {
  JournalCode: "HA",
  JournalLib: "Achats",
  EcritureNum: "1",
  EcritureDate: "20250131",
  CompteNum: "606100",
  CompteLib: "Fournitures",
  PieceRef: "FA-1",
  PieceDate: "20250130",
  EcritureLib: "Papier",
  Debit: "120,50",
  Credit: "0,00",
  ValidDate: "20250201",
};
const credit: Fields = { ...debit, CompteNum: "401000", CompteLib: "Fournisseurs", Debit: "0,00", Credit: "120,50" };

describe("a file is conforming", () => {
  test.each<[string, string | Uint8Array, FecRule[]]>([
    ["tab and line feed", fileOf([debit, credit]), []],
    ["tab and carriage return with line feed", fileOf([debit, credit]).replaceAll("\n", "\r\n"), []],
    ["pipe", fileOf([debit, credit]).replaceAll("\t", "|"), []],
    ["no end of the last line", fileOf([debit, credit]).slice(0, -1), []],
    ["bare carriage returns", fileOf([debit, credit]).replaceAll("\n", "\r"), ["carriage-return-only"]],
    ["byte order mark", `\ufeff${fileOf([debit, credit])}`, ["byte-order-mark"]],
    ["ISO 8859-15", latin(fileOf([{ ...debit, EcritureLib: "Réglé en ¤" }, credit])), []],
    ["trailing separator", fileOf([debit, credit]).replaceAll("\n", "\t\n"), ["trailing-separator"]],
    ["trailing separator after the header", fileOf([debit, credit]).replace("Idevise\n", "Idevise\t\n"), ["trailing-separator"]],
    ["a further column", withColumn("IdClient", "x"), ["columns-extra"]],
    ["CompteAuxNum", fileOf([debit, credit]).replace("CompAuxNum", "CompteAuxNum"), ["column-renamed"]],
    ["a padded name of a column", fileOf([debit, credit]).replace("Idevise", "Idevise "), ["column-renamed"]],
    ["columns in another order", reversedColumns(), ["columns-reordered"]],
    ["the sign first", fileOf([{ ...debit, Debit: "+120,50" }, credit]), []],
    [
      "no decimals",
      fileOf([
        { ...debit, Debit: "120" },
        { ...credit, Credit: "120,0" },
      ]),
      [],
    ],
    ["zeros beyond the cent", fileOf([{ ...debit, Debit: "120,500" }, credit]), []],
    ["a blank side", fileOf([{ ...debit, Credit: "" }, credit]), ["amount-empty"]],
    ["a negative debit stands for a credit", fileOf([debit, { ...credit, Debit: "-120,50", Credit: "0,00" }]), ["amount-negative"]],
    ["the sign last", fileOf([debit, { ...credit, Debit: "120,50-", Credit: "0,00" }]), ["amount-negative"]],
    ["an account of another form", fileOf([{ ...debit, CompteNum: "40A" }, credit]), ["account-form"]],
    ["a foreign amount", fileOf([{ ...debit, Montantdevise: "130,00", Idevise: "USD" }, credit]), []],
    ["a foreign amount of nothing", fileOf([{ ...debit, Montantdevise: "0,00" }, credit]), []],
    ["a voucher of tomorrow", fileOf([{ ...debit, PieceDate: "20250201" }, credit]), ["voucher-date-later"]],
    [
      "a validation before the entry",
      fileOf([debit, credit].map((line) => ({ ...line, ValidDate: "20250130" }))),
      ["validation-before-entry"],
    ],
    ["a party without a label", fileOf([debit, { ...credit, CompAuxNum: "F1" }]), ["party-incomplete"]],
    ["a party on an expense", fileOf([{ ...debit, CompAuxNum: "F1", CompAuxLib: "X" }, credit]), ["party-outside-class-4"]],
    ["a gap in the numbers", fileOf([debit, credit, ...entry("4")]), ["number-gap"]],
    ["one number in two journals", fileOf([debit, credit, ...entry("1", { JournalCode: "OD", JournalLib: "Divers" })]), ["number-shared"]],
    ["validations out of order", fileOf([debit, credit, ...entry("2", { ValidDate: "20250131" })]), ["validation-order"]],
    ["a changed label", fileOf([debit, credit, ...entry("2", { JournalLib: "Ventes" })]), ["label-changed"]],
  ])("%s", (_name, file, notices) => {
    const report = reportOf(readFec(bytesOf(file), exercise), { tolerate: false });
    expect(report.rules.map(({ rule }) => rule)).toEqual(notices);
    expect(report).toMatchObject({ admitted: true, debit: report.credit });
  });
});

describe("a defect that does not touch the books is admitted only when it is tolerated", () => {
  const letter = { EcritureLet: "AA", DateLet: "20250301" };
  test.each<[string, Fields[], FecRule, Partial<FecFault>]>([
    ["padding", [{ ...debit, EcritureLib: "Papier  " }, credit], "field-padded", { line: 2, column: "EcritureLib", value: "Papier  " }],
    ["no validation", [debit, { ...credit, ValidDate: "" }], "validation-missing", { line: 3, column: "ValidDate" }],
    [
      "a letter without a date",
      [debit, { ...credit, EcritureLet: "AA" }, ...entry("2", {}, { EcritureLet: "AA" }, "-")],
      "matching-undated",
      { line: 3, value: "AA" },
    ],
    ["a date without a letter", [debit, { ...credit, DateLet: "20250301" }], "matching-without-code", { line: 3, expected: "2025-03-01" }],
    [
      "letters that do not balance",
      [debit, { ...credit, ...letter }],
      "matching-unbalanced",
      { line: 3, value: "401000 AA", expected: "-120,50" },
    ],
  ])("%s", (_name, lines, rule, fault) => {
    const reading = readFec(bytesOf(fileOf(lines)), exercise);
    expect(reading.faults.counts().find((held) => held.rule === rule)?.first[0]).toMatchObject({ rule, severity: "tolerable", ...fault });
    expect(reportOf(reading, { tolerate: false })).toMatchObject({ admitted: false, tolerated: [] });
    const tolerated = reportOf(reading, { tolerate: true });
    expect(tolerated.admitted).toBe(true);
    expect(tolerated.tolerated).toContain(rule);
  });
});

describe("a file is refused, tolerated or not, with line, column, value and rule", () => {
  const good = fileOf([debit, credit]);
  const other = (fields: Fields) => fileOf([{ ...debit, ...fields }, credit]);
  test.each<[string, string | Uint8Array, Partial<FecFault>]>([
    ["nothing", "", { rule: "file-empty", line: 0 }],
    ["accents converted twice", other({ EcritureLib: "RÃ©glÃ©" }), { rule: "mojibake", line: 2 }],
    ["a header alone", fileOf([]), { rule: "file-empty", line: 0 }],
    ["UTF-16", Buffer.from(`\ufeff${good}`, "utf16le"), { rule: "charset", value: "UTF-16" }],
    [
      "Windows-1252",
      Buffer.concat([Buffer.from(other({ EcritureLib: "Papier " }).trimEnd()), Buffer.of(0x92)]),
      { rule: "charset", value: "Windows-1252" },
    ],
    ["a NUL", other({ EcritureLib: "a\u0000" }), { rule: "nul-byte", line: 2 }],
    ["a semicolon", good.replaceAll("\t", ";"), { rule: "separator", line: 1 }],
    ["both separators", good.replace("Debit\tCredit", "Debit|Credit"), { rule: "separator", line: 1 }],
    ["a missing column", good.replace("ValidDate", "Valide"), { rule: "column-missing", line: 1, column: "ValidDate" }],
    ["a column twice", good.replace("Idevise", "Debit"), { rule: "column-twice", line: 1, column: "Debit" }],
    ["no header", good.split("\n").slice(1).join("\n"), { rule: "column-missing", line: 1, column: "JournalCode" }],
    ["a blank line", good.replace("\nHA", "\n\nHA"), { rule: "line-blank", line: 2 }],
    ["seventeen fields", good.replace("\t120,50", "120,50"), { rule: "field-count", line: 2, value: "17", expected: "18" }],
    [
      "nineteen fields",
      fileOf([debit, { ...credit, EcritureLib: "Pap\tier" }]),
      { rule: "field-count", line: 3, value: "19", expected: "18" },
    ],
    ["a cut end", good.slice(0, -30), { rule: "file-truncated", line: 3, expected: "18" }],
    ["a pipe in a text", other({ EcritureLib: "a|b" }), { rule: "separator-in-text", line: 2, column: "EcritureLib", value: "a|b" }],
    ...(
      [
        "JournalCode",
        "JournalLib",
        "EcritureNum",
        "EcritureDate",
        "CompteNum",
        "CompteLib",
        "PieceRef",
        "PieceDate",
        "EcritureLib",
      ] as const
    ).map((column): [string, string, Partial<FecFault>] => [
      `no ${column}`,
      other({ [column]: "" }),
      { rule: "field-empty", line: 2, column },
    ]),
    [
      "a date with slashes",
      other({ EcritureDate: "15/01/2025" }),
      { rule: "date-form", line: 2, column: "EcritureDate", value: "15/01/2025" },
    ],
    ["a date with hyphens", other({ PieceDate: "2025-01-15" }), { rule: "date-form", line: 2, column: "PieceDate" }],
    ["30 February", other({ EcritureDate: "20250230" }), { rule: "date-impossible", line: 2, value: "20250230" }],
    ["month 13", other({ ValidDate: "20251301" }), { rule: "date-impossible", line: 2, column: "ValidDate" }],
    ["a year before 1900", other({ PieceDate: "18991231" }), { rule: "date-impossible", line: 2, column: "PieceDate" }],
    [
      "another year",
      fileOf(entry("1", { EcritureDate: "20241231" })),
      { rule: "date-outside-exercise", line: 2, value: "2024-12-31", expected: "2025-01-01 2025-12-31" },
    ],
    ["a code with a strange letter", other({ CompteNum: "606*" }), { rule: "code-form", line: 2, column: "CompteNum", value: "606*" }],
    ["a decimal point", other({ Debit: "120.50" }), { rule: "amount-form", line: 2, column: "Debit", value: "120.50" }],
    ["thousands", other({ Debit: "1 120,50" }), { rule: "amount-form", line: 2, value: "1 120,50" }],
    ["two signs", other({ Debit: "-120,50-" }), { rule: "amount-form", line: 2 }],
    ["a tenth of a cent", other({ Debit: "120,501" }), { rule: "amount-decimals", line: 2 }],
    ["more than a book holds", other({ Debit: "9000000000000,01" }), { rule: "amount-range", line: 2 }],
    ["no amount", other({ Debit: "", Credit: "" }), { rule: "amount-missing", line: 2 }],
    ["two zeros", other({ Debit: "0,00" }), { rule: "amount-missing", line: 2, value: "0,00" }],
    ["both sides", other({ Credit: "1,00" }), { rule: "two-sides", line: 2, value: "120,50 1,00" }],
    ["a currency without an amount", other({ Idevise: "USD" }), { rule: "currency-incomplete", line: 2 }],
    ["an amount without a currency", other({ Montantdevise: "1,00" }), { rule: "currency-incomplete", line: 2, column: "Idevise" }],
    [
      "one number on two dates",
      other({ EcritureDate: "20250130" }),
      { rule: "entry-dates", line: 3, value: "HA 1", expected: "2 2025-01-30 2025-01-31" },
    ],
    ["two validations", other({ ValidDate: "20250301" }), { rule: "entry-validations", line: 2, expected: "2025-02-01 2025-03-01" }],
    ["one line", fileOf([debit]), { rule: "entry-one-line", line: 2, value: "HA 1" }],
    ["one cent missing", other({ Debit: "120,49" }), { rule: "entry-unbalanced", line: 2, value: "HA 1", expected: "120,49 120,50 -0,01" }],
    [
      "expenses in the à-nouveaux",
      fileOf(entry("1", { JournalCode: "AN", JournalLib: "À-nouveaux" })),
      { rule: "opening-with-result", line: 2, value: "606100" },
    ],
  ])("%s", (_name, file, fault) => {
    const reading = readFec(bytesOf(file), exercise);
    expect(reading.faults.all()).toContainEqual(expect.objectContaining({ severity: "fault", ...fault }));
    expect(reportOf(reading, { tolerate: true }).admitted).toBe(false);
  });

  test("an imbalance is told of the file too, which is what a lost line leaves", () => {
    const { faults } = readFec(bytesOf(other({ Debit: "120,49" })), exercise);
    expect(faults.counts().map(({ rule }) => rule)).toEqual(["entry-unbalanced", "file-unbalanced"]);
  });
});

test("Montant and Sens are read as debit and credit, by letter or by sign", () => {
  const header = fecColumns.map((name) => ({ Debit: "Montant", Credit: "Sens" })[name as string] ?? name).join("\t");
  const written = (amounts: readonly [string, string][]) =>
    `${[header, ...amounts.map(([Debit, Credit], index) => lineOf({ ...(index === 0 ? debit : credit), Debit, Credit }))].join("\n")}\n`;
  for (const amounts of [
    [
      ["120,50", "D"],
      ["120,50", "C"],
    ],
    [
      ["120,50", "+1"],
      ["120,50", "-1"],
    ],
    [
      ["120,50", "+1"],
      ["-120,50", "-1"],
    ],
  ] as const) {
    const { lines, faults } = readFec(bytesOf(written(amounts.map(([left, right]) => [left, right]))), exercise);
    expect(lines.map((line) => [line.debit, line.credit])).toEqual([
      [12_050n, 0n],
      [0n, 12_050n],
    ]);
    expect(faults.counts().map(({ rule }) => rule)).toEqual(["amount-and-direction"]);
  }
});

test("the à-nouveaux are compared with the closing of the exercise before, its result on class 12", () => {
  const opening = { JournalCode: "AN", JournalLib: "À-nouveaux" };
  const lines = [
    { ...debit, ...opening, CompteNum: "512000", CompteLib: "Banque" },
    { ...credit, ...opening, CompteNum: "120000", CompteLib: "Résultat" },
  ];
  const closing = [
    { account: "512000", debit: 20_000n, credit: 7_950n },
    { account: "706000", debit: 0n, credit: 20_000n },
    { account: "606000", debit: 7_950n, credit: 0n },
  ];
  const same = readFec(bytesOf(fileOf(lines)), exercise);
  checkOpening(same.opened, closing, same.faults);
  expect(same.faults.counts()).toEqual([]);

  const other = readFec(bytesOf(fileOf(lines)), exercise);
  checkOpening(other.opened, [...closing, { account: "401000", debit: 0n, credit: 5n }], other.faults);
  expect(other.faults.all()).toMatchObject([{ rule: "opening-differs", line: 2, value: "401000 0,00", expected: "-0,05" }]);
});

test("a rule keeps its count and its first five lines", () => {
  const lines = Array.from({ length: 8 }, (_, index) => entry(String(index + 1), {}, { ValidDate: "" })).flat();
  const report = reportOf(readFec(bytesOf(fileOf(lines)), exercise), { tolerate: true });
  const missing = report.rules.find(({ rule }) => rule === "validation-missing");
  expect(missing?.count).toBe(8);
  expect(missing?.first.map(({ line }) => line)).toEqual([3, 5, 7, 9, 11]);
  expect(report).toMatchObject({ lines: 16, entries: 8, accounts: 2, journals: 1, parties: 0, debit: 96_400n, credit: 96_400n });
});

/** A whole entry under another number; `side` "-" swaps its sides, so that two of them cancel each other. */
function entry(number: string, both: Fields = {}, second: Fields = {}, side: "+" | "-" = "+"): Fields[] {
  const swap = (line: Fields): Fields => (side === "+" ? line : { ...line, Debit: line.Credit ?? "", Credit: line.Debit ?? "" });
  return [swap({ ...debit, EcritureNum: number, ...both }), swap({ ...credit, EcritureNum: number, ...both, ...second })];
}

function fileOf(lines: readonly Fields[]): string {
  return `${[fecColumns.join("\t"), ...lines.map(lineOf)].join("\n")}\n`;
}

function lineOf(fields: Fields): string {
  return fecColumns.map((column) => fields[column] ?? "").join("\t");
}

function withColumn(name: string, value: string): string {
  const [header = "", ...lines] = fileOf([debit, credit]).slice(0, -1).split("\n");
  return `${[`${header}\t${name}`, ...lines.map((line) => `${line}\t${value}`)].join("\n")}\n`;
}

function reversedColumns(): string {
  const lines = fileOf([
    { ...debit, Idevise: "USD", Montantdevise: "1,00" },
    { ...credit, Idevise: "USD", Montantdevise: "1,00" },
  ])
    .trimEnd()
    .split("\n");
  return `${lines.map((line) => line.split("\t").reverse().join("\t")).join("\n")}\n`;
}

function latin(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

function bytesOf(file: string | Uint8Array): Uint8Array {
  return typeof file === "string" ? Buffer.from(file, "utf8") : file;
}
