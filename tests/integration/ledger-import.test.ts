import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importLedger, type LedgerImportInput } from "#app/commands/import-ledger.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { systemContext } from "#app/commands/system-context.ts";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { readFec } from "#app/domain/fec/reading.ts";
import { usualVariant } from "#app/domain/fec/variant.ts";
import { Database } from "#db/client.ts";
import { createOrganisation } from "#db/migrate.ts";
import { flatFec } from "#db/queries/fec-file.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { verifyLedger } from "#db/verify.ts";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";

const firstName = "0000000001FEC20220831.txt";
const secondName = "000000000FEC20231231.txt";
const fileOf = (name: string) => readFileSync(new URL(`../support/fec/${name}`, import.meta.url));

let server: TestDatabase;
const databases: Database[] = [];
beforeAll(async () => {
  server = await testDatabase();
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await server.close();
});

describe("the first real file", () => {
  let context: CommandContext;
  beforeAll(async () => {
    context = await organisationNamed("first");
  });

  test("is refused as it is, and says what it would create; nothing is written", async () => {
    const { report, result } = await importLedger(context, input(firstName, {}));
    expect(result).toMatchObject({ ok: false, refusal: { kind: "file-refused" } });
    expect(countsOf(report)).toMatchObject({ "account-unknown": 153, "journal-unknown": 9, "party-unknown": 95, "exercise-unknown": 1 });
    expect(await counted()).toEqual({ entries: 0, files: 0, years: 0, accounts: 0 });
  });

  test("is refused for its defects when they are not admitted", async () => {
    const { report, result } = await importLedger(context, input(firstName, { createAccounts: true }));
    expect(report.admitted).toBe(false);
    expect(result).toMatchObject({
      ok: false,
      refusal: { kind: "file-refused", faults: 817 + 2035 + 87, firstRule: "field-padded", firstLine: 6 },
    });
  });

  test("passes a dry run that writes nothing", async () => {
    const { result } = await importLedger(context, input(firstName, { createAccounts: true, tolerate: true, dryRun: true }));
    expect(result).toEqual({ ok: true, value: null });
    expect(await counted()).toEqual({ entries: 0, files: 0, years: 0, accounts: 0 });
  });

  test("is imported once what is missing and its defects are confirmed", async () => {
    const { report, result } = await importLedger(context, input(firstName, { createAccounts: true, tolerate: true }));
    expect(result).toMatchObject({
      ok: true,
      value: { fiscalYear: 2022, entries: 2033, lines: 5422, debit: 1_018_621_981n, credit: 1_018_621_981n, matchings: 810 },
    });
    expect(report.exercise).toEqual({ year: 2022, firstDay: "2021-09-01", lastDay: "2022-08-31" });
    expect(report.tolerated).toEqual(["field-padded", "matching-undated", "matching-unbalanced"]);
    expect(countsOf(report)).toEqual({
      "file-name": 1,
      "siren-differs": 1,
      "byte-order-mark": 1,
      "field-padded": 817,
      "number-shared": 413,
      "matching-undated": 2035,
      "matching-unbalanced": 87,
    });
  });

  test("leaves the trial balance that an independent sum of the file gives, to the cent", async () => {
    const lines = await context.database.read(context.organisation, (db) => trialBalanceLines(db, 2022));
    const here = lines.map((row) => {
      return [row.account, row.label, row.openingDebit + row.movementDebit, row.openingCredit + row.movementCredit];
    });
    expect(here).toEqual(independentBalance(fileOf(firstName).toString("utf8")));
  });

  test("is exported again with the same lines, each number for one number", async () => {
    const exported = rowsOf(await exportOf(context, 2022));
    const original = rowsOf(fileOf(firstName).toString("utf8"));
    const withoutNumber = (row: string[]) => JSON.stringify(row.filter((_, column) => column !== 2));
    expect(exported.map(withoutNumber).sort()).toEqual(original.map(withoutNumber).sort());

    const numbers = await context.database.read(context.organisation, (db) =>
      db.selectFrom("entry").select(["journal", "number", "source_number"]).execute(),
    );
    const pairs = new Set(numbers.map((entry) => `${entry.journal} ${entry.source_number}`));
    expect(pairs.size).toBe(2033);
    expect(pairs).toEqual(new Set(original.map((row) => `${row[0]} ${row[2]}`)));
    const source = new Map(numbers.map((entry) => [`${entry.journal}-${entry.number}`, entry.source_number ?? ""]));
    const mapped = exported.map((row) => JSON.stringify(row.with(2, source.get(row[2] ?? "") ?? "?")));
    expect(mapped.sort()).toEqual(original.map((row) => JSON.stringify(row)).sort());
  });

  test("is exported as a file without a fault: à-nouveaux first, ordered, gapless", async () => {
    const text = await exportOf(context, 2022);
    const { faults } = readFec(Buffer.from(text), { firstDay: "2021-09-01", lastDay: "2022-08-31" });
    expect(faults.counts().map(({ rule }) => rule)).toEqual(["matching-undated", "matching-unbalanced"]);
    expect(rowsOf(text)[0]?.slice(0, 4)).toEqual(["ANO", "A nouveaux", "ANO-1", "20210901"]);
  });

  test("stands in a journal that verifies", async () => {
    const report = await context.database.read(context.organisation, verifyLedger);
    expect(report).toMatchObject({ entries: 2033, lines: 5422, faultCount: 0 });
  });

  test("is refused a second time, and so is another file with the same entries", async () => {
    const again = { createAccounts: true, tolerate: true };
    const same = await importLedger(withKey(context), input(firstName, again));
    expect(same.result).toMatchObject({ ok: false, refusal: { kind: "already-imported", by: "Enveloppe" } });
    const file = Buffer.concat([fileOf(firstName).subarray(0, -1), Buffer.from("\t\n")]);
    const other = await importLedger(withKey(context), { ...input(firstName, again), file });
    expect(other.result).toMatchObject({ ok: false, refusal: { kind: "already-imported" } });
    expect(await counted()).toMatchObject({ entries: 2033, files: 1, years: 1 });
  });

  test("refuses an exercise that is not the one the books hold", async () => {
    const exercise = { year: 2022, firstDay: "2022-01-01", lastDay: "2022-12-31" };
    const { report } = await importLedger(withKey(context), { ...input(firstName, { createAccounts: true, tolerate: true }), exercise });
    expect(countsOf(report)).toMatchObject({ "exercise-differs": 1, "date-outside-exercise": 1869 });
  });

  async function counted() {
    return await context.database.read(context.organisation, async (db) => {
      const count = async (table: "entry" | "file" | "fiscal_year" | "account") =>
        Number(
          (
            await db
              .selectFrom(table)
              .select((row) => row.fn.countAll().as("count"))
              .executeTakeFirstOrThrow()
          ).count,
        );
      return {
        entries: await count("entry"),
        files: await count("file"),
        years: await count("fiscal_year"),
        accounts: await count("account"),
      };
    });
  }
});

describe("the second real file", () => {
  test.each([false, true])("is refused whole, each rule with its count (tolerate: %s)", async (tolerate) => {
    const context = await organisationNamed(tolerate ? "second-tolerated" : "second");
    const { report, result } = await importLedger(context, input(secondName, { createAccounts: true, tolerate }));
    expect(result).toMatchObject({ ok: false, refusal: { kind: "file-refused", faults: 422 + 6, firstRule: "entry-dates", firstLine: 5 } });
    expect(countsOf(report)).toEqual({
      "siren-differs": 1,
      "columns-extra": 1,
      "field-padded": 91,
      "date-outside-exercise": 422,
      "validation-missing": 2102,
      "entry-dates": 6,
      "number-shared": 1,
    });
    expect(report.rules.find(({ rule }) => rule === "validation-missing")?.first.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    const entries = await context.database.read(context.organisation, (db) => db.selectFrom("entry").select("id").execute());
    expect(entries).toEqual([]);
  });
});

async function organisationNamed(slug: string): Promise<CommandContext> {
  const organisation = await createOrganisation(server.access, { slug, name: slug, siren: "123456789" });
  const database = new Database(server.access.app);
  databases.push(database);
  return await systemContext(database, organisation, "2026-09-15");
}

function withKey(context: CommandContext): CommandContext {
  return { ...context, key: crypto.randomUUID() };
}

function input(fileName: string, choice: Partial<LedgerImportInput>): LedgerImportInput {
  return { file: fileOf(fileName), fileName, dryRun: false, createAccounts: false, tolerate: false, ...choice };
}

function countsOf({ rules }: { rules: readonly { rule: string; count: number }[] }): Record<string, number> {
  return Object.fromEntries(rules.map(({ rule, count }) => [rule, count]));
}

async function exportOf({ database, organisation }: CommandContext, year: number): Promise<string> {
  return await database.read(organisation, async (db) => {
    const chunks: Uint8Array[] = [];
    const asked = { fiscalYear: year, variant: usualVariant, latin9: new Latin9Writer() };
    for await (const { bytes } of flatFec(db, asked)) chunks.push(bytes);
    return Buffer.concat(chunks).toString("utf8");
  });
}

/** The fields of each line, trimmed; by nothing of the reader. */
function rowsOf(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(1).map((line) => line.split("\t").map((field) => field.trim()));
}

function independentBalance(text: string): unknown[] {
  const sums = new Map<string, [string, string, bigint, bigint]>();
  for (const row of rowsOf(text)) {
    const [account = "", label = ""] = row.slice(4, 6);
    const held = sums.get(account) ?? [account, label, 0n, 0n];
    held[2] += BigInt((row[11] ?? "").replace(",", ""));
    held[3] += BigInt((row[12] ?? "").replace(",", ""));
    sums.set(account, held);
  }
  return [...sums.values()].sort(([left], [right]) => (left < right ? -1 : 1));
}
