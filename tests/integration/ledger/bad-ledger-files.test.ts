import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importLedger, type LedgerImportInput } from "#app/commands/import-ledger.ts";
import { fecColumns } from "#app/domain/fec/columns.ts";
import type { ReadingChoices } from "#app/domain/fec/dialect.ts";
import type { FecRule, FecSeverity } from "#app/domain/fec/fault.ts";
import { translatorFor } from "#app/messages/index.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

/**
 * Table 4.2 of the quality plan, row by row: one fixture or more for each, what becomes of the file, and the words that the person reads
 * in both languages. Each case is a dry run, but for those that need an earlier import.
 */
type Fields = Partial<Record<(typeof fecColumns)[number], string>>;
const name = "120027016FEC20251231.txt";

const debit: Fields = {
  ...{ JournalCode: "OD", JournalLib: "Journal OD", EcritureNum: "1", EcritureDate: "20250131", CompteNum: "606", CompteLib: "Compte 606" },
  ...{ PieceRef: "FA-1", PieceDate: "20250130", EcritureLib: "Papier", Debit: "120,50", Credit: "0,00", ValidDate: "20250201" },
};
const credit: Fields = { ...debit, CompteNum: "401", CompteLib: "Compte 401", Debit: "0,00", Credit: "120,50" };
const good = fileOf([debit, credit]);

interface BadFile {
  readonly row: string;
  readonly file: string | Uint8Array;
  readonly input?: Partial<LedgerImportInput>;
  readonly rule: FecRule;
  readonly severity: FecSeverity;
  readonly place: { readonly line: number; readonly column?: string; readonly value?: string; readonly expected?: string };
  /** What the French sentence says of the fault itself. */
  readonly says: string | RegExp;
}

const separators = "Separator, line ends, bytes";
const headers = "Header";
const amounts = "Amounts";
const dates = "Dates";
const accounts = "Accounts";
const entries = "Entries";
const numbers = "Numbers";
const pairs = "Pairs of fields";
const years = "Exercises";
const wholes = "The whole file";
const books = "The books";

const table: readonly BadFile[] = [
  row(separators, good.replaceAll("\t", ";"), "separator", "fault", { line: 1 }, "tabulation ou « | »"),
  row(separators, good.replace("Debit\tCredit", "Debit|Credit"), "separator", "fault", { line: 1 }, "un seul des deux"),
  row(separators, good.replaceAll("\n", "\t\n"), "trailing-separator", "notice", { line: 2 }, "se terminent par un séparateur"),
  row(separators, good.replaceAll("\n", "\r"), "carriage-return-only", "notice", { line: 0 }, "retour chariot seul"),
  row(separators, good.replace("Papier", "Pap\u0000ier"), "nul-byte", "fault", { line: 2 }, "octet nul"),
  row(separators, `\ufeff${good}`, "byte-order-mark", "notice", { line: 1 }, "ordre des octets"),
  row(separators, good.replace("\nOD", "\n\nOD"), "line-blank", "fault", { line: 2 }, "La ligne est vide"),
  row(
    separators,
    good.replace("\t120,50", "120,50"),
    "field-count",
    "fault",
    { line: 2, value: "17", expected: "18" },
    "17 champs au lieu de 18",
  ),
  row(
    separators,
    fileOf([debit, { ...credit, EcritureLib: "Pap\tier" }]),
    "field-count",
    "fault",
    { line: 3, value: "19", expected: "18" },
    "19 champs au lieu de 18",
  ),
  row(separators, good.replace("Papier", "a|b"), "separator-in-text", "fault", { line: 2, column: "EcritureLib", value: "a|b" }, "« a|b »"),
  row(separators, Buffer.from(`\ufeff${good}`, "utf16le"), "charset", "fault", { line: 0, value: "UTF-16" }, "UTF-16"),
  row(separators, windows1252(good.replace("Papier", "L’encre")), "charset", "fault", { line: 2, value: "Windows-1252" }, "Windows-1252"),
  row(separators, good.replace("Papier", "RÃ©glÃ©"), "mojibake", "fault", { line: 2 }, "convertis deux fois"),
  row(separators, `${fecColumns.join("\t")}\n${"x".repeat(1_100_000)}`, "line-endless", "fault", { line: 2 }, "1000000 caractères"),

  row(headers, good.split("\n").slice(1).join("\n"), "column-missing", "fault", { line: 1, column: "JournalCode" }, "JournalCode manque"),
  row(headers, good.replace("ValidDate", "Valide"), "column-missing", "fault", { line: 1, column: "ValidDate" }, "ValidDate manque"),
  row(headers, good.replace("Idevise", "Débit"), "column-twice", "fault", { line: 1, column: "Debit" }, "deux fois"),
  row(headers, reversed(), "columns-reordered", "notice", { line: 1 }, "lues par leur nom"),
  row(
    headers,
    good.replace("EcritureLib", "ÉcritureLib"),
    "column-renamed",
    "notice",
    { line: 1, column: "EcritureLib" },
    "« ÉcritureLib » est lue comme",
  ),
  row(headers, good.replace("CompAuxNum", "CompteAuxNum"), "column-renamed", "notice", { line: 1, column: "CompAuxNum" }, "CompteAuxNum"),
  row(headers, withColumn("Client"), "columns-extra", "notice", { line: 1, value: "Client" }, "Client"),
  row(headers, directed(), "amount-and-direction", "notice", { line: 1 }, "Montant et Sens"),
  row(headers, good.replaceAll("\t", ";").replace("Papier", '"Pap'), "quote-open", "fault", { line: 2 }, "guillemet", mapped()),
  row(
    headers,
    withoutColumn("CompteLib"),
    "columns-absent",
    "notice",
    { line: 1, value: "CompteLib" },
    "CompteLib",
    mapped({}, "CompteLib"),
  ),

  row(
    amounts,
    fileOf([{ ...debit, Debit: "120.50" }, credit]),
    "amount-form",
    "fault",
    { line: 2, column: "Debit", value: "120.50" },
    "« 120.50 »",
  ),
  row(
    amounts,
    fileOf([{ ...debit, Debit: "1 120,50" }, credit]),
    "amount-form",
    "fault",
    { line: 2, value: "1 120,50" },
    "séparateur de milliers",
  ),
  row(amounts, fileOf([{ ...debit, Debit: "-120,50-" }, credit]), "amount-form", "fault", { line: 2, value: "-120,50-" }, "« -120,50- »"),
  row(
    amounts,
    fileOf([debit, { ...credit, Debit: "-120,50", Credit: "0,00" }]),
    "amount-negative",
    "notice",
    { line: 3 },
    "de l’autre côté",
  ),
  row(amounts, fileOf([{ ...debit, Debit: "120,501" }, credit]), "amount-decimals", "fault", { line: 2 }, "deux décimales"),
  row(amounts, fileOf([{ ...debit, Debit: "9000000000000,01" }, credit]), "amount-range", "fault", { line: 2 }, "dépasse"),

  row(
    dates,
    fileOf([{ ...debit, EcritureDate: "31/01/2025" }, credit]),
    "date-form",
    "fault",
    { line: 2, column: "EcritureDate", value: "31/01/2025" },
    "AAAAMMJJ",
  ),
  row(
    dates,
    fileOf([{ ...debit, EcritureDate: "20250230" }, credit]),
    "date-impossible",
    "fault",
    { line: 2, value: "20250230" },
    "n’existe pas",
  ),
  row(
    dates,
    fileOf(both({ EcritureDate: "20241231" })),
    "date-outside-exercise",
    "fault",
    { line: 2, value: "2024-12-31" },
    "hors de l’exercice",
  ),
  row(
    dates,
    fileOf(both({ ValidDate: "" })),
    "validation-missing",
    "tolerable",
    { line: 2, column: "ValidDate" },
    "date de validation manque",
  ),
  row(dates, fileOf(both({ ValidDate: "20250101" })), "validation-before-entry", "notice", { line: 2 }, "précède"),
  row(dates, fileOf(both({ PieceDate: "20250601" })), "voucher-date-later", "notice", { line: 2 }, "après l’écriture"),
  row(
    dates,
    fileOf([{ ...debit, EcritureLib: " Papier" }, credit]),
    "field-padded",
    "tolerable",
    { line: 2, column: "EcritureLib" },
    "entouré d’espaces",
  ),

  row(
    accounts,
    fileOf([{ ...debit, CompteNum: "60A", CompteLib: "x" }, credit]),
    "account-form",
    "notice",
    { line: 2, value: "60A" },
    "trois chiffres",
  ),
  row(
    accounts,
    fileOf([{ ...debit, CompteNum: "999", CompteLib: "Autre" }, credit]),
    "account-unknown",
    "fault",
    { line: 2, value: "999 Autre" },
    "n’existe pas",
  ),
  row(accounts, fileOf([...both(), ...both({ EcritureNum: "2", CompteLib: "Autre" })]), "label-changed", "notice", { line: 4 }, "a changé"),
  row(accounts, fileOf([{ ...debit, CompteLib: "Autre nom" }, credit]), "label-differs", "notice", { line: 2 }, "celui des livres"),
  row(accounts, fileOf([{ ...debit, CompteNum: "6*6" }, credit]), "code-form", "fault", { line: 2, value: "6*6" }, "non admis"),
  row(accounts, fileOf(both({ JournalCode: "XX", JournalLib: "Autre" })), "journal-unknown", "fault", { line: 2 }, "journal n’existe pas"),
  row(
    accounts,
    fileOf(both({ JournalCode: "CR", JournalLib: "Journal CR" })),
    "journal-of-budget",
    "fault",
    { line: 2, value: "CR" },
    "livre budgétaire",
    { createAccounts: true },
  ),
  row(
    accounts,
    fileOf([debit, { ...credit, CompAuxNum: "F9", CompAuxLib: "Neuf" }]),
    "party-unknown",
    "fault",
    { line: 3, value: "F9 Neuf" },
    "tiers n’existe pas",
  ),

  row(
    entries,
    fileOf([{ ...debit, Debit: "120,49" }, credit]),
    "entry-unbalanced",
    "fault",
    { line: 2, value: "OD 1", expected: "120,49 120,50 -0,01" },
    "OD 1",
  ),
  row(entries, fileOf([{ ...debit, Credit: "1,00" }, credit]), "two-sides", "fault", { line: 2 }, "tous deux servis"),
  row(entries, fileOf([{ ...debit, Debit: "0,00" }, credit]), "amount-missing", "fault", { line: 2 }, "ni au débit ni au crédit"),
  row(entries, fileOf([debit]), "entry-one-line", "fault", { line: 2, value: "OD 1" }, "qu’une ligne"),

  row(
    numbers,
    fileOf([...both(), ...both({ EcritureNum: "4" })]),
    "number-gap",
    "notice",
    { line: 4, value: "OD 2–3", expected: "2" },
    "OD 2–3",
  ),
  row(
    numbers,
    fileOf([...both(), ...both({ EcritureNum: "2" }), ...both()]),
    "number-twice",
    "fault",
    { line: 6, value: "OD 1" },
    "plusieurs écritures",
  ),
  row(
    numbers,
    fileOf([debit, { ...credit, EcritureDate: "20250201" }]),
    "entry-dates",
    "fault",
    { line: 3, value: "OD 1" },
    "plusieurs dates",
  ),
  row(
    numbers,
    fileOf([...both(), ...both({ EcritureNum: "2" }), ...both({ EcritureDate: "20250601", ValidDate: "20250601" })]),
    "entry-dates",
    "fault",
    { line: 6, value: "OD 1" },
    "plusieurs dates",
  ),

  row(
    pairs,
    fileOf([debit, { ...credit, EcritureLet: "AA" }]),
    "matching-undated",
    "tolerable",
    { line: 3, column: "DateLet" },
    "sans date de lettrage",
  ),
  row(pairs, fileOf([debit, { ...credit, DateLet: "20250301" }]), "matching-without-code", "tolerable", { line: 3 }, "sans code"),
  row(
    pairs,
    fileOf([debit, { ...credit, EcritureLet: "AA", DateLet: "20250301" }]),
    "matching-unbalanced",
    "tolerable",
    { line: 3 },
    "n’est pas équilibré",
  ),
  row(pairs, fileOf([{ ...debit, Idevise: "USD" }, credit]), "currency-incomplete", "fault", { line: 2 }, "vont ensemble"),
  row(
    pairs,
    fileOf([{ ...debit, EcritureLib: "" }, credit]),
    "field-empty",
    "fault",
    { line: 2, column: "EcritureLib" },
    "obligatoire et vide",
  ),

  row(
    years,
    fileOf(both({ JournalCode: "AN", JournalLib: "Journal AN" })),
    "opening-with-result",
    "fault",
    { line: 2, value: "606" },
    "à-nouveau",
  ),
  row(years, good, "siren-differs", "notice", { line: 0, value: "999999999" }, "999999999", { fileName: "999999999FEC20251231.txt" }),
  row(years, good, "exercise-unknown", "fault", { line: 0 }, "L’exercice n’existe pas", { fileName: "120027016FEC20231231.txt" }),
  row(years, good, "exercise-differs", "fault", { line: 0 }, "n’est pas celui des livres", {
    exercise: { year: 2025, firstDay: "2025-02-01", lastDay: "2025-12-31" },
  }),
  row(years, good, "file-name", "notice", { line: 0, value: "export.txt" }, "SirenFECAAAAMMJJ", { fileName: "export.txt" }),

  row(
    wholes,
    fileOf([...both(), debit, { ...credit, Credit: "120,40" }].map((line) => ({ ...line, EcritureNum: "1" }))),
    "file-unbalanced",
    "fault",
    { line: 0 },
    "Le fichier n’est pas équilibré",
  ),
  row(wholes, good.slice(0, -30), "file-truncated", "fault", { line: 3, expected: "18" }, "fichier est tronqué"),
  row(wholes, "", "file-empty", "fault", { line: 0 }, "aucune ligne"),
  row(wholes, fileOf([]), "file-empty", "fault", { line: 0 }, "aucune ligne"),
];

let world: SmallOrganisation;
beforeAll(async () => {
  world = await smallOrganisation();
});
afterAll(() => world.close());

describe.each([...new Set(table.map((bad) => bad.row))])("%s", (which) => {
  test.each(table.filter((bad) => bad.row === which).map((bad) => [`${bad.rule}, ${bad.severity}: ${bad.says}`, bad] as const))(
    "%s",
    async (_name, bad) => {
      const { report, result } = await importLedger(await world.system(), inputOf(bad));
      const held = report.rules.find(({ rule }) => rule === bad.rule);
      expect(held, JSON.stringify(report.rules.map(({ rule }) => rule))).toMatchObject({ severity: bad.severity });
      expect(held?.first).toContainEqual(expect.objectContaining(bad.place));
      for (const locale of ["fr", "en"] as const) {
        const [fault] = held?.first ?? [];
        const words = translatorFor(locale, "fec")(`rules.${bad.rule}`, { value: fault?.value ?? "", expected: fault?.expected ?? "" });
        expect(words).not.toContain("{");
        if (locale === "fr") expect(words).toMatch(bad.says);
        expect(translatorFor(locale, "ledgerImport")(`remedy.${bad.rule}`)).toMatch(/\.$/);
      }
      if (bad.severity === "notice") expect(report.rules.filter(({ severity }) => severity === "fault").length === 0).toBe(result.ok);
      else expect(result.ok).toBe(false);
      expect(await entriesHeld()).toBe(0);
    },
  );
});

describe(books, () => {
  test("a closed period blocks, with its days and how many entries it stops", async () => {
    await world.superuser.unsafe(
      `update ${world.organisation.schemaName}.period set status = 'closed' where fiscal_year = 2025 and period = 1`,
    );
    const { report, result } = await importLedger(await world.system(), inputOf({ file: good }));
    expect(result.ok).toBe(false);
    expect(report.rules).toContainEqual(
      expect.objectContaining({
        rule: "period-closed",
        first: [expect.objectContaining({ line: 2, value: "2025-01-01 2025-01-31", expected: "1" })],
      }),
    );
    await world.superuser.unsafe(
      `update ${world.organisation.schemaName}.period set status = 'open' where fiscal_year = 2025 and period = 1`,
    );
  });

  test("the same file, then another that overlaps it, are refused by whom and when", async () => {
    must((await importLedger(await world.system(), { ...inputOf({ file: good }), dryRun: false })).result);
    expect(await entriesHeld()).toBe(1);
    const same = await importLedger(await world.system(), { ...inputOf({ file: good }), dryRun: false });
    expect(same.result).toMatchObject({ ok: false, refusal: { kind: "already-imported", by: "Enveloppe" } });
    const wider = fileOf([...both(), ...both({ EcritureNum: "2" })]);
    const overlapping = await importLedger(await world.system(), { ...inputOf({ file: wider }), dryRun: false });
    expect(overlapping.result).toMatchObject({ ok: false, refusal: { kind: "already-imported" } });
    expect(overlapping.report.rules).toContainEqual(
      expect.objectContaining({ rule: "entries-imported", first: [expect.objectContaining({ line: 2, value: "1" })] }),
    );
    expect(await entriesHeld()).toBe(1);
  });

  test("à-nouveaux that are not the closing of the exercise before are told side by side", async () => {
    const opening = fileOf(
      both({
        JournalCode: "AN",
        JournalLib: "Journal AN",
        EcritureDate: "20260101",
        PieceDate: "20260101",
        ValidDate: "20260101",
        CompteNum: "512",
        CompteLib: "Banque",
      }),
    );
    const { report } = await importLedger(await world.system(), { ...inputOf({ file: opening }), fileName: "120027016FEC20261231.txt" });
    expect(report.rules.find(({ rule }) => rule === "opening-differs")?.first.map(({ value, expected }) => [value, expected])).toEqual(
      expect.arrayContaining([["512 0,00", "0,00"]].slice(1)),
    );
    expect(report.admitted).toBe(false);
  });
});

function row(
  which: string,
  file: BadFile["file"],
  rule: FecRule,
  severity: FecSeverity,
  place: BadFile["place"],
  says: string,
  input: Partial<LedgerImportInput> = {},
): BadFile {
  return { row: which, file, rule, severity, place, says, input };
}

function inputOf({ file, input }: { file: string | Uint8Array; input?: Partial<LedgerImportInput> | undefined }): LedgerImportInput {
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  return { file: bytes, fileName: name, createAccounts: false, tolerate: false, dryRun: true, ...input };
}

async function entriesHeld(): Promise<number> {
  return await world.database.read(world.organisation, async (db) => (await db.selectFrom("entry").select("id").execute()).length);
}

function both(fields: Fields = {}): Fields[] {
  const { CompteNum, CompteLib, ...others } = fields;
  const first = { ...debit, ...fields };
  return [first, { ...credit, ...others }];
}

function fileOf(lines: readonly Fields[]): string {
  return `${[fecColumns.join("\t"), ...lines.map((fields) => fecColumns.map((column) => fields[column] ?? "").join("\t"))].join("\n")}\n`;
}

function withColumn(column: string): string {
  const [header = "", ...lines] = good.trimEnd().split("\n");
  return `${[`${header}\t${column}`, ...lines.map((line) => `${line}\tx`)].join("\n")}\n`;
}

function withoutColumn(column: (typeof fecColumns)[number]): string {
  const place = fecColumns.indexOf(column);
  const lines = good
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t").toSpliced(place, 1).join(";"));
  return `${lines.join("\n")}\n`;
}

function reversed(): string {
  const full = fileOf([debit, credit].map((line) => ({ ...line, Idevise: "EUR", Montantdevise: "1,00" })));
  return `${full
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t").reverse().join("\t"))
    .join("\n")}\n`;
}

function directed(): string {
  return fileOf([
    { ...debit, Credit: "D" },
    { ...credit, Debit: "120,50", Credit: "C" },
  ]).replace("Debit\tCredit", "Montant\tSens");
}

/** Letters that only Windows-1252 has, in its bytes. */
function windows1252(text: string): Uint8Array {
  return Buffer.from(text.replaceAll("’", "\u0092"), "latin1");
}

/** A semicolon file whose columns a person has mapped by the names of the law, less one. */
function mapped(others: Partial<ReadingChoices> = {}, less?: string): Partial<LedgerImportInput> {
  const columns = Object.fromEntries(fecColumns.filter((column) => column !== less).map((column) => [column, column]));
  return { choices: { charset: "utf-8", mojibake: null, separator: ";", decimal: ",", dayForm: "AAAAMMJJ", columns, ...others } };
}
