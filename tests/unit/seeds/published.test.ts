import { describe, expect, it } from "vitest";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { executedMonths, executedYears, progressOn } from "#seeds/demo/plan/calendar.ts";
import { openedOf, yearCredits } from "#seeds/demo/plan/credits.ts";
import { needsOf } from "#seeds/demo/plan/needs.ts";
import { transport } from "#seeds/demo/plan/transport.ts";
import { demoPlan } from "#seeds/demo/plan/year.ts";
import { byAction, comparisons, consumed2022, creditKinds, initialBudgets, totalled } from "#seeds/demo/published.ts";
import { actions } from "#seeds/nomenclature/activities.ts";

describe("the published figures of programme 220", () => {
  const rates = [
    { year: 2022 as const, T2: "99.84", HT2_AE: "92.58", HT2_CP: "95.29" },
    { year: 2023 as const, T2: "99.11", HT2_AE: "94.12", HT2_CP: "96.06" },
  ];
  it.each(rates)("give the known rates of consumption of $year", ({ year, ...expected }) => {
    const credits = yearCredits(year);
    const [opened, consumed] = [totalled(openedOf(credits)), totalled(credits.consumed)];
    for (const kind of creditKinds) expect(percent(consumed[kind], opened[kind])).toBe(expected[kind]);
  });

  it("differ from the sum of their lines by one euro of rounding in five totals, and nowhere else", () => {
    const gaps = comparisons.filter(({ lines, published }) => lines !== published);
    expect(gaps.map(({ year, figure, of, lines, published }) => [year, figure, of, published - lines])).toEqual([
      [2022, "opened", "AE", -100n],
      [2022, "consumed", "HT2_AE", 100n],
      [2022, "consumed", "AE", 100n],
      [2022, "consumed", "CP", -100n],
      [2023, "opened", "AE", 100n],
    ]);
    expect(comparisons).toHaveLength(20);
  });
});

describe("the plan of the demo", () => {
  const plan = demoPlan();

  it("spreads what is published by action to the cent", () => {
    const { personnel, expenses } = needsOf(2022, consumed2022);
    for (const action of actions) {
      const own = <Row extends { action: string }>(rows: readonly Row[]) => rows.filter((row) => row.action === action);
      expect(sum(own(personnel).map(({ ae }) => ae))).toBe(consumed2022.T2[action]);
      expect(sum(own(expenses).map(({ ae }) => ae))).toBe(consumed2022.HT2_AE[action]);
      expect(sum(own(expenses).map(({ cp }) => cp))).toBe(consumed2022.HT2_CP[action]);
    }
  });

  it.each(executedYears)("commits, pays and remunerates exactly what %i consumes", (year) => {
    const { consumed } = yearCredits(year);
    const own = plan.years.find((candidate) => candidate.year === year);
    const travel = sum((own?.travel ?? []).map(({ amount }) => amount));
    const committed = sum(plan.commitments.filter((commitment) => commitment.year === year).map(({ amount }) => amount));
    const paid = sum(
      plan.commitments.flatMap(({ instalments }) => instalments.filter((part) => part.year === year).map(({ amount }) => amount)),
    );
    const totals = totalled(consumed);
    expect(committed + travel).toBe(totals.HT2_AE);
    expect(paid + travel).toBe(totals.HT2_CP);
    expect(sum((own?.payroll ?? []).flat().map(({ amount }) => amount))).toBe(totals.T2);
  });

  it("never pays more than a commitment, nor before it", () => {
    for (const { amount, year, month, instalments } of plan.commitments) {
      expect(sum(instalments.map((part) => part.amount)) <= amount).toBe(true);
      for (const part of instalments) expect(part.year * 100 + part.month).toBeGreaterThan(year * 100 + month);
    }
  });

  it("opens what is published, and gives no more than what is left after the reserve", () => {
    const [of2022] = plan.years;
    const opened = of2022?.movements.flatMap((movement) =>
      movement.kind === "opening" && movement.origin === "initialBudget" ? movement.lines : [],
    );
    const personnel = opened
      ?.filter(({ nature, resource }) => nature === "T2" && resource === "AE")
      .map(({ activity, amount }) => [activity, amount]);
    expect(personnel).toEqual(actions.map((action) => [action, initialBudgets[2022].T2[action]]));
  });

  it("is the same at each run", () => {
    expect(demoPlan()).toEqual(plan);
  });

  it("executes up to the month before today's, within its year", () => {
    const months = (today: string) => executedMonths(2026, progressOn(today));
    expect(["2024-06-01", "2026-02-28", "2026-03-01", "2026-12-31", "2027-05-05"].map(months)).toEqual([1, 1, 2, 11, 12]);
    expect(executedMonths(2025, progressOn("2026-03-01"))).toBe(12);
  });
});

describe("credits that move between actions", () => {
  it("serve their own action first, then what is lacking elsewhere", () => {
    const sources = byAction((action) => (action === "01" ? 10n : action === "06" ? 50n : 0n));
    const targets = [
      { action: "01" as const, amount: 40n },
      { action: "06" as const, amount: 20n },
    ];
    expect(transport(sources, targets).map(({ from, target, amount }) => [from, target.action, amount])).toEqual([
      ["01", "01", 10n],
      ["06", "06", 20n],
      ["06", "01", 30n],
    ]);
  });

  it("are never made nor lost", () => {
    expect(() =>
      transport(
        byAction(() => 1n),
        [{ action: "01" as const, amount: 5n }],
      ),
    ).toThrow(RangeError);
  });
});

/** Two decimals, rounded half up. */
function percent(part: Quantity, whole: Quantity): string {
  const hundredths = (part * 100_000n + whole * 5n) / (whole * 10n);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}`;
}
