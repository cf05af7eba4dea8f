import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { matchPlannedExpense, unmatchPlannedExpense } from "#app/commands/match-planned-expense.ts";
import { addPlannedExpenses, changePlannedExpense, givePlannedExpenseUp } from "#app/commands/save-planned-expenses.ts";
import { committedAndPlanned, type PlannedExpense } from "#app/domain/execution/planned/expense.ts";
import { proposeMatches } from "#app/domain/execution/planned/proposal.ts";
import { committedByPlace, type PlannedRow, plannedExpenses, plannedSteps } from "#db/queries/planned/expense.ts";
import { freeCommitments, matchesOf } from "#db/queries/planned/match.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
  await allot(world, 100_000_000n);
});
afterAll(() => world.close());

const place = { year: 2026, unit: "DR44" } as const;
function expense(other: Partial<PlannedExpense> = {}): PlannedExpense {
  const amount = other.amount ?? 1_000_00n;
  return { object: "Tablettes", amount, month: "2026-06", payments: [{ month: "2026-07", amount }], supplier: "", lineId: null, ...other };
}
async function planned(other: Partial<PlannedExpense> = {}): Promise<string> {
  return must(await addPlannedExpenses(await world.agent(), { ...place, expenses: [expense(other)] })).ids[0] ?? "";
}
async function standing(id: string): Promise<PlannedRow> {
  const [row] = await world.read((db) => plannedExpenses(db, { year: 2026, units: ["DR44"], id }));
  if (!row) throw new Error("no such expense");
  return row;
}
async function committed(amount: bigint, on = "2026-06-10"): Promise<string> {
  const line = { ...dr, amount, schedule: [{ year: 2026, amount }] };
  const made = await commitExpenses(await world.head(), { commitments: [{ on, label: "Commande", party: "FOUR1", lines: [line] }] });
  return must(made)[0]?.commitmentId ?? "";
}
async function at(id: string) {
  return { ...place, id, seenVersion: (await standing(id)).version };
}
/** « Engagé + prévu » of the unit. */
async function total(): Promise<bigint> {
  return await world.read(async (db) => {
    const places = await committedByPlace(db, 2026, ["DR44"]);
    return committedAndPlanned(
      places.reduce((sum, own) => sum + own.committed, 0n),
      await plannedExpenses(db, { year: 2026, units: ["DR44"] }),
    );
  });
}

test("what is planned is kept with its payments, changed, given up and planned again; each act stays in its history", async () => {
  const id = await planned({
    payments: [
      { month: "2026-07", amount: 400_00n },
      { month: "2027-01", amount: 600_00n },
    ],
  });
  expect(await standing(id)).toMatchObject({ state: "planned", month: "2026-06", amount: 1_000_00n, matched: 0n, author: "agent" });
  const next = expense({ amount: 1_200_00n, month: "2026-05" });
  must(await changePlannedExpense(await world.agent(), { ...(await at(id)), expense: next }));
  expect((await standing(id)).payments).toEqual([{ month: "2026-07", amount: 1_200_00n }]);
  const stale = { ...place, id, seenVersion: 1, expense: next };
  expect(await changePlannedExpense(await world.agent(), stale)).toMatchObject({ refusal: { kind: "stale" } });
  must(await givePlannedExpenseUp(await world.agent(), { ...(await at(id)), resume: false }));
  expect(await changePlannedExpense(await world.agent(), { ...(await at(id)), expense: next })).toMatchObject({
    refusal: { kind: "wrong-state", state: "givenUp" },
  });
  must(await givePlannedExpenseUp(await world.agent(), { ...(await at(id)), resume: true }));
  const steps = await world.read((db) => plannedSteps(db, id));
  expect(steps.map(({ act, amount, amountBefore, month, monthBefore }) => [act, amountBefore, amount, monthBefore, month])).toEqual([
    ["resume", 1_200_00n, 1_200_00n, "2026-05", "2026-05"],
    ["giveUp", 1_200_00n, 1_200_00n, "2026-05", "2026-05"],
    ["change", 1_000_00n, 1_200_00n, "2026-06", "2026-05"],
    ["add", null, 1_000_00n, null, "2026-06"],
  ]);
});

test("a commitment that comes is proposed; matched, its euros are counted once; undone, the expense is planned again", async () => {
  const id = await planned({ amount: 7_777_00n });
  const before = await total();
  const commitmentId = await committed(7_777_00n);
  expect(await total()).toBe(before + 7_777_00n);
  const row = await standing(id);
  const proposals = await world.read(async (db) =>
    proposeMatches([{ ...row, open: row.amount - row.matched }], await freeCommitments(db, 2026, ["DR44"])),
  );
  expect(proposals).toEqual([{ expenseId: id, commitmentId, line: 1, rule: "same", gap: 0n, late: 0 }]);
  const { matchId } = must(await matchPlannedExpense(await world.agent(), { ...(await at(id)), commitmentId, line: 1, keepRest: false }));
  expect(await total()).toBe(before);
  expect(await standing(id)).toMatchObject({ state: "matched", matched: 7_777_00n, commitments: expect.stringMatching(/^EJ-2026-/) });
  must(await unmatchPlannedExpense(await world.agent(), { ...(await at(id)), matchId }));
  expect(await total()).toBe(before + 7_777_00n);
  expect(await standing(id)).toMatchObject({ state: "planned", matched: 0n });
  const again = await unmatchPlannedExpense(await world.agent(), { ...(await at(id)), matchId });
  expect(again).toMatchObject({ refusal: { kind: "not-found", what: "plannedMatch" } });
  expect((await world.read((db) => matchesOf(db, id))).map(({ undoneBy }) => undoneBy)).toEqual(["agent"]);
});

test("a part that came leaves the rest planned; the price that it came to settles it", async () => {
  const id = await planned({ amount: 10_000_00n });
  const before = await total();
  const first = await committed(4_000_00n);
  const { amount } = must(
    await matchPlannedExpense(await world.agent(), { ...(await at(id)), commitmentId: first, line: 1, keepRest: true }),
  );
  expect([amount, await total()]).toEqual([4_000_00n, before]);
  expect(await standing(id)).toMatchObject({ state: "planned", matched: 4_000_00n });
  const low = { ...(await at(id)), expense: expense({ amount: 3_999_99n }) };
  expect(await changePlannedExpense(await world.agent(), low)).toMatchObject({ refusal: { kind: "planned-below-matched" } });
  const second = await committed(5_500_00n);
  must(await matchPlannedExpense(await world.agent(), { ...(await at(id)), commitmentId: second, line: 1, keepRest: false }));
  expect(await total()).toBe(before - 500_00n);
  const third = await planned({ amount: 1n });
  const none = await matchPlannedExpense(await world.agent(), { ...(await at(third)), commitmentId: first, line: 1, keepRest: false });
  expect(none).toMatchObject({ refusal: { kind: "nothing-to-match" } });
});

test("whatever is planned, committed, matched and undone, no euro is counted twice", async () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant("plan" as const), amount: fc.bigInt({ min: 1n, max: 500_00n }) }),
    fc.record({ kind: fc.constant("commit" as const), amount: fc.bigInt({ min: 1n, max: 500_00n }) }),
    fc.record({ kind: fc.constant("match" as const), pick: fc.nat(), rest: fc.boolean() }),
    fc.record({ kind: fc.constant("undo" as const), pick: fc.nat() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const start = await total();
      const [expenses, orders, live]: [string[], string[], { id: string; matchId: string }[]] = [[], [], []];
      for (const own of acts) {
        if (own.kind === "plan") expenses.push(await planned({ amount: own.amount }));
        if (own.kind === "commit") orders.push(await committed(own.amount));
        if (own.kind === "match" && expenses.length > 0 && orders.length > 0) {
          const id = expenses[own.pick % expenses.length] ?? "";
          const commitmentId = orders[own.pick % orders.length] ?? "";
          const done = await matchPlannedExpense(await world.agent(), { ...(await at(id)), commitmentId, line: 1, keepRest: own.rest });
          if (done.ok) live.push({ id, matchId: done.value.matchId });
        }
        const undone = own.kind === "undo" ? live.splice(own.pick % Math.max(1, live.length), 1)[0] : undefined;
        if (undone) await unmatchPlannedExpense(await world.agent(), { ...(await at(undone.id)), matchId: undone.matchId });
      }
      const rows = await Promise.all(expenses.map(standing));
      const free = new Map((await world.read((db) => freeCommitments(db, 2026, ["DR44"]))).map((own) => [own.commitmentId, own.free]));
      const matched = rows.reduce((sum, row) => sum + row.matched, 0n);
      const taken = await world.read(async (db) => {
        const sums = await Promise.all(rows.map(({ id }) => matchesOf(db, id)));
        return sums.flat().filter(({ undoneAt }) => undoneAt === null);
      });
      expect(taken.reduce((sum, own) => sum + own.amount, 0n)).toBe(matched);
      for (const commitmentId of orders) expect(free.get(commitmentId) ?? 0n).toBeGreaterThanOrEqual(0n);
      const open = rows.reduce((sum, row) => sum + (row.state === "planned" ? row.amount - row.matched : 0n), 0n);
      const ordered = acts.reduce((sum, own) => sum + (own.kind === "commit" ? own.amount : 0n), 0n);
      expect(await total()).toBe(start + ordered + open);
      for (const row of rows) expect(row.matched).toBeLessThanOrEqual(row.amount);
    }),
    { numRuns: 12 },
  );
}, 120_000);

test("two people who match the same commitment at once: one euro is never taken twice", async () => {
  const [one, two] = [await planned({ amount: 600_00n }), await planned({ amount: 600_00n })];
  const commitmentId = await committed(1_000_00n);
  const match = async (id: string) =>
    matchPlannedExpense(await world.agent(), { ...(await at(id)), commitmentId, line: 1, keepRest: true });
  const done = await Promise.all([match(one), match(two)]);
  const amounts = done.map((own) => must(own).amount).sort((left, right) => Number(left - right));
  expect(amounts).toEqual([400_00n, 600_00n]);
});

test.each<[string, Partial<PlannedExpense>, object]>([
  ["no object", { object: "" }, { kind: "wrong-form" }],
  ["payments of another amount", { payments: [{ month: "2026-07", amount: 1n }] }, { kind: "payments-differ" }],
  ["another exercise", { month: "2025-12" }, { kind: "planned-out-of-year" }],
  ["a line that is none", { lineId: "00000000-0000-4000-8000-000000000000" }, { kind: "not-found", what: "line" }],
])("refused, and nothing kept: %s", async (_, other, refusal) => {
  const count = () => world.read(async (db) => (await plannedExpenses(db, { year: 2026, units: ["DR44"] })).length);
  const before = await count();
  const input = { ...place, expenses: [expense(), expense(other)] };
  expect(await addPlannedExpenses(await world.agent(), input)).toMatchObject({ ok: false, refusal });
  expect(await count()).toBe(before);
});

test("it is the right of the unit's own people", async () => {
  const input = { ...place, expenses: [expense()] };
  const elsewhere = await world.as("elsewhere", { role: "agent", unit: "DPT" });
  expect(await addPlannedExpenses(elsewhere, input)).toMatchObject({ refusal: { kind: "not-found", what: "unit" } });
  const accountant = await world.as("accountant", { role: "accountant", unit: "INSEE" });
  expect(await addPlannedExpenses(accountant, input)).toMatchObject({ refusal: { kind: "forbidden", capability: "execution.plan" } });
  const id = await planned();
  const aimed = { ...(await at(id)), unit: "DPT", resume: false };
  expect(await givePlannedExpenseUp(elsewhere, aimed)).toMatchObject({ refusal: { kind: "not-found", what: "plannedExpense" } });
});

test("the database holds to it: payments make the amount, a commitment gives no more than it has, no version is altered", async () => {
  const s = world.superuser(world.organisation.schemaName);
  const id = await planned();
  await expect(world.superuser`update ${s}.planned_expense_version set amount = 1`).rejects.toMatchObject({ code: "42501" });
  await expect(world.superuser`
    insert into ${s}.planned_expense_version (expense_id, version, act, state, object, amount, month, author)
    select expense_id, 9, 'change', 'planned', object, amount, month, author from ${s}.planned_expense_version where expense_id = ${id}`).rejects.toMatchObject(
    {
      code: "23514",
    },
  );
  const commitmentId = await committed(10n);
  await expect(world.superuser`
    insert into ${s}.planned_match (id, expense_id, commitment_id, line, amount, author)
    select gen_random_uuid(), ${id}, ${commitmentId}, 1, 11, author from ${s}.planned_expense_version where expense_id = ${id}`).rejects.toMatchObject(
    {
      code: "23514",
    },
  );
});
