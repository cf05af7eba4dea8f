import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import type { Db } from "#db/client.ts";
import { commitEntries, postEntries } from "#db/posting.ts";
import { budgetEntry, generalEntry } from "#tests/support/budget.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

let small: SmallOrganisation;
let actor: bigint;

beforeAll(async () => {
  small = await smallOrganisation();
  actor = (await small.system()).actor.id;
});
afterAll(async () => await small.close());

const write = <Value>(work: (db: Db) => Promise<Value>) => small.database.write(small.organisation, work);
const read = <Value>(work: (db: Db) => Promise<Value>) => small.database.read(small.organisation, work);
const post = (...drafts: EntryDraft[]) => write((db) => postEntries(db, drafts, { actor, today }));
const held = (unit: string, stage: string) =>
  read(async (db) => {
    const rows = await db
      .selectFrom("stage_position")
      .select("amount")
      .where("fiscal_year", "=", 2026)
      .where("unit", "=", unit)
      .where("spending_class", "=", "nonPersonnel")
      .where("resource", "=", "CP")
      .where("stage", "=", stage as never)
      .execute();
    return rows[0]?.amount;
  });

describe("an accepted posting", () => {
  test("moves the positions, writes both balances, and numbers from the journal's last", async () => {
    const [first] = must(await post(budgetEntry({ from: "voted", to: "unallocated", amount: 100_000n })));
    const [second] = must(await post(budgetEntry({ from: "unallocated", to: "allotted", amount: 60_000n, toUnit: "DR44" })));
    expect([first?.number, second?.number, second?.period]).toEqual([1n, 2n, 6]);
    expect(await held("INSEE", "voted")).toBe(100_000n);
    expect(await held("INSEE", "unallocated")).toBe(40_000n);
    expect(await held("DR44", "allotted")).toBe(60_000n);
    const balances = await read((db) =>
      db.selectFrom("unit_balance").select(["section", "unit", "title", "debit", "credit"]).where("section", "=", "allotted").execute(),
    );
    expect(balances).toEqual([{ section: "allotted", unit: "DR44", title: "T3", debit: 60_000n, credit: 0n }]);
  });

  test("keeps entries of several journals and both books together, each journal numbered for itself", async () => {
    const posted = must(
      await post(generalEntry("606", "401", 5_00n), generalEntry("401", "515", 5_00n, today, "TR"), generalEntry("606", "401", 7_00n)),
    );
    expect(posted.map(({ journal, number }) => `${journal} ${number}`)).toEqual(["OD 1", "TR 1", "OD 2"]);
  });

  test("dates the complementary entry on the last day, in the period after the twelfth", async () => {
    const [entry] = must(await post({ ...generalEntry("606", "408", 9_00n, "2026-12-31"), complementary: true }));
    expect(entry?.period).toBe(13);
  });
});

describe("a refusal writes nothing", () => {
  const refused: [string, () => EntryDraft, object][] = [
    [
      "more than the stage holds",
      () => budgetEntry({ from: "allotted", to: "consumed", amount: 60_001n, fromUnit: "DR44" }),
      {
        kind: "credit-exceeded",
        stage: "allotted",
        unit: "DR44",
        spendingClass: "nonPersonnel",
        resource: "CP",
        asked: 60_001n,
        available: 60_000n,
      },
    ],
    ["a day outside every exercise", () => generalEntry("606", "401", 1n, "2031-01-01"), { kind: "unknown-year", date: "2031-01-01" }],
    ["an unknown account", () => generalEntry("999", "401", 1n), { kind: "unknown-code", dimension: "account", code: "999" }],
    [
      "an unknown unit",
      () => budgetEntry({ from: "voted", to: "unallocated", amount: 1n, fromUnit: "DR99" }),
      { kind: "unknown-code", dimension: "unit", code: "DR99" },
    ],
    [
      "a journal of the other book",
      () => generalEntry("606", "401", 1n, today, "CR"),
      { kind: "journal-not-in-book", journal: "CR", book: "general" },
    ],
    ["AE against CP", () => crossed(), { kind: "too-few-lines", count: 1 }],
  ];
  test.each(refused)("%s", async (_, draft, refusal) => {
    const before = await read((db) =>
      db
        .selectFrom("entry")
        .select((eb) => eb.fn.countAll().as("count"))
        .executeTakeFirstOrThrow(),
    );
    const result = await post(draft());
    expect(result.ok ? undefined : result.refusal).toMatchObject(refusal);
    const after = await read((db) =>
      db
        .selectFrom("entry")
        .select((eb) => eb.fn.countAll().as("count"))
        .executeTakeFirstOrThrow(),
    );
    expect(after).toEqual(before);
  });

  test("a closed period, a locked one but for who may post through", async () => {
    await write((db) =>
      db.updateTable("period").set({ status: "closed" }).where("fiscal_year", "=", 2025).where("period", "=", 1).execute(),
    );
    await write((db) =>
      db.updateTable("period").set({ status: "locked" }).where("fiscal_year", "=", 2025).where("period", "=", 2).execute(),
    );
    const closed = await post(generalEntry("606", "401", 1n, "2025-01-10"));
    const locked = await post(generalEntry("606", "401", 1n, "2025-02-10"));
    const through = await write((db) =>
      postEntries(db, [generalEntry("606", "401", 1n, "2025-02-10")], { actor, today, throughLock: true }),
    );
    expect([closed, locked]).toMatchObject([
      { refusal: { kind: "period-closed", period: 1 } },
      { refusal: { kind: "period-closed", period: 2 } },
    ]);
    expect(through.ok).toBe(true);
  });

  test("the second reversal of one entry", async () => {
    const [entry] = must(await post(generalEntry("606", "401", 3_00n)));
    const reverses = { id: entry?.id ?? 0n, fiscalYear: 2026, journal: "OD", number: entry?.number ?? 0n };
    must(await post({ ...generalEntry("401", "606", 3_00n), reverses }));
    const again = await post({ ...generalEntry("401", "606", 3_00n), reverses });
    expect(again).toMatchObject({ refusal: { kind: "already-reversed", journal: "OD", number: reverses.number } });
  });
});

describe("what the rules let through, the database would still refuse", () => {
  const forced: [string, EntryDraft, string][] = [
    ["unbalanced", withCredit(generalEntry("606", "401", 10n), 9n), "23514"],
    ["two sides on a line", withCredit(generalEntry("606", "401", 10n), 10n, 10n), "23514"],
    ["AE in the general book", resource(generalEntry("606", "401", 5n), "AE"), "23514"],
  ];
  test.each(forced)("%s", async (_, draft, code) => {
    await expect(write((db) => commitEntries(db, [draft], { actor, today }))).rejects.toMatchObject({ code });
  });
});

describe("what is posted never changes, for its owner neither", () => {
  const acts: [string, string][] = [
    ["edit a line", "update entry_line set debit = debit + 1"],
    ["edit an entry", "update entry set label = 'autre'"],
    ["delete a line", "delete from entry_line"],
    ["delete a total", "delete from entry_total"],
    ["empty the journal", "truncate entry cascade"],
    ["empty a partition", "truncate entry_line_2026 cascade"],
    ["cut the chain", "delete from posting"],
    ["edit the audit", "update audit set action = 'autre'"],
  ];
  test.each(acts)("%s", async (_, statement) => {
    await expect(
      small.superuser.begin(async (sql) => {
        await sql.unsafe(`set local search_path to ${small.organisation.schemaName}`);
        await sql.unsafe(statement);
      }),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test("a balanced pair of lines added to a posted entry", async () => {
    const statement = `insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, resource, debit, credit, label)
      select e.fiscal_year, e.id, n, e.book, e.period, e.entry_date, '606', 'EUR', case n when 3 then 5 else 0 end, case n when 3 then 0 else 5 end, 'x'
        from entry e, generate_series(3, 4) n where e.journal = 'OD' and e.number = 1 and e.fiscal_year = 2026`;
    await expect(
      small.superuser.begin(async (sql) => {
        await sql.unsafe(`set local search_path to ${small.organisation.schemaName}`);
        await sql.unsafe(statement);
      }),
    ).rejects.toMatchObject({ code: "23514", constraint_name: "entry_balanced" });
  });
});

describe("what an entry points at is there, and stays", () => {
  interface Written {
    readonly entry?: Readonly<Record<string, string | number>>;
    readonly total?: Readonly<Record<string, string | number>>;
    readonly line?: Readonly<Record<string, string | number>>;
  }
  const wrong: [string, Written, string, string][] = [
    ["an actor who is nobody", { entry: { actor: 999_999 } }, "23503", "entries_known"],
    ["a journal that there is not", { entry: { journal: "ZZ" } }, "23503", "entries_known"],
    ["a journal of the other book", { entry: { journal: "CR" } }, "23503", "entries_known"],
    ["a period that there is not", { entry: { period: 14 }, line: { period: 14 } }, "23503", "entries_known"],
    ["a total of another entry", { total: { entry_id: 999_999 } }, "23503", "totals_known"],
    ["a total of an unknown resource", { total: { resource: "USD" } }, "23514", "resource_known"],
    ["an account that there is not", { line: { account: "999" } }, "23503", "lines_known"],
    ["an account of the other book", { line: { account: "voted" } }, "23503", "lines_known"],
    ["a unit that there is not", { line: { unit: "DR99" } }, "23503", "lines_known"],
    ["a beneficiary that there is not", { line: { beneficiary_unit: "DR99" } }, "23503", "lines_known"],
    ["a nature that there is not", { line: { nature: "HT99" } }, "23503", "lines_known"],
    ["an activity that there is not", { line: { activity: "99" } }, "23503", "lines_known"],
    ["a party that there is not", { line: { party: "NOBODY" } }, "23503", "lines_known"],
    ["lines of another day than their entry", { line: { entry_date: "2026-06-14" } }, "23514", "entry_balanced"],
    ["lines of another period than their entry", { line: { period: 5 } }, "23514", "entry_balanced"],
  ];
  test("as it should be, it is taken", async () => {
    await expect(writtenByHand({})).rejects.toThrow("taken");
  });
  test.each(wrong)("refused: %s", async (_, written, code, constraint) => {
    await expect(writtenByHand(written)).rejects.toMatchObject({ code, constraint_name: constraint });
  });

  const removals = [
    "delete from unit where code = 'DR44'",
    "update account set code = '607' where code = '606'",
    "update journal set book = 'budget' where code = 'OD'",
    "delete from period where fiscal_year = 2026 and period = 7",
    "delete from app_user",
    "truncate party cascade",
  ];
  test.each(removals)("refused: %s", async (statement) => {
    await expect(byHand(async (sql) => void (await sql.unsafe(statement)))).rejects.toMatchObject({ code: "42501" });
  });

  /** An entry of two lines written past the posting statement; "taken" when the database took it, and undone. */
  async function writtenByHand({ entry, total, line }: Written): Promise<void> {
    const place = { fiscal_year: 2026, book: "general", period: 6, entry_date: "2026-06-15" };
    const said = { label: "À la main", validated_on: today, recorded_at: `${today}T08:00:00Z` };
    const head = { id: 900_000, journal: "OD", number: 900, event_id: randomUUID(), actor: Number(actor), line_count: 2 };
    const side = { entry_id: 900_000, resource: "EUR", debit: 0, credit: 0 };
    await byHand(async (sql) => {
      const insert = (table: string, rows: object[]) =>
        sql.unsafe(`insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`, [
          JSON.stringify(rows),
        ]);
      await insert("entry", [{ ...place, ...said, ...head, digest: `\\x${"00".repeat(32)}`, ...entry }]);
      await insert("entry_total", [{ entry_id: 900_000, resource: "EUR", debit: 5, credit: 5, line_count: 2, ...total }]);
      await insert("entry_line", [
        { ...place, ...said, ...side, line: 1, account: "606", debit: 5, ...line },
        { ...place, ...said, ...side, line: 2, account: "401", credit: 5 },
      ]);
      throw new Error("taken");
    });
  }

  async function byHand(work: (sql: postgres.TransactionSql) => Promise<void>): Promise<void> {
    await small.superuser.begin(async (sql) => {
      await sql.unsafe(`set local search_path to ${small.organisation.schemaName}, public`);
      await work(sql);
    });
  }
});

function crossed(): EntryDraft {
  const draft = budgetEntry({ from: "voted", to: "unallocated", amount: 5n });
  return { ...draft, lines: draft.lines.map((line, index) => ({ ...line, resource: index === 0 ? "AE" : "CP" })) };
}

function withCredit(draft: EntryDraft, credit: bigint, debit = 0n): EntryDraft {
  return { ...draft, lines: draft.lines.map((line, index) => (index === 1 ? { ...line, credit, debit } : line)) };
}

function resource(draft: EntryDraft, code: "AE"): EntryDraft {
  return { ...draft, lines: draft.lines.map((line) => ({ ...line, resource: code })) };
}
