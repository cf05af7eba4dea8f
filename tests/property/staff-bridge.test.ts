import fc from "fast-check";
import { expect, it } from "vitest";
import type { RequestKind } from "#app/domain/forecast/request-state.ts";
import { bridgeRows } from "#app/domain/forecast/staff/bridge.ts";
import { inHundredths, presenceOf, type StaffLine, staffOf } from "#app/domain/forecast/staff/staff-line.ts";
import { staffPlan } from "#app/domain/forecast/staff/staff-plan.ts";
import { sum } from "#app/domain/quantity.ts";

const years = [2027, 2028, 2029];
const categories = ["21-1024", "21-1025", "21-1027"];
const month = fc
  .tuple(fc.constantFrom(...years), fc.integer({ min: 1, max: 12 }))
  .map(([year, own]) => `${year}-${String(own).padStart(2, "0")}`);
const money = (least: bigint, most: bigint) => fc.bigInt({ min: least, max: most });

/** A line that its kind of request takes. */
const line = (kind: RequestKind) =>
  fc
    .record({
      category: fc.constantFrom(...categories),
      activity: fc.constantFrom("01-ENQ", "06-ETU"),
      fte: money(1n, 1_000_000n),
      entry: kind === "saving" ? fc.constant(null) : kind === "newMeasure" ? month : fc.option(month),
      exit: kind === "saving" ? month : fc.option(month),
      label: fc.constant(""),
    })
    .filter(({ entry, exit }) => entry === null || exit === null || exit > entry);

const asked = fc.constantFrom<RequestKind>("baseline", "newMeasure", "saving").chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    lines: fc.array(line(kind) as fc.Arbitrary<StaffLine>, { minLength: 1, maxLength: 6 }),
    table: fc.record({
      costs: fc.tuple(
        ...categories.map((category) =>
          fc.record({
            category: fc.constant(category),
            fromYear: fc.constant(2026),
            cost: money(0n, 30_000_000n),
            categoryMeasures: money(-100_000n, 500_000n),
            rebasing: money(-500_000n, 500_000n),
            other: money(-100_000n, 100_000n),
          }),
        ),
      ),
      hypotheses: fc.tuple(
        fc.record({
          fromYear: fc.constant(2026),
          generalMeasures: money(-500n, 1_000n),
          gvtPlus: money(0n, 500n),
          gvtMinus: money(0n, 500n),
          pensions: money(0n, 8_000n),
          pensionsNature: fc.constant("22"),
        }),
      ),
    }),
  }),
);

it("the rows of the bridge add up to the total, and the total is what the cells hold: to the cent, whatever is asked", () => {
  fc.assert(
    fc.property(asked, ({ kind, lines, table }) => {
      const plan = staffPlan(kind, lines, years, table);
      if (!plan.ok) throw new Error(plan.refusal.kind);
      const cells = plan.value.places.flatMap((place) => place.cells);
      for (const { year, rows, pay, pensions, total } of plan.value.bridges) {
        expect(sum(bridgeRows.map((row) => rows[row]))).toBe(pay);
        expect(pay + pensions).toBe(total);
        const of = (measure: string) =>
          sum(cells.filter((own) => own.targetYear === year && own.measure === measure).map(({ amount }) => amount));
        expect([of("AE"), of("CP")]).toEqual([total, total]);
        expect(of("ETPT")).toBe(sum(lines.map((own) => staffOf(kind, own, year))));
      }
    }),
  );
});

it("the months of ETPT add up to the year, and the year is base, moves and earlier moves", () => {
  fc.assert(
    fc.property(asked, fc.constantFrom(...years), ({ kind, lines }, year) => {
      for (const own of lines) {
        const { months, base, moves, earlier } = presenceOf(kind, own, year);
        expect(sum(months)).toBe(base + moves + earlier);
      }
      const exact = lines.map((own) => staffOf(kind, own, year));
      const total = sum(exact);
      const shown = inHundredths(exact);
      expect(shown).toHaveLength(exact.length);
      const gap = sum(shown) - total;
      expect(gap <= 6n && gap >= -6n).toBe(true);
    }),
  );
});
