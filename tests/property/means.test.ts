import fc from "fast-check";
import { expect, test } from "vitest";
import { cellName, type StoredCell } from "#app/domain/forecast/cell.ts";
import { type DetailLine, detailSum } from "#app/domain/forecast/detail.ts";
import { grouped } from "#app/domain/grouped.ts";
import { replacements } from "#app/domain/means/equipment.ts";
import { equipmentNeeds, type FedLine, feedCells, leaseNeeds } from "#app/domain/means/feed.ts";
import { billings, checkLease, dayAfterMonths, dueTerms, type LeaseTerms } from "#app/domain/means/lease.ts";
import { leaseSchedule, leaseYears } from "#app/domain/means/lease-schedule.ts";
import { addDays, addMonths, monthOfYear, yearOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { holds } from "#tests/support/properties.ts";

const day = fc
  .record({ year: fc.integer({ min: 2018, max: 2030 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
  .map(
    ({ year, month, day: own }) =>
      dayAfterMonths(`${monthOfYear(year, month)}-01`, 0).slice(0, 8) + String(Math.min(own, 28)).padStart(2, "0"),
  );

const terms: fc.Arbitrary<LeaseTerms> = fc
  .record({
    firstDay: day,
    months: fc.integer({ min: 1, max: 240 }),
    extraDays: fc.nat(27),
    signedAt: fc.integer({ min: -24, max: 24 }),
    rent: fc.bigInt({ min: 1n, max: 500_000_000n }),
    charges: fc.bigInt({ min: 0n, max: 90_000_000n }),
    index: fc.constantFrom("ILAT", "ILC", "none"),
    billing: fc.constantFrom(...billings),
    due: fc.constantFrom(...dueTerms),
    notice: fc.integer({ min: 0, max: 18 }),
    breakMonths: fc.uniqueArray(fc.integer({ min: 1, max: 239 }), { maxLength: 4 }),
    leaves: fc.boolean(),
  })
  .map(({ firstDay, months, extraDays, signedAt, breakMonths, leaves, ...own }) => {
    const lastDay = addDays(dayAfterMonths(firstDay, months), extraDays - 1);
    const breaks = breakMonths
      .map((count) => dayAfterMonths(firstDay, count))
      .filter((each) => each <= lastDay)
      .toSorted();
    const signed = dayAfterMonths(firstDay, signedAt);
    return {
      ...{ ...own, firstDay, lastDay, breaks, lessor: "Foncière", signedOn: signed > lastDay ? firstDay : signed },
      leavesOn: leaves ? (breaks.at(-1) ?? null) : null,
    };
  });

const rates = fc.array(
  fc.record({
    index: fc.constantFrom("ILAT" as const, "ILC" as const),
    year: fc.integer({ min: 2018, max: 2050 }),
    rate: fc.integer({ min: -800, max: 800 }),
  }),
  { maxLength: 12 },
);

test("what is committed of a lease is what is paid of it, to the cent, over its life and between its breaks", () => {
  holds(
    fc.property(terms, rates, (lease, known) => {
      expect(checkLease(lease).ok).toBe(true);
      const { commitments, payments } = leaseSchedule(lease, known);
      expect(sum(commitments.map(({ amount }) => amount))).toBe(sum(payments.map(({ rent, charges }) => rent + charges)));
      for (const [to, own] of grouped(commitments, (each) => each.to)) {
        const from = own.find(({ kind }) => kind !== "revision")?.from ?? "";
        const paid = payments.filter((each) => each.from >= from && each.to <= to);
        expect(sum(own.map(({ amount }) => amount))).toBe(sum(paid.map(({ rent, charges }) => rent + charges)));
      }
    }),
    400,
  );
});

test("payments follow one another from the first day of a lease to its last, without a gap", () => {
  holds(
    fc.property(terms, rates, (lease, known) => {
      const { payments } = leaseSchedule(lease, known);
      const end = lease.leavesOn === null ? lease.lastDay : addDays(lease.leavesOn, -1);
      expect(payments[0]?.from).toBe(lease.firstDay);
      expect(payments.at(-1)?.to).toBe(end);
      for (const [index, { from }] of payments.slice(1).entries()) expect(from).toBe(addDays(payments[index]?.to ?? "", 1));
    }),
    300,
  );
});

test("a rent that nothing revises costs its twelve months a year, exactly", () => {
  holds(
    fc.property(terms, (lease) => {
      const whole = {
        ...lease,
        index: "none" as const,
        lastDay: addDays(dayAfterMonths(lease.firstDay, 36), -1),
        breaks: [],
        leavesOn: null,
      };
      const { commitments, payments } = leaseSchedule({ ...whole, signedOn: lease.firstDay }, []);
      expect(commitments.map(({ kind, amount }) => ({ kind, amount }))).toEqual([
        { kind: "firm", amount: 3n * (lease.rent + lease.charges) },
      ]);
      expect(sum(payments.map(({ rent }) => rent))).toBe(3n * lease.rent);
    }),
    200,
  );
});

test("the years of a lease add up to it", () => {
  holds(
    fc.property(terms, rates, (lease, known) => {
      const schedule = leaseSchedule(lease, known);
      const years = leaseYears(schedule);
      expect(sum(years.map(({ ae }) => ae))).toBe(sum(schedule.commitments.map(({ amount }) => amount)));
      expect(sum(years.map(({ cp }) => cp))).toBe(sum(years.map(({ ae }) => ae)));
    }),
    200,
  );
});

const lot = fc.record({
  acquired: fc
    .record({ year: fc.integer({ min: 2015, max: 2027 }), month: fc.integer({ min: 1, max: 12 }) })
    .map((own) => monthOfYear(own.year, own.month)),
  count: fc.integer({ min: 1, max: 3000 }),
  unitPrice: fc.bigInt({ min: 1n, max: 20_000_000n }),
  life: fc.integer({ min: 1, max: 10 }),
  delay: fc.integer({ min: 0, max: 12 }),
  planned: fc.constant(null),
});

test("machines are replaced once a life, from the year that is looked from, and cost their number times their price", () => {
  holds(
    fc.property(lot, (own) => {
      const replaced = replacements(own, 2026, 2036);
      for (const [index, each] of replaced.entries()) {
        expect(each.amount).toBe(BigInt(own.count) * own.unitPrice);
        expect(each.paid).toBe(addMonths(each.month, own.delay));
        expect(yearOf(each.month)).toBeGreaterThanOrEqual(2026);
        expect(each.late).toBe(index === 0 && addMonths(own.acquired, 12 * own.life) < "2026-01");
        if (index > 0) expect(each.month).toBe(addMonths(replaced[index - 1]?.month ?? "", 12 * own.life));
      }
      const needs = equipmentNeeds({ ...own, code: "PC", label: "Portables" }, replaced);
      expect(sum(needs.map((need) => detailSum([need])))).toBe(2n * sum(replaced.map(({ amount }) => amount)));
    }),
    300,
  );
});

/** A line of a sheet for 2027, some of its years planned by months, some cells with a detail of their own. */
const line: fc.Arbitrary<FedLine> = fc
  .array(
    fc.record({
      measure: fc.constantFrom("AE" as const, "CP" as const),
      targetYear: fc.integer({ min: 2027, max: 2030 }),
      month: fc.integer({ min: 0, max: 12 }),
      amount: fc.bigInt({ min: 1n, max: 10_000_000n }),
      detailed: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((drawn) => {
    const byYear = new Map(drawn.map(({ measure, targetYear, month }) => [`${measure} ${targetYear}`, month === 0]));
    const cells = new Map<string, StoredCell>();
    const details = new Map<string, DetailLine[]>();
    for (const { detailed, ...own } of drawn) {
      if (byYear.get(`${own.measure} ${own.targetYear}`) !== (own.month === 0)) continue;
      cells.set(cellName(own), { ...own, revision: 1n });
      if (detailed) details.set(cellName(own), [{ label: "Déjà là", quantity: 100n, unitWord: "", unitPrice: own.amount * 100n }]);
      else details.delete(cellName(own));
    }
    return { cells: [...cells.values()], details, firstYear: 2027 };
  });

/** The line once its cells were fed. */
function fedLine(own: FedLine, fed: ReturnType<typeof feedCells>): FedLine {
  const cells = new Map(own.cells.map((cell) => [cellName(cell), cell]));
  const details = new Map(own.details);
  for (const { measure, targetYear, month, after, lines } of fed) {
    const name = cellName({ measure, targetYear, month });
    cells.set(name, { measure, targetYear, month, amount: after, revision: 2n });
    if (lines.length > 0) details.set(name, lines);
    else details.delete(name);
  }
  return { ...own, cells: [...cells.values()], details };
}

const total = ({ cells }: FedLine) => sum(cells.map(({ amount }) => amount ?? 0n));

test("what is brought in a line adds its own amount to what was there; bringing twice is bringing once, and taking back leaves what was there", () => {
  holds(
    fc.property(line, terms, rates, (own, lease, known) => {
      const origin = { kind: "lease", code: "B-1" } as const;
      const needs = leaseNeeds("B-1", leaseSchedule(lease, known));
      const inPlan = needs.filter(({ month }) => yearOf(month) >= 2027 && yearOf(month) <= 2036);
      const first = feedCells(own, origin, needs, "keep");
      expect(sum(first.map(({ brought }) => brought))).toBe(sum(inPlan.map((need) => detailSum([need]))));
      for (const { after, lines } of first) expect(after ?? 0n).toBe(detailSum(lines));
      const once = fedLine(own, first);
      expect(total(once) - total(own)).toBe(sum(inPlan.map((need) => detailSum([need]))));
      const twice = fedLine(once, feedCells(once, origin, needs, "keep"));
      expect(total(twice)).toBe(total(once));
      const back = fedLine(once, feedCells(once, origin, [], "keep"));
      expect(total(back)).toBe(total(own));
    }),
    300,
  );
});
