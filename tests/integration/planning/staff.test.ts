import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saveAverageCost } from "#app/commands/save-costs.ts";
import { saveRequest } from "#app/commands/save-request.ts";
import { saveStaff } from "#app/commands/save-staff.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import type { StaffLine } from "#app/domain/forecast/staff/staff-line.ts";
import { sum } from "#app/domain/quantity.ts";
import { averageCosts } from "#db/queries/forecast/cost-table.ts";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { staffLinesOf } from "#db/queries/forecast/staff.ts";
import { cell, newMeasure, otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { staffCosts, staffLine, staffNatures } from "#tests/support/staff.ts";

let first: PlanningWorld;
let world: PlanningWorld;
let requestId: string;
beforeAll(async () => {
  first = await planningWorld();
  await staffNatures(first);
  await staffCosts(first);
});
afterAll(() => first.close());
beforeEach(async () => {
  world = await otherCampaign(first);
  ({ requestId } = await savedRequest(world));
});

type Person = "agent" | "head" | "staff" | "arbitrator";

async function save(lines: readonly StaffLine[], { by = "agent" as Person, seenRevision = 1_000n } = {}) {
  return await saveStaff(await world[by](), { requestId, unit: "DR44", lines, seenRevision });
}

async function takeBack(direction: "undo" | "redo", by: Person = "agent") {
  return await takeBackCells(await world[by](), { campaignId: world.campaignId, unit: "DR44", direction });
}

/** What the lines of personnel hold, by nature: « AE 2027=3000000 ETPT 2027=600 ». */
async function held(): Promise<Record<string, string>> {
  const lines = (await world.read((db) => linesOf(db, requestId, "whole"))).filter(({ spendingClass }) => spendingClass === "personnel");
  return Object.fromEntries(
    lines.map(({ nature, cells }) => {
      const names = [...new Set(cells.filter(({ amount }) => amount !== null).map((own) => `${own.measure} ${own.targetYear}`))].sort();
      const of = (name: string) =>
        sum(cells.filter((own) => `${own.measure} ${own.targetYear}` === name).map(({ amount }) => amount ?? 0n));
      return [nature, names.map((name) => `${name}=${of(name)}`).join(" ")];
    }),
  );
}

async function batches(): Promise<number> {
  const { superuser: sql, organisation } = world;
  const [row] = await sql<{ count: bigint }[]>`
    select count(*) from ${sql(organisation.schemaName)}.batch b join ${sql(organisation.schemaName)}.sheet s on s.id = b.sheet_id
     where s.campaign = ${world.campaignId}`;
  return Number(row?.count);
}

const computed = {
  "21-1025": [
    "AE 2027=3000000 AE 2028=6000000 AE 2029=6000000",
    "CP 2027=3000000 CP 2028=6000000 CP 2029=6000000",
    "ETPT 2027=600 ETPT 2028=1200 ETPT 2029=1200",
  ].join(" "),
  "22": "AE 2027=1500000 AE 2028=3000000 AE 2029=3000000 CP 2027=1500000 CP 2028=3000000 CP 2029=3000000",
};

test("an agent asks for somebody from July: ETPT, euros and pensions of three years, as one batch that one undo takes back and one redo puts again", async () => {
  const before = await batches();
  must(await save([staffLine()]));
  expect(await held()).toEqual(computed);
  expect(await batches()).toBe(before + 1);
  must(await takeBack("undo"));
  expect(await held()).toEqual({ "21-1025": "", "22": "" });
  expect(await world.read((db) => staffLinesOf(db, requestId))).toEqual([]);
  must(await takeBack("redo"));
  expect(await held()).toEqual(computed);
  expect(await world.read((db) => staffLinesOf(db, requestId))).toMatchObject([staffLine()]);
});

test("changed, the same lines of the sheet hold the new figures; without anybody they are emptied, and typed again", async () => {
  must(await save([staffLine()]));
  const lines = (await world.read((db) => sheetLines(db, world.campaignId, "DR44"))).map(({ id }) => id);
  must(await save([staffLine({ fte: 200n })]));
  expect((await held())["21-1025"]).toContain("AE 2027=6000000");
  expect((await world.read((db) => sheetLines(db, world.campaignId, "DR44"))).map(({ id }) => id)).toEqual(lines);
  must(await save([]));
  expect(await held()).toEqual({ "21-1025": "", "22": "" });
  expect((await world.read((db) => sheetLines(db, world.campaignId, "DR44"))).filter(({ fromStaff }) => fromStaff)).toEqual([]);
});

test("what was typed by hand on the same nature is never taken over", async () => {
  const typed = [
    { nature: "21-1025", activity: "01-ENQ", label: "À la main", cells: [cell("AE", 500n), cell("CP", 500n), cell("ETPT", 12n)] },
  ];
  must(await saveRequest(await world.staff(), { ...newMeasure(world), requestId, lines: typed, seenRevision: 10n }));
  must(await save([staffLine()]));
  const own = (await world.read((db) => linesOf(db, requestId, "whole"))).filter(({ nature }) => nature === "21-1025");
  expect(own).toHaveLength(2);
  expect(own.find(({ label }) => label === "À la main")?.cells.map(({ amount }) => amount)).toEqual([500n, 500n, 12n]);
});

describe("what is computed is not typed", () => {
  test.each(["ETPT", "AE"] as const)("%s in the grid: refused by its own lock; days are typed", async (measure) => {
    must(await save([staffLine()]));
    const line = (await world.read((db) => sheetLines(db, world.campaignId, "DR44"))).find(({ nature }) => nature === "21-1025");
    expect(line).toMatchObject({ fromStaff: true });
    const edit = { lineId: line?.id ?? "", targetYear: 2027, month: 1, amount: 100n, seen: 1_000n };
    const write = async (own: "ETPT" | "AE" | "DAY") =>
      must(
        await writeCells(await world.staff(), {
          campaignId: world.campaignId,
          unit: "DR44",
          kind: "entry",
          edits: [{ ...edit, measure: own }],
        }),
      );
    expect((await write(measure)).refusals).toMatchObject([{ fault: { kind: "cell-locked", lock: { kind: "staff" } } }]);
    expect(await write("DAY")).toMatchObject({ written: 1, refusals: [] });
  });

  test("nor in the form of the request, where the kind of the request stays as long as staff is asked for", async () => {
    must(await save([staffLine()]));
    const line = (await world.read((db) => linesOf(db, requestId, "whole"))).find(({ nature }) => nature === "21-1025");
    const own = { lineId: line?.id, nature: "21-1025", category: "21-1025", activity: "01-ENQ", label: "" };
    const saving = async (lines: readonly object[], kind: "newMeasure" | "baseline" = "newMeasure") =>
      await saveRequest(await world.staff(), {
        ...newMeasure(world, { kind, rank: kind === "newMeasure" ? 1 : null }),
        ...{ requestId, seenRevision: 1_000n, lines: lines as never },
      });
    expect(await saving([{ ...own, cells: [cell("ETPT", 12n, { month: 1 })] }])).toMatchObject({ refusal: { kind: "cells-from-staff" } });
    expect(await saving([{ ...own, label: "Autre", cells: [] }])).toMatchObject({ refusal: { kind: "cells-from-staff" } });
    expect(await saving([], "baseline")).toMatchObject({ refusal: { kind: "staff-lines-remain" } });
    expect((await saving([{ ...own, cells: [] }])).ok).toBe(true);
  });
});

describe("refused, and nothing written", () => {
  test.each<[string, Partial<StaffLine>, string]>([
    ["gone before coming", { entry: "2027-05", exit: "2027-03" }, "staff-exit-before-entry"],
    ["nobody", { fte: 0n }, "staff-fte-out-of-range"],
    ["a category that does not exist", { category: "21-9999" }, "staff-category-unknown"],
    ["a nature that is no category of staff", { category: "31" }, "staff-category-unknown"],
    ["an activity that does not exist", { activity: "99" }, "unknown-code"],
    ["a category without a cost, named", { category: "21-1026" }, "average-cost-missing"],
  ])("%s", async (_case, own, kind) => {
    expect(await save([staffLine(own)])).toMatchObject({ refusal: { kind } });
    expect(await held()).toEqual({});
  });

  test("what another changed since: the staff is stale", async () => {
    const { revision } = must(await save([staffLine()]));
    must(await save([staffLine({ fte: 200n })], { by: "head" }));
    expect(await save([], { seenRevision: revision })).toMatchObject({ refusal: { kind: "stale" } });
  });

  test("an undo of what another changed since, which stays theirs", async () => {
    must(await save([staffLine()]));
    must(await save([staffLine({ fte: 200n })], { by: "head" }));
    const taken = must(await takeBack("undo"));
    expect(taken).toMatchObject({ written: 0 });
    expect(taken.kept.length).toBeGreaterThan(0);
    expect(await world.read((db) => staffLinesOf(db, requestId))).toMatchObject([{ fte: 200n }]);
  });

  test("somebody elsewhere, somebody who does not write, a request handed in", async () => {
    const foreign = await world.as("elsewhere", { role: "agent", unit: "DPT" });
    expect(await saveStaff(foreign, { requestId, unit: "DR44", lines: [], seenRevision: 0n })).toMatchObject({
      refusal: { kind: "not-found" },
    });
    expect(await save([], { by: "arbitrator" })).toMatchObject({ refusal: { kind: "forbidden" } });
    must(await submitRequest(await world.head(), { requestId }));
    expect(await save([staffLine()])).toMatchObject({ refusal: { kind: "wrong-state" } });
  });
});

test("a cost is set by whoever conducts the whole programme; its history stays, and what was computed stays until it is saved again", async () => {
  must(await save([staffLine()]));
  const cost = { category: "21-1025", fromYear: 2028, cost: 9_000_000n, categoryMeasures: 0n, rebasing: 0n, other: 0n };
  expect(await saveAverageCost(await world.head(), cost)).toMatchObject({ refusal: { kind: "forbidden" } });
  must(await saveAverageCost(await world.staff(), cost));
  must(await saveAverageCost(await world.staff(), { ...cost, cost: 7_000_000n }));
  const known = (await world.read(averageCosts)).filter(({ fromYear }) => fromYear === 2028);
  expect(known.map(({ cost: own, current }) => [own, current])).toEqual([
    [7_000_000n, true],
    [9_000_000n, false],
  ]);
  expect((await held())["21-1025"]).toContain("AE 2028=6000000");
  must(await save([staffLine({ label: "Autre" })]));
  expect((await held())["21-1025"]).toContain("AE 2027=3000000 AE 2028=7000000");
});
