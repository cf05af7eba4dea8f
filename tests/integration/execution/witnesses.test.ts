import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
let commitmentId = "";
let author = 0;
beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  const staff = await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
  author = Number(staff.actor.id);
  const lines = [{ ...dr, amount: 500n, schedule: [{ year: 2026, amount: 500n }] }];
  const commitments = [{ on: "2026-02-01", label: "Impression", party: "FOUR1", lines }];
  commitmentId = must(await commitExpenses(staff, { commitments }))[0]?.commitmentId ?? "";
});
afterAll(async () => await organisation.close());

type Row = Readonly<Record<string, string | number>>;

describe("what a commitment points at is there, and stays", () => {
  const wrong: [
    what: string,
    table: "commitment" | "commitment_line" | "commitment_schedule" | "chorus_item",
    row: Row,
    witness: string,
  ][] = [
    ["an exercise that there is not", "commitment", { fiscal_year: 1999 }, "commitments_known"],
    ["a party that there is not", "commitment", { party: "NOBODY" }, "commitments_known"],
    ["an author who is nobody", "commitment", { author: 999_999 }, "commitments_known"],
    ["a line of no commitment", "commitment_line", { commitment_id: randomUUID() }, "commitment_lines_known"],
    ["a unit that there is not", "commitment_line", { unit: "DR99" }, "commitment_lines_known"],
    ["a beneficiary that there is not", "commitment_line", { beneficiary_unit: "DR99" }, "commitment_lines_known"],
    ["a nature that there is not", "commitment_line", { nature: "HT99" }, "commitment_lines_known"],
    ["an activity that there is not", "commitment_line", { activity: "99" }, "commitment_lines_known"],
    ["a schedule of no line", "commitment_schedule", { line: 9 }, "schedules_known"],
    ["a thing of Chorus on a unit that there is not", "chorus_item", { unit: "DR99" }, "chorus_items_known"],
  ];
  test.each(["commitment", "commitment_line", "commitment_schedule", "chorus_item"] as const)(
    "%s as it should be is taken",
    async (table) => {
      await expect(written(table, {})).rejects.toThrow("taken");
    },
  );
  test.each(wrong)("refused: %s", async (_, table, row, witness) => {
    await expect(written(table, row)).rejects.toMatchObject({ code: "23503", constraint_name: witness });
  });
  test.each([
    ["unit", "DR99"],
    ["beneficiary_unit", "DR99"],
    ["nature", "HT99"],
    ["activity", "99"],
  ])("a line that comes to another %s, which there is not, is refused", async (column, code) => {
    const moved = byHand((sql) => sql.unsafe(`update commitment_line set ${column} = '${code}' where commitment_id = '${commitmentId}'`));
    await expect(moved).rejects.toMatchObject({ code: "23503", constraint_name: "commitment_lines_moved" });
  });

  const removals = [
    "delete from fiscal_year where year = 2026",
    "update fiscal_year set year = 2040 where year = 2026",
    "delete from commitment",
    "update commitment set id = gen_random_uuid()",
    "truncate commitment cascade",
    "delete from commitment_line",
    "update commitment_line set line = 2",
  ];
  test.each(removals)("refused: %s", async (statement) => {
    await expect(byHand((sql) => sql.unsafe(statement))).rejects.toMatchObject({ code: "42501" });
  });
});

/** A row written past the commands; « taken » when the database took it, and undone. */
async function written(table: string, own: Row): Promise<void> {
  const [id, importId] = [randomUUID(), randomUUID()];
  const place = { unit: "DR44", beneficiary_unit: "DR44", nature: dr.nature, activity: dr.activity };
  const head = { id, fiscal_year: 2026, number: `EJ-${id}`, label: "À la main", party: "FOUR1", committed_on: "2026-02-01" };
  const item = { kind: "payments", key: id, ...place, label: "À la main", on_day: "2026-02-01", amount: 5, settled: 0, certified: 0 };
  const rows: Readonly<Record<string, Row>> = {
    commitment: { ...head, author, event_id: randomUUID(), created_at: "2026-02-01" },
    commitment_line: {
      ...{ commitment_id: commitmentId, line: 2, ...place, committed: 5 },
      ...{ withdrawn: 0, certified: 0, advanced: 0, requested: 0, paid: 0, uncovered: 0 },
    },
    commitment_schedule: { commitment_id: commitmentId, line: 1, year: 2027, amount: 5 },
    chorus_item: { ...item, said: "", site: "", import_id: importId },
  };
  await byHand(async (sql) => {
    await sql`
      insert into chorus_import (id, kind, site, fiscal_year, as_of, name, sha256, content, book, choices, author)
      values (${importId}, 'payments', '', 2026, '2026-02-01', 'dp.csv', ${Buffer.alloc(32)}, '', '', '{}', ${author})`;
    const row = JSON.stringify([{ ...rows[table], ...own }]);
    await sql.unsafe(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`, [row]);
    throw new Error("taken");
  });
}

async function byHand(work: (sql: postgres.TransactionSql) => Promise<unknown>): Promise<void> {
  await organisation.superuser.begin(async (sql) => {
    await sql.unsafe(`set local search_path to ${organisation.organisation.schemaName}, public`);
    await work(sql);
  });
}
