import fc from "fast-check";
import { expect, test } from "vitest";
import { usualSettings } from "#app/domain/workload/capacity.ts";
import { type Demand, feasibility, type Supply } from "#app/domain/workload/feasibility.ts";
import { placeName, type TeamMonth, type WorkLoad, type WorkPlan } from "#app/domain/workload/plan.ts";
import { balanceOf, datedMoves, movesOf, tried } from "#app/domain/workload/reallocation.ts";
import type { TimeRow } from "#app/domain/workload/time-file.ts";
import { planTime, type TimeScene, timeName, workOf } from "#app/domain/workload/time-plan.ts";
import { holds } from "#tests/support/properties.ts";

const units = ["A", "B", "C"];
const profiles = ["DEV", "STAT"];
const months = ["2026-01", "2026-02", "2026-03"];
const place = fc.record({ unit: fc.constantFrom(...units), profile: fc.constantFrom(...profiles), month: fc.constantFrom(...months) });
const days = fc.bigInt({ min: 0n, max: 2000n });

const supplies: fc.Arbitrary<Supply[]> = fc.uniqueArray(
  fc.tuple(place, days).map(([own, given]) => ({ ...own, days: given })),
  { selector: placeName, maxLength: 8 },
);
const demands: fc.Arbitrary<Demand[]> = fc.array(
  fc
    .record({
      item: fc.constant("item"),
      units: fc.subarray(units, { minLength: 1 }),
      profiles: fc.subarray(profiles, { minLength: 1 }),
      window: fc.subarray(months, { minLength: 1 }),
      days,
    })
    .map(({ window, ...own }) => ({ ...own, firstMonth: window[0] ?? "", lastMonth: window.at(-1) ?? "" })),
  { maxLength: 6 },
);

const serves = (supply: Supply, { units, profiles, firstMonth, lastMonth }: Demand) =>
  units.includes(supply.unit) && profiles.includes(supply.profile) && firstMonth <= supply.month && supply.month <= lastMonth;
const total = (some: readonly { days: bigint }[]) => some.reduce((sum, own) => sum + own.days, 0n);

/** By Hall's theorem: the most that any set of demands asks beyond all that may serve it. */
function worstShortage(supplies: readonly Supply[], demands: readonly Demand[]): bigint {
  let worst = 0n;
  for (let set = 0; set < 2 ** demands.length; set += 1) {
    const chosen = demands.filter((_, index) => set & (1 << index));
    const short = total(chosen) - total(supplies.filter((supply) => chosen.some((demand) => serves(supply, demand))));
    if (short > worst) worst = short;
  }
  return worst;
}

test("an assignment is found whenever there is one, and what is missing is what Hall's theorem says", () => {
  holds(
    fc.property(supplies, demands, (supplies, demands) => {
      const answer = feasibility(supplies, demands);
      const worst = worstShortage(supplies, demands);
      expect(answer.feasible ? 0n : answer.missing).toBe(worst);
      for (const [index, supply] of supplies.entries()) {
        const given = answer.assignments.filter((own) => own.supply === index);
        expect(total(given) <= supply.days).toBe(true);
        for (const { demand } of given) expect(serves(supply, demands[demand] as Demand)).toBe(true);
      }
      for (const [index, demand] of demands.entries()) {
        const given = total(answer.assignments.filter((own) => own.demand === index));
        if (answer.feasible) expect(given).toBe(demand.days);
        else expect(given <= demand.days).toBe(true);
      }
      if (answer.feasible) return;
      // The proof holds by itself: these ask for so much more than all that may serve them.
      const named = answer.demands.map((index) => demands[index] as Demand);
      const able = supplies.filter((supply) => named.some((demand) => serves(supply, demand)));
      expect(total(named) - total(able)).toBe(answer.missing);
      expect(answer.supplies.map((index) => supplies[index])).toEqual(expect.arrayContaining(able.filter((own) => own.days > 0n)));
    }),
    400,
  );
});

const staff: fc.Arbitrary<TeamMonth[]> = fc.uniqueArray(
  fc.tuple(place, fc.bigInt({ min: 0n, max: 900n })).map(([own, fte]) => ({ ...own, fte })),
  { selector: placeName, maxLength: 12 },
);
const loads: fc.Arbitrary<WorkLoad[]> = fc.uniqueArray(
  fc.tuple(place, fc.constantFrom("one", "two"), days).map(([own, item, given]) => ({ ...own, item, days: given })),
  { selector: (own) => `${own.item} ${placeName(own)}`, maxLength: 12 },
);

test("a reallocation conserves the ceiling, or names the excess to the hundredth; its moves bring about what was tried", () => {
  holds(
    fc.property(staff, loads, staff, loads, (presences, own, changedStaff, changedLoads) => {
      const plan: WorkPlan = { presences, loads: own, away: [], availability: usualSettings.availability };
      const trial = { staff: changedStaff, loads: changedLoads };
      const after = tried(plan, trial);
      const fte = (some: readonly TeamMonth[]) => some.reduce((sum, each) => sum + each.fte, 0n);
      const balance = balanceOf(plan, trial);
      expect(fte(after.presences) + balance.staff).toBe(fte(plan.presences));
      expect(total(after.loads) + balance.days).toBe(total(plan.loads));

      const moved = new Map(plan.presences.map((each) => [placeName(each), each.fte]));
      for (const { month, from, to, fte } of movesOf(plan, trial)) {
        expect(fte > 0n).toBe(true);
        moved.set(placeName({ ...from, month }), (moved.get(placeName({ ...from, month })) ?? 0n) - fte);
        moved.set(placeName({ ...to, month }), (moved.get(placeName({ ...to, month })) ?? 0n) + fte);
      }
      for (const month of months) {
        const of = (some: readonly TeamMonth[]) => some.filter((each) => each.month === month);
        const left = fte(of(plan.presences)) - fte(of(after.presences));
        const differences = [...new Map(after.presences.map((each) => [placeName(each), each]))]
          .filter(([, each]) => each.month === month)
          .map(([name, each]) => each.fte - (moved.get(name) ?? 0n));
        // What a month does not place stays where it was: all on one side.
        expect(differences.reduce((sum, each) => sum + each, 0n)).toBe(-left);
        expect(differences.every((each) => each >= 0n) || differences.every((each) => each <= 0n)).toBe(true);
      }
    }),
    400,
  );
});

test("a file of time given twice changes what it changes once, and each row changes something, is known already, or is refused", () => {
  const row = fc.record({
    item: fc.constantFrom("W1", "W2", "W3"),
    unit: fc.constantFrom(...units),
    profile: fc.constantFrom("", ...profiles),
    month: fc.constantFrom(...months, "2026-09"),
    days: fc.bigInt({ min: 0n, max: 2000n }),
  });
  const items = ["W1", "W2"].map((code) => {
    const span = { firstMonth: "2026-01", lastMonth: code === "W1" ? null : "2026-02", closedOn: null };
    return [code, { id: `id ${code}`, code, label: code, ...span }] as const;
  });
  holds(
    fc.property(fc.array(row, { maxLength: 25 }), (given) => {
      const rows = given.map((own, index): TimeRow => ({ ...own, row: index + 2 }));
      const scene: TimeScene = {
        ...{ today: "2026-06-15", open: new Set(["2026-02", "2026-03"]), units: new Set(["A", "B"]), items: new Map(items) },
        ...{ profiles: profiles.map((code) => ({ code, label: code })), planned: new Map([[workOf("id W1", "A"), ["DEV"]]]) },
        known: new Map(),
      };
      const once = planTime(rows, [], scene);
      expect(once.changes.length + once.same + once.faults.length).toBe(rows.length);
      const twice = planTime(rows, [], { ...scene, known: new Map(once.changes.map((own) => [timeName(own), own.days])) });
      expect(twice.changes).toEqual([]);
      expect(twice.faults).toEqual(once.faults);
    }),
    300,
  );
});

test("dated moves of a trial give back, month by month, the staff that it moves; at constant ceiling no month is left with any, or the excess is named", () => {
  const team = fc.record({ unit: fc.constantFrom(...units), profile: fc.constantFrom(...profiles), month: fc.constantFrom(...months) });
  const staff = fc.uniqueArray(
    fc.tuple(team, fc.bigInt({ min: 0n, max: 400n })).map(([own, fte]) => ({ ...own, fte })),
    { selector: placeName, maxLength: 12 },
  );
  holds(
    fc.property(staff, staff, (presences, wanted) => {
      const plan: WorkPlan = { presences, loads: [], away: [], availability: usualSettings.availability };
      const { moves, unplaced } = datedMoves(plan, wanted);
      const inMonth = (month: string) => ({ staff: wanted.filter((own) => own.month === month), loads: [] });
      for (const month of months) {
        const dated = moves.filter((own) => own.firstMonth <= month && month <= own.lastMonth);
        const single = movesOf(plan, inMonth(month));
        const sum = (some: readonly { readonly fte: bigint }[]) => some.reduce((all, own) => all + own.fte, 0n);
        const of = (some: readonly { readonly from: object; readonly to: object; readonly fte: bigint }[]) =>
          some.map(({ from, to, fte }) => JSON.stringify([from, to, String(fte)])).sort();
        expect(of(dated)).toEqual(of(single));
        const left = balanceOf(plan, inMonth(month)).staff;
        // At constant ceiling all that is taken is moved.
        if (left === 0n) expect(sum(dated)).toBe(taken(presences, inMonth(month).staff));
        if (unplaced === 0n) expect(left).toBe(0n);
      }
    }),
    400,
  );
});

/** Full-time equivalents that teams hold less than they held. */
function taken(before: readonly TeamMonth[], after: readonly TeamMonth[]): bigint {
  const known = new Map(before.map((own) => [placeName(own), own.fte]));
  return after.reduce((all, own) => {
    const less = (known.get(placeName(own)) ?? 0n) - own.fte;
    return less > 0n ? all + less : all;
  }, 0n);
}
