import { expect, test } from "vitest";
import { bridgeOf } from "#app/domain/forecast/staff/bridge.ts";
import { type CostTable, costOf, hypothesesOf } from "#app/domain/forecast/staff/cost.ts";
import { staffPlan } from "#app/domain/forecast/staff/staff-plan.ts";

const cost = { category: "21-1025", fromYear: 2027, cost: 6_000_000n, categoryMeasures: 30_000n, rebasing: -12_000n, other: 1_200n };
const rates = { fromYear: 2027, generalMeasures: 150n, gvtPlus: 120n, gvtMinus: 80n, pensions: 4_000n, pensionsNature: "22" };
const table: CostTable = { costs: [cost], hypotheses: [rates] };
const somebody = { category: "21-1025", activity: "01-ENQ", fte: 100n, entry: null, exit: null, label: "" };

test("each row of the bridge is told: ten people there, one coming in July, one gone since last year", () => {
  const bridge = bridgeOf({ base: 12_000n, moves: 600n, earlier: -1_200n }, cost, rates);
  expect(bridge.rows).toEqual({
    base: 60_000_000n,
    fullYear: -6_000_000n,
    moves: 3_000_000n,
    generalMeasures: 855_000n, // 1.5 % of 570 000 €
    categoryMeasures: 285_000n, // 300 € × 9.5
    gvtPlus: 684_000n,
    gvtMinus: -456_000n,
    rebasing: -114_000n,
    other: 11_400n,
  });
  expect(bridge.pay).toBe(58_265_400n);
  // 40 % of the pay without category measures, rebasing and other.
  expect(bridge.pensions).toBe(23_233_200n);
  expect(bridge.total).toBe(81_498_600n);
});

test("a cost holds from its year until a later one; without any it is missing, and named", () => {
  const later = { ...cost, fromYear: 2029, cost: 6_500_000n };
  const known = { costs: [later, cost], hypotheses: [rates] };
  expect(costOf(known, "21-1025", 2028)).toMatchObject({ value: { cost: 6_000_000n } });
  expect(costOf(known, "21-1025", 2030)).toMatchObject({ value: { cost: 6_500_000n } });
  expect(costOf(known, "21-1025", 2026)).toMatchObject({ refusal: { kind: "average-cost-missing", category: "21-1025", year: 2026 } });
  expect(costOf(known, "21-1026", 2027)).toMatchObject({ refusal: { kind: "average-cost-missing", category: "21-1026" } });
  expect(hypothesesOf(known, 2026)).toMatchObject({ refusal: { kind: "cost-hypotheses-missing", year: 2026 } });
});

test("a line of staff gives ETPT, AE = CP by month on its category, and the pensions on their own nature", () => {
  const plan = staffPlan("newMeasure", [{ ...somebody, entry: "2027-11" }], [2027], table);
  if (!plan.ok) throw new Error(plan.refusal.kind);
  expect(plan.value.places.map(({ nature }) => nature)).toEqual(["21-1025", "22"]);
  const [category] = plan.value.places;
  expect(category?.cells.filter(({ measure }) => measure === "ETPT")).toEqual([
    { measure: "ETPT", targetYear: 2027, month: 11, amount: 100n },
    { measure: "ETPT", targetYear: 2027, month: 12, amount: 100n },
  ]);
  const of = (measure: string) => category?.cells.filter((own) => own.measure === measure).map(({ month, amount }) => [month, amount]);
  expect(of("AE")).toEqual(of("CP"));
  expect(of("AE")?.map(([month]) => month)).toEqual([11, 12]);
});

test("a year in which nobody is there asks no cost of it", () => {
  expect(staffPlan("baseline", [{ ...somebody, exit: "2027-03" }], [2027, 2028], table).ok).toBe(true);
  expect(staffPlan("baseline", [], [2027], { costs: [], hypotheses: [] }).ok).toBe(true);
});
