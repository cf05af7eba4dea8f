import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importLedger } from "#app/commands/import-ledger.ts";
import { reviseStatementMapping, type StatementMappingInput } from "#app/commands/revise-statement-mapping.ts";
import { systemContext } from "#app/commands/system-context.ts";
import { composeStatements, isProved, type Statements } from "#app/domain/ledger/statements/composition.ts";
import { gapsOf } from "#app/domain/ledger/statements/rules-in-force.ts";
import type { Db } from "#db/client.ts";
import { arrangementOn, statementBalances } from "#db/queries/ledger/statements.ts";
import { accounts } from "#seeds/nomenclature/accounts.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

const name = "0000000001FEC20220831.txt";
const file = readFileSync(new URL(`../../support/fec/${name}`, import.meta.url));

let books: SmallBooks;
beforeAll(async () => {
  books = await smallBooks();
});
afterAll(() => books.close());

const read = <Value>(work: (db: Db) => Promise<Value>) => books.database.read(books.organisation, work);
const statementsOf = async (year: number, on = `${year}-12-31`): Promise<Statements> =>
  await read(async (db) => composeStatements(await arrangementOn(db, on, "fr"), await statementBalances(db, year)));

describe("the arrangement that an organisation begins with", () => {
  test("has one line for each account of the chart and of its extension, on each side", async () => {
    const { rules, lines } = await read((db) => arrangementOn(db, "2026-12-31", "fr"));
    const chart = accounts.filter(({ book, postable }) => book === "general" && postable !== false);
    expect(chart.length).toBeGreaterThan(750);
    expect(gapsOf(rules, chart)).toEqual([]);
    // A heading of one or two digits takes no line of an entry: what stands below it does.
    const headings = accounts.filter(({ book, postable }) => book === "general" && postable === false).map(({ code }) => code);
    expect(chart.length + headings.length).toBe(838 + 8);
    expect(headings.filter((code) => code.length > 2)).toEqual([]);
    const leaves = new Set(lines.filter(({ totalLabel, source }) => totalLabel === null && source === "accounts").map(({ code }) => code));
    expect(rules.filter(({ line }) => !leaves.has(line))).toEqual([]);
  });

  test("shows what is missing from it", async () => {
    const { rules } = await read((db) => arrangementOn(db, "2026-12-31", "fr"));
    const without = rules.filter(({ prefix }) => prefix !== "44");
    expect(gapsOf(without, [{ code: "4421" }])).toEqual([{ account: { code: "4421" }, sides: ["debit", "credit"] }]);
  });

  test("two rules of one prefix and side never stand on one day", async () => {
    const again = books.superuser`insert into statement_mapping (prefix, side, line, valid) values ('60', 'credit', 'R119', '[2026-01-01,)')`;
    await expect(again).rejects.toMatchObject({ code: "23P01" });
  });
});

describe("the first real file", () => {
  beforeAll(async () => {
    const input = { file, fileName: name, dryRun: false, createAccounts: true, tolerate: true };
    const { result } = await importLedger(await systemContext(books.database, books.organisation, "2022-09-30"), input);
    expect(result).toMatchObject({ ok: true });
  });

  test("gives statements that are proved, and whose totals are those of its raw text", async () => {
    const statements = await statementsOf(2022, "2022-08-31");
    const raw = rawTotals(file.toString("utf8"));
    const net = (code: string) => statements.lines.find((line) => line.code === code)?.net;
    expect(statements.strays).toEqual([]);
    expect(isProved(statements)).toBe(true);
    expect(net("R")).toBe(raw.result);
    expect(net("P17")).toBe(raw.result);
    expect(net("A")).toBe(raw.assets);
    expect(net("P")).toBe(raw.assets);
    expect((net("R111") ?? 0n) + (net("R112") ?? 0n)).toBe(-raw.of("70"));
    expect(net("R12")).toBe(raw.of("60", "61", "62", "63", "64", "65", "68"));
    expect(net("A12")).toBe(raw.of("21", "23", "24", "281", "284"));
    expect(net("A21")).toBe(raw.of("30", "36"));
    expect(net("A31")).toBe(raw.of("486"));
    expect(net("P11")).toBe(-raw.of("101", "104"));
    expect(raw.result).not.toBe(0n);
  });
});

describe("a change of the mapping", () => {
  const change: StatementMappingInput = {
    prefix: "611",
    side: "either",
    line: "R121",
    measure: "gross",
    from: "2026-01-01",
    reason: "Sous-traitance assimilée aux achats",
  };

  test("moves the accounts from its day on, and says so to nobody else", async () => {
    await books.post(
      generalEntry("OD", "2025-05-02", "Sous-traitance", ["611", 700n], ["515", -700n]),
      generalEntry("OD", "2026-05-02", "Sous-traitance", ["611", 900n], ["515", -900n]),
    );
    expect(await reviseStatementMapping(books.as("chiefAccountant"), change)).toMatchObject({ ok: true });
    const purchases = async (year: number) => (await statementsOf(year)).lines.find(({ code }) => code === "R121")?.net;
    expect([await purchases(2025), await purchases(2026)]).toEqual([0n, 900n]);
    expect(isProved(await statementsOf(2026))).toBe(true);
  });

  test("cannot reach a closed year", async () => {
    await books.superuser`update fiscal_year set status = 'closed' where year = 2025`;
    expect(await reviseStatementMapping(books.as("administrator"), { ...change, from: "2025-12-31" })).toEqual({
      ok: false,
      refusal: { kind: "mapping-of-closed-year", from: "2025-12-31", closedUntil: "2025-12-31" },
    });
  });

  test("needs a reason, and the right to arrange", async () => {
    expect(await reviseStatementMapping(books.as("chiefAccountant"), { ...change, reason: " " })).toMatchObject({
      refusal: { kind: "reason-required" },
    });
    expect(await reviseStatementMapping(books.as("accountant"), change)).toMatchObject({
      refusal: { kind: "forbidden", capability: "ledger.arrange" },
    });
  });
});

test("closing entries do not empty the statements", async () => {
  const before = await statementsOf(2026);
  await books.post(generalEntry("CL", "2026-12-31", "Solde des charges", ["120", 900n], ["611", -900n]));
  expect((await statementsOf(2026)).proof).toEqual(before.proof);
});

/** The file read again in other words: cents by account, nothing shared with the product but the digits. */
function rawTotals(text: string) {
  const [head = "", ...rows] = text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .filter((row) => row.trim() !== "");
  const columns = head.split("\t").map((column) => column.trim());
  const at = (row: readonly string[], column: string) => row[columns.indexOf(column)] ?? "";
  const cents = (euros: string) => BigInt(Math.round(Number(euros.trim().replace(",", ".") || "0") * 100));
  const balances = new Map<string, bigint>();
  for (const row of rows.map((each) => each.split("\t"))) {
    const account = at(row, "CompteNum").trim();
    balances.set(account, (balances.get(account) ?? 0n) + cents(at(row, "Debit")) - cents(at(row, "Credit")));
  }
  const all = [...balances];
  const of = (...prefixes: string[]) =>
    all.filter(([account]) => prefixes.some((prefix) => account.startsWith(prefix))).reduce((total, [, amount]) => total + amount, 0n);
  const positive = all.filter(
    ([account, amount]) => /^(4[0-8]|5)/.test(account) && !/^(486|487|4091|4191|49|50|53)/.test(account) && amount > 0n,
  );
  const assets = of("2", "3", "49", "50", "53", "486", "4091") + positive.reduce((total, [, amount]) => total + amount, 0n);
  return { of, assets, result: -of("6", "7") };
}
