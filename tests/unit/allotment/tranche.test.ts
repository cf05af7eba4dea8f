import { expect, test } from "vitest";
import { reserveOf } from "#app/domain/allotment/reserve.ts";
import { type Holding, planTranchesOf } from "#app/domain/allotment/tranche.ts";

const holding = (unit: string, resource: "AE" | "CP", amount: bigint): Holding => ({
  unit,
  nature: "31",
  activity: "01",
  resource,
  amount,
});

test("tranches cut each place exactly, the first dates first, one tranche for each unit and date", () => {
  const plan = planTranchesOf(
    [holding("DR", "AE", 101n), holding("SG", "CP", 7n), holding("SG", "AE", -3n)],
    [
      { on: "2026-07-01", share: 40 },
      { on: "2026-01-15", share: 60 },
    ],
  );
  expect(
    plan.ok && plan.value.map(({ unit, on, lines }) => [unit, on, ...lines.map(({ resource, amount }) => `${resource} ${amount}`)]),
  ).toEqual([
    ["DR", "2026-01-15", "AE 61"],
    ["SG", "2026-01-15", "CP 4"],
    ["DR", "2026-07-01", "AE 40"],
    ["SG", "2026-07-01", "CP 3"],
  ]);
});

test("a part of nothing makes no line, and a unit without line no tranche", () => {
  const plan = planTranchesOf(
    [holding("DR", "AE", 1n)],
    [
      { on: "2026-01-01", share: 50 },
      { on: "2026-02-01", share: 50 },
    ],
  );
  expect(plan.ok && plan.value.map(({ on }) => on)).toEqual(["2026-01-01"]);
});

test.each([
  ["shares of 90 %", [holding("DR", "AE", 1n)], [40, 50], { kind: "shares-not-whole", total: 90 }],
  ["no date", [holding("DR", "AE", 1n)], [], { kind: "shares-not-whole", total: 0 }],
  ["a share below zero", [holding("DR", "AE", 1n)], [120, -20], { kind: "shares-not-whole", total: 100 }],
  ["half a percent", [holding("DR", "AE", 1n)], [99.5, 0.5], { kind: "shares-not-whole", total: 100 }],
  ["nothing notified", [holding("DR", "AE", 0n)], [100], { kind: "nothing-to-move", stage: "notified" }],
])("a plan with %s is refused", (_, holdings, shares, refusal) => {
  expect(
    planTranchesOf(
      holdings,
      shares.map((share) => ({ on: "2026-01-01", share })),
    ),
  ).toEqual({ ok: false, refusal });
});

test("the reserve is its rate of each class, to the cent, cut over the places; staff is not reserved", () => {
  const places = [
    { ...holding("DR", "AE", 1_000_01n), spendingClass: "nonPersonnel" as const },
    { ...holding("SG", "AE", 2_000_00n), spendingClass: "nonPersonnel" as const },
    { ...holding("SG", "AE", -500n), spendingClass: "nonPersonnel" as const },
    { ...holding("SG", "CP", 999n), spendingClass: "personnel" as const },
    { ...holding("SG", "CP", 1200n), resource: "ETPT" as const, spendingClass: "personnel" as const },
  ];
  const lines = reserveOf(places, { nonPersonnel: 550, personnel: 50 });
  expect(lines.map(({ amount, from, to, resource }) => [from.unit, resource, amount, from.stage, to.stage])).toEqual([
    ["SG", "CP", 5n, "notified", "reserve"],
    ["DR", "AE", 5500n, "notified", "reserve"],
    ["SG", "AE", 11000n, "notified", "reserve"],
  ]);
  expect(reserveOf(places, {})).toEqual([]);
});
