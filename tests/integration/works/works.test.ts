import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attachExpense, detachExpense, setSupportKey } from "#app/commands/attach-expense.ts";
import { certifyServices } from "#app/commands/certify-services.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { recordPayroll } from "#app/commands/record-payroll.ts";
import { recordStaffing } from "#app/commands/record-staffing.ts";
import { recordWorkTime } from "#app/commands/record-work-time.ts";
import { saveAverageCost } from "#app/commands/save-costs.ts";
import {
  addOperation,
  changeOperation,
  linkWorkItem,
  removePhase,
  removeWorkDate,
  savePhase,
  saveVolume,
  saveWorkDate,
} from "#app/commands/save-operation.ts";
import { addWorkItem } from "#app/commands/save-work-item.ts";
import { sum } from "#app/domain/quantity.ts";
import { usualSettings } from "#app/domain/workload/capacity.ts";
import { totalCost, wholeOf } from "#app/domain/works/allocation.ts";
import { personDays } from "#app/domain/works/day-rate.ts";
import { yearCosts } from "#db/queries/works/costs.ts";
import { expenseBalance, statedExpenses } from "#db/queries/works/expenses.ts";
import { datesOf, itemsOf, phasesOf, statisticalOperations, volumesOf } from "#db/queries/works/operations.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";
import { staffNatures } from "#tests/support/staff.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
  await staffNatures(world);
  await allot(world, 10_000_000n);
});
afterAll(() => world.close());

const input = (code: string) => ({
  ...({ code, label: `Opération ${code}`, kind: "survey", activity: "01-ENQ", output: "questionnaire" } as const),
  ...{ firstMonth: "2026-01", lastMonth: null },
});
const operation = async (code: string) => {
  must(await addOperation(await world.head(), { ...input(code), unit: "DR44" }));
  return (await world.read((db) => statisticalOperations(db, { code }, today)))[0]?.id ?? "";
};
const phase = { id: null, kind: "collection", label: "Collecte", firstDay: "2026-01-01", lastDay: "2026-06-30", done: 40 } as const;
const item = async (code: string) =>
  must(
    await addWorkItem(await world.head(), {
      ...({ code, label: code, kind: "recurrent", activity: "01-ENQ", requestId: null, firstMonth: "2026-01", lastMonth: null } as const),
      unit: "DR44",
    }),
  );
const attach = async (
  to: string,
  own: { code: string; key?: "commitment" | "activity"; share?: number; unit?: string; fromYear?: number },
) =>
  await attachExpense(await world.staff(), {
    key: "activity",
    share: 1000,
    unit: null,
    phase: null,
    fromYear: 2026,
    lastYear: null,
    to,
    ...own,
  });

/** A commitment of DR44 whose service is certified in March 2026. */
async function spent(amount: bigint): Promise<string> {
  const commitments = [
    { on: "2026-02-01", label: "Impression", party: "FOUR1", lines: [{ ...dr, amount, schedule: [{ year: 2026, amount }] }] },
  ];
  const [own] = must(await commitExpenses(await world.staff(), { commitments }));
  if (!own) throw new Error("nothing was committed");
  must(await certifyServices(await world.head(), { services: [{ commitmentId: own.commitmentId, line: 1, on: "2026-03-15", amount }] }));
  return own.number;
}

describe("an operation", () => {
  test("is told, told otherwise, and belongs to the unit that answers for it", async () => {
    await operation("OP1");
    expect(await addOperation(await world.head(), { ...input("OP1"), unit: "DR44" })).toMatchObject({
      refusal: { kind: "already-exists" },
    });
    must(await changeOperation(await world.head(), { ...input("OP1"), label: "Emploi", lastMonth: "2027-12" }));
    expect(await world.read((db) => statisticalOperations(db, { code: "OP1" }, today))).toMatchObject([
      { label: "Emploi", lastMonth: "2027-12" },
    ]);
    expect(await changeOperation(await world.head(), { ...input("OP1"), lastMonth: "2025-12" })).toMatchObject({
      refusal: { kind: "item-ends-before-it-begins" },
    });
    const elsewhere = await world.as("other", { role: "unitHead", unit: "DPT" });
    expect(await changeOperation(elsewhere, input("OP1"))).toMatchObject({ refusal: { kind: "not-found", what: "statisticalOperation" } });
    expect(await changeOperation(await world.agent(), input("OP1"))).toMatchObject({ refusal: { kind: "forbidden" } });
  });

  test("goes through phases, dates and volumes; a phase in use stays", async () => {
    const id = await operation("OP2");
    const { phaseId } = must(await savePhase(await world.head(), { code: "OP2", phase }));
    expect(await savePhase(await world.head(), { code: "OP2", phase })).toMatchObject({ refusal: { kind: "already-exists" } });
    expect(
      await savePhase(await world.head(), { code: "OP2", phase: { ...phase, label: "À rebours", lastDay: "2025-01-01" } }),
    ).toMatchObject({
      refusal: { kind: "operation-out-of-order" },
    });
    must(await savePhase(await world.head(), { code: "OP2", phase: { ...phase, id: phaseId, done: 55 } }));
    expect(await world.read((db) => phasesOf(db, [id]))).toMatchObject([{ id: phaseId, done: 55 }]);
    const date = { id: null, phaseId, kind: "milestone", label: "Fin du terrain", dueOn: "2026-06-30", doneOn: null } as const;
    const { dateId } = must(await saveWorkDate(await world.head(), { code: "OP2", date }));
    expect(await saveWorkDate(await world.head(), { code: "OP2", date: { ...date, id: dateId, doneOn: "2026-12-01" } })).toMatchObject({
      refusal: { kind: "operation-out-of-order" },
    });
    must(await saveWorkDate(await world.head(), { code: "OP2", date: { ...date, id: dateId, doneOn: "2026-06-10" } }));
    expect(await removePhase(await world.head(), { code: "OP2", phaseId })).toMatchObject({
      refusal: { kind: "phase-in-use", label: "Collecte" },
    });
    must(await removeWorkDate(await world.head(), { code: "OP2", dateId }));
    must(await removePhase(await world.head(), { code: "OP2", phaseId }));
    expect(await world.read((db) => datesOf(db, [id]))).toEqual([]);
    const volume = async (volume: bigint) =>
      must(await saveVolume(await world.head(), { code: "OP2", output: "questionnaire", year: 2026, volume }));
    await volume(100_00n);
    await volume(120_00n);
    expect(await world.read((db) => volumesOf(db, [id]))).toMatchObject([{ year: 2026, volume: 120_00n }]);
    await volume(0n);
    expect(await world.read((db) => volumesOf(db, [id]))).toEqual([]);
    expect(await saveVolume(await world.head(), { code: "OP2", output: "questionnaire", year: 2040, volume: 1n })).toMatchObject({
      refusal: { kind: "not-found", what: "year" },
    });
  });

  test("has items of the plan, each the work of one operation at most", async () => {
    const id = await operation("OP3");
    await operation("OP4");
    await item("ITEM3");
    const link = async (code: string, linked = true) =>
      await linkWorkItem(await world.head(), { code, item: "ITEM3", phaseId: null, linked });
    must(await link("OP3"));
    expect(await link("OP4")).toMatchObject({ refusal: { kind: "item-of-another-operation", item: "ITEM3", operation: "OP3" } });
    expect(await world.read((db) => itemsOf(db, [id]))).toMatchObject([{ code: "ITEM3" }]);
    must(await link("OP3", false));
    must(await link("OP4"));
  });
});

describe("what it takes of the ledger", () => {
  test("is given once: shares of a key within the whole of it, year by year, for the database too", async () => {
    const id = await operation("OP5");
    await operation("OP6");
    must(await attach("OP5", { code: "01", share: 600, fromYear: 2024 }));
    expect(await attach("OP6", { code: "01", share: 401 })).toMatchObject({
      refusal: { kind: "expense-given-twice", share: 401, left: 400 },
    });
    must(await attach("OP6", { code: "01", share: 400 }));
    must(await attach("OP6", { code: "01", unit: "DPT" }));
    expect(await attach("OP6", { code: "NOWHERE" })).toMatchObject({ refusal: { kind: "not-found", what: "activity" } });
    expect(await attach("OP6", { key: "commitment", code: "EJ-0" })).toMatchObject({ refusal: { kind: "not-found", what: "commitment" } });
    expect(await attachExpense(await world.head(), { ...(await firstClaim(id)), to: "OP6" })).toMatchObject({
      refusal: { kind: "forbidden" },
    });
    const { superuser: sql, organisation } = world;
    await sql.unsafe(`set search_path to ${organisation.schemaName}, public`);
    await expect(
      sql`insert into work_expense (id, operation_id, key, code, share, from_year) values (${randomUUID()}, ${id}, 'activity', '01', 1, 2030)`,
    ).rejects.toThrow("an expense is given away once");
    const [first] = await world.read((db) => statedExpenses(db, id));
    must(await detachExpense(await world.staff(), { to: "OP5", expenseId: first?.id ?? "" }));
    expect(await world.read((db) => statedExpenses(db, id))).toEqual([]);
  });

  const firstClaim = async (id: string) => {
    const [own] = await world.read((db) => statedExpenses(db, id));
    if (!own) throw new Error("no expense was attached");
    return { key: own.key, code: own.code, unit: own.unit, share: own.share, phase: null, fromYear: 2026, lastYear: null };
  };

  test("two who give the same key away at once: one waits, and is told what is left", async () => {
    await operation("OP7");
    await operation("OP8");
    const both = await Promise.all(["OP7", "OP8"].map((code) => attach(code, { code: "220", share: 700 })));
    expect(both.filter((own) => own.ok)).toHaveLength(1);
    expect(both.find((own) => !own.ok)).toMatchObject({ refusal: { kind: "expense-given-twice", left: 300 } });
  });
});

test("an operation costs its expense, its days at the rate of their unit and its part of support; with the rest, the ledger", async () => {
  const id = await operation("COST");
  const { phaseId } = must(await savePhase(await world.head(), { code: "COST", phase }));
  await item("COST1");
  must(await linkWorkItem(await world.head(), { code: "COST", item: "COST1", phaseId, linked: true }));
  const number = await spent(300_000n);
  await spent(100_001n);
  must(await attach("COST", { key: "commitment", code: number }));
  must(await attach("COST", { code: "01-ENQ", share: 500 }));
  const facts = { month: "2026-03", on: "2026-03-31" };
  const place = { unit: "DR44", activity: "01-ENQ" };
  must(await recordPayroll(await world.system(), { ...facts, lines: [{ ...place, nature: "21", amount: 5_000_000n }] }));
  must(
    await recordStaffing(await world.system(), {
      ...facts,
      lines: [
        { ...place, nature: "21-1025", amount: 300n },
        { ...place, nature: "21-1026", amount: 100n },
      ],
    }),
  );
  const time = {
    item: (await world.read((db) => itemsOf(db, [id])))[0]?.item ?? "",
    unit: "DR44",
    profile: "STAT",
    month: "2026-03",
    days: 1_000n,
  };
  must(await recordWorkTime(await world.head(), { source: "entry", days: [time] }));

  const unrated = (await world.read((db) => yearCosts(db, 2026))).costs.filter((own) => own.operation === id);
  expect(sum(unrated.map((own) => own.unrated)), "no average cost yet").toBe(1_000n);
  const cost = { fromYear: 2026, categoryMeasures: 0n, rebasing: 0n, other: 0n };
  must(await saveAverageCost(await world.staff(), { ...cost, category: "21-1025", cost: 8_000_000n }));
  must(await saveAverageCost(await world.staff(), { ...cost, category: "21-1026", cost: 4_000_000n }));

  const year = await world.read((db) => yearCosts(db, 2026));
  const own = year.costs.filter((each) => each.operation === id);
  // Three quarters of the people at 80 000 €, one at 40 000 €: 70 000 € for the days of a year.
  const days = personDays(2026, usualSettings.availability);
  expect(totalCost(own)).toEqual({ direct: 350_001n, personnel: (2n * 1_000n * 7_000_000n + days) / (2n * days), support: 0n });
  expect(own.find((each) => each.phase === phaseId)).toMatchObject({ days: 1_000n, direct: 0n });
  expect(sum(year.costs.map(wholeOf)) + wholeOf(year.rest)).toBe(year.ledger);
  expect(await world.read((db) => expenseBalance(db, 2026))).toBe(year.ledger);
  expect(year.rest.personnel).toBe(5_000_000n - totalCost(own).personnel);

  must(
    await detachExpense(await world.staff(), {
      to: "COST",
      expenseId: (await world.read((db) => statedExpenses(db, id))).find(({ key }) => key === "activity")?.id ?? "",
    }),
  );
  must(await setSupportKey(await world.staff(), { basis: "days", activities: ["01-ENQ"], unplaced: true }));
  const shared = await world.read((db) => yearCosts(db, 2026));
  const mine = totalCost(shared.costs.filter((each) => each.operation === id));
  // 4 person-months are all there was: its days are a share of theirs.
  expect(shared.allDays).toBe((400n * days) / 1_200n);
  expect(mine.support).toBeGreaterThan(0n);
  expect(mine.support + shared.rest.support).toBe(100_001n);
  expect(sum(shared.costs.map(wholeOf)) + wholeOf(shared.rest)).toBe(shared.ledger);
});
