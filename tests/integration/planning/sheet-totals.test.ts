import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildBalances } from "#app/commands/rebuild-balances.ts";
import { saveRequest } from "#app/commands/save-request.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import { runChecks } from "#db/check.ts";
import { sqlStateOf } from "#db/failure.ts";
import { sheetTotals } from "#db/migrations/0032-sheet-totals.ts";
import { requestTotals } from "#db/migrations/0041-request-totals.ts";
import { campaignSeed } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { cell, newMeasure, otherCampaign, type PlanningWorld, planningWorld, savedRequest, totalsHold } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

const schema = () => world.superuser(world.organisation.schemaName);
async function linesOf(requestId: string): Promise<string[]> {
  const rows = await world.superuser<{ id: string }[]>`
    select id from ${schema()}.plan_line where request_id = ${requestId} order by position`;
  return rows.map(({ id }) => id);
}

async function totalsOf(campaignId: string) {
  return await world.superuser`
    select t.spending_class, t.measure, t.target_year, t.amount::int, t.cells
      from ${schema()}.sheet_total t join ${schema()}.sheet s on s.id = t.sheet_id
     where s.campaign = ${campaignId} and t.cells > 0 order by 1, 2, 3`;
}
async function fillingOf(campaignId: string) {
  return await world.superuser`
    select t.spending_class, t.target_year, t.lines from ${schema()}.sheet_filling t join ${schema()}.sheet s on s.id = t.sheet_id
     where s.campaign = ${campaignId} and t.lines > 0 order by 1, 2`;
}

test("a sheet's totals are those of its cells by class, measure and year; a line is filled by its first cell and no more by its last", async () => {
  const own = await otherCampaign(world);
  const lines = [
    {
      nature: "31",
      activity: "01-ENQ",
      label: "Terrain",
      cells: [cell("AE", 100n), cell("CP", 60n), cell("CP", 5n, { targetYear: 2028 })],
    },
    { nature: "31", activity: "01-ENQ", label: "Vide", cells: [] },
    { nature: "21", activity: "01-ENQ", label: "Agents", cells: [cell("AE", 7n), cell("CP", 7n)] },
  ];
  const { requestId } = await savedRequest(own, { lines });
  const outside = { spending_class: "nonPersonnel" };
  const staff = { spending_class: "personnel" };
  expect(await totalsOf(own.campaignId)).toEqual([
    { ...outside, measure: "AE", target_year: 2027, amount: 100, cells: 1 },
    { ...outside, measure: "CP", target_year: 2027, amount: 60, cells: 1 },
    { ...outside, measure: "CP", target_year: 2028, amount: 5, cells: 1 },
    { ...staff, measure: "AE", target_year: 2027, amount: 7, cells: 1 },
    { ...staff, measure: "CP", target_year: 2027, amount: 7, cells: 1 },
  ]);
  expect(await fillingOf(own.campaignId)).toEqual([
    { ...outside, target_year: 2027, lines: 1 },
    { ...outside, target_year: 2028, lines: 1 },
    { ...staff, target_year: 2027, lines: 1 },
  ]);
  const [first = ""] = await linesOf(requestId);
  const place = { lineId: first, targetYear: 2027, month: 0, amount: null, seen: 1n } as const;
  const input = { campaignId: own.campaignId, unit: "DR44", kind: "entry" } as const;
  must(await writeCells(await own.agent(), { ...input, edits: [{ ...place, measure: "AE" }] }));
  expect((await fillingOf(own.campaignId))[0]).toEqual({ ...outside, target_year: 2027, lines: 1 });
  must(await writeCells(await own.agent(), { ...input, edits: [{ ...place, measure: "CP" }] }));
  expect(await fillingOf(own.campaignId)).toEqual([
    { ...outside, target_year: 2028, lines: 1 },
    { ...staff, target_year: 2027, lines: 1 },
  ]);
  expect((await totalsOf(own.campaignId)).map(({ target_year, measure }) => `${target_year} ${measure}`)).toEqual([
    "2028 CP",
    "2027 AE",
    "2027 CP",
  ]);
});

test("a line that becomes personnel takes what it asks for with it", async () => {
  const own = await otherCampaign(world);
  const line = { activity: "01-ENQ", label: "Terrain", cells: [cell("AE", 100n), cell("CP", 100n)] };
  const saved = await savedRequest(own, { lines: [{ ...line, nature: "31" }] });
  const [lineId = ""] = await linesOf(saved.requestId);
  const again = newMeasure(own, { requestId: saved.requestId, seenRevision: saved.revision, lines: [{ ...line, lineId, nature: "21" }] });
  must(await saveRequest(await own.agent(), again));
  expect((await totalsOf(own.campaignId)).map(({ spending_class, amount }) => `${spending_class} ${amount}`)).toEqual([
    "personnel 100",
    "personnel 100",
  ]);
  expect(await fillingOf(own.campaignId)).toEqual([{ spending_class: "personnel", target_year: 2027, lines: 1 }]);
});

test("whatever is entered, pasted, emptied and taken back, in any order, the totals are those of the cells", async () => {
  const seed = campaignSeed("sheet totals");
  const random = seeded(seed);
  const own = await otherCampaign(world);
  const lines = ["31", "31", "21"].map((nature, index) => ({ nature, activity: "01-ENQ", label: `Ligne ${index}`, cells: [] }));
  const ids = await linesOf((await savedRequest(own, { lines })).requestId);
  const unit = { campaignId: own.campaignId, unit: "DR44" };
  for (let turn = 0; turn < 60; turn += 1) {
    if (random(4) === 0) {
      await takeBackCells(await own.agent(), { ...unit, direction: random(3) === 0 ? "redo" : "undo" });
    } else {
      const places = new Map(
        Array.from({ length: 1 + random(8) }, () => {
          const place = { lineId: ids[random(ids.length)] ?? "", measure: (["AE", "CP", "ETPT", "DAY"] as const)[random(4)] ?? "AE" };
          const when = { targetYear: 2027 + random(2), month: 1 + random(3) };
          return [
            JSON.stringify([place, when]),
            { ...place, ...when, amount: random(3) === 0 ? null : BigInt(random(900)), seen: 10_000n },
          ];
        }),
      );
      must(await writeCells(await own.agent(), { ...unit, kind: random(2) === 0 ? "entry" : "paste", edits: [...places.values()] }));
    }
    await totalsHold(world);
  }
  expect((await totalsOf(own.campaignId)).length).toBeGreaterThan(2);
});

test("nobody writes totals by hand, and cells that are written by hand are followed", async () => {
  const own = await otherCampaign(world);
  await savedRequest(own);
  const s = world.organisation.schemaName;
  for (const statement of [
    `update ${s}.request_total set amount = 0`,
    `delete from ${s}.request_total`,
    `insert into ${s}.sheet_filling select sheet_id, 'personnel', 2031, 1 from ${s}.sheet_total`,
    `truncate ${s}.sheet_filling`,
    `truncate ${s}.plan_cell`,
  ]) {
    const state = await world.superuser.unsafe(statement).then(
      () => "done",
      (error: unknown) => sqlStateOf(error),
    );
    expect(state, statement).toBe("42501");
  }
  const before = await totalsOf(own.campaignId);
  await world.superuser
    .begin(async (sql) => {
      await sql.unsafe(`delete from ${s}.plan_cell where measure = 'AE'`);
      const [{ cells } = { cells: -1n }] = await sql<
        { cells: bigint }[]
      >`select sum(cells)::int as cells from ${sql(s)}.sheet_total where measure = 'AE'`;
      expect(cells).toBe(0);
      await sql.unsafe("set constraints all immediate");
      throw new Error("taken back");
    })
    .catch((error: unknown) => expect(String(error)).toContain("taken back"));
  expect(await totalsOf(own.campaignId)).toEqual(before);
});

test("totals that drifted are written anew by the system alone", async () => {
  await savedRequest(await otherCampaign(world));
  const s = world.organisation.schemaName;
  await world.superuser.unsafe(`begin; set local session_replication_role = replica;
    update ${s}.request_total set amount = amount + 5, cells = cells + 1 where ctid = (select min(ctid) from ${s}.request_total where cells > 0);
    delete from ${s}.sheet_filling where ctid = (select max(ctid) from ${s}.sheet_filling where lines > 0); commit`);
  expect((await world.read((db) => runChecks(db, { only: ["sheet-totals"] })))[0]?.faultCount).toBe(3);
  expect(must(await rebuildBalances({ ...(await world.system()), key: randomUUID() }))).toEqual({ rows: 2 });
  expect((await world.read((db) => runChecks(db, { only: ["sheet-totals", "guards"] }))).map(({ faults }) => faults)).toEqual([[], []]);
});

test("the migration counts the cells that are there already", async () => {
  const s = world.organisation.schemaName;
  const seen = () => world.superuser.unsafe(`select * from ${s}.sheet_total where cells > 0 order by 1, 2, 3, 4`);
  const before = await seen();
  expect(before.length).toBeGreaterThan(3);
  await world.superuser.begin(async (sql) => {
    await sql.unsafe("set local role enveloppe_owner");
    await sql.unsafe(`set local search_path to ${s}, public`);
    const names = [
      "total_cells_on_insert()",
      "total_cells_on_update()",
      "total_cells_on_delete()",
      "total_line()",
      "refuse_totals_by_hand()",
    ];
    await sql.unsafe(
      `drop view sheet_total; drop table request_total, sheet_filling; drop function ${[...names, "rebuild_sheet_totals()"].join(", ")} cascade`,
    );
    for (const statement of [...sheetTotals, ...requestTotals]) await sql.unsafe(statement.replaceAll("{schema}", s));
  });
  expect(await seen()).toEqual(before);
  await totalsHold(world);
});
