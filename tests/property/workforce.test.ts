import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import type { ContractTerms } from "#app/domain/workforce/contract.ts";
import { movesOf, schemeOfMoves } from "#app/domain/workforce/moves.ts";
import { presenceParts } from "#app/domain/workforce/outlook.ts";
import type { PersonRow } from "#app/domain/workforce/people-file.ts";
import { type KnownContract, planPeople, type StaffScene } from "#app/domain/workforce/people-plan.ts";
import { conventions, etptOf, fteOn, monthsOf } from "#app/domain/workforce/span.ts";

const year = 2026;
const day = fc.integer({ min: -500, max: 800 }).map((offset) => addDays(`${year}-01-01`, offset));
const terms = fc
  .record({
    unit: fc.constantFrom("DR44", "DR11", "SG-DI"),
    activity: fc.constant("01-ENQ"),
    category: fc.constantFrom("A", "B", "C"),
    post: fc.option(fc.constantFrom("P1", "P2")),
    ratio: fc.constantFrom(100n, 80n, 50n, 33n, 7n),
    firstDay: day,
    lastDay: fc.option(day),
    profile: fc.constantFrom("", "Collecte"),
    dataProcessing: fc.boolean(),
  })
  .map((own): ContractTerms => (own.lastDay !== null && own.lastDay < own.firstDay ? { ...own, lastDay: null } : own));
const rows = fc
  .array(fc.tuple(fc.constantFrom("M1", "M2", "M3", "M4"), terms), { maxLength: 25 })
  .map((own) => own.map(([number, each], index): PersonRow => ({ row: index + 2, number, name: `Nom ${number}`, terms: each })));

const scene = (contracts: readonly KnownContract[], people: StaffScene["people"] = new Map()): StaffScene => ({
  ...{ contracts, people, categories: new Set(["A", "B", "C"]), activities: new Set(["01-ENQ"]) },
  units: new Map([
    ["DR44", "01-ENQ"],
    ["DR11", "01-ENQ"],
  ]),
  posts: new Map(
    ["P1", "P2"].map((number) => [
      number,
      {
        ...{ number, unit: "DR44", activity: "01-ENQ", category: "B", label: number, profile: "", size: 100n },
        firstDay: "2020-01-01",
        lastDay: null,
        expectedOn: null,
      },
    ]),
  ),
});

/** Staff once a file has been applied. */
function applied(own: readonly PersonRow[]): StaffScene {
  const { changes } = planPeople(own, [], scene([]));
  const contracts = changes.map(({ after, number, row }): KnownContract => ({ ...after, id: `c${row}`, number }));
  return scene(contracts, new Map(changes.map(({ number, name }) => [number, { id: number, name }])));
}

it("makes the ETPT of a year of those of its months, in both conventions, whatever people are counted together", () => {
  fc.assert(
    fc.property(fc.array(terms, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (own, heads) => {
      for (const convention of conventions) {
        const spans = own.map((each) => ({ ...each, heads }));
        const months = monthsOf(spans, year, convention);
        expect(sum(months)).toBe(etptOf(spans, year, convention));
        const apart = spans.flatMap((each) => Array.from({ length: heads }, () => ({ ...each, heads: 1 })));
        expect(monthsOf(apart, year, convention)).toEqual(months);
      }
    }),
  );
});

it("explains a year: what came and left makes the stock, the scheme makes the ETPT, and the causes add up to them", () => {
  fc.assert(
    fc.property(rows, (own) => {
      const { contracts } = applied(own);
      const moving = contracts.map(({ number, ...each }) => ({ ...each, person: number }));
      const spans = contracts.map((each) => ({ ...each, heads: 1 }));
      const moves = movesOf(moving, { from: `${year}-01-01`, to: `${year}-12-31`, seen: () => true });
      const eve = fteOn(spans, `${year - 1}-12-31`);
      expect(sum(moves.map(({ fte }) => fte))).toBe(fteOn(spans, `${year}-12-31`) - eve);
      const { impact, fullYearEffect, net } = schemeOfMoves(moves);
      expect(etptOf(spans, year, "month")).toBe(eve * 12n + impact);
      expect(impact + fullYearEffect).toBe(net * 12n);
      for (const convention of conventions) {
        const { base, earlier, moves: moved } = presenceParts(spans, year, convention);
        expect(base + earlier + moved).toBe(etptOf(spans, year, convention));
      }
    }),
  );
});

it("tells a unit's moves so that those of all units add up to those of the whole", () => {
  fc.assert(
    fc.property(rows, (own) => {
      const moving = applied(own).contracts.map(({ number, ...each }) => ({ ...each, person: number }));
      const told = (seen: (each: { readonly unit: string }) => boolean) =>
        sum(movesOf(moving, { from: `${year}-01-01`, to: `${year}-12-31`, seen }).map(({ fte }) => fte));
      expect(told(({ unit }) => unit === "DR44") + told(({ unit }) => unit === "DR11")).toBe(told(() => true));
    }),
  );
});

it("takes of a file what breaks no rule: nobody above a full time, no post above its size; and the same file again changes nothing", () => {
  fc.assert(
    fc.property(rows, (own) => {
      const after = applied(own);
      const days = after.contracts.map(({ firstDay }) => firstDay);
      for (const on of days) {
        for (const key of ["number", "post"] as const) {
          const held = new Map<string, bigint>();
          for (const each of after.contracts) {
            const name = each[key];
            if (name !== null && each.firstDay <= on && (each.lastDay === null || each.lastDay >= on))
              held.set(name, (held.get(name) ?? 0n) + each.ratio);
          }
          expect(Math.max(0, ...[...held.values()].map(Number))).toBeLessThanOrEqual(100);
        }
      }
      const first = planPeople(own, [], scene([]));
      const taken = own.filter(({ row }) => !first.faults.some((fault) => fault.row === row));
      const again = planPeople(taken, [], after);
      expect([again.changes, again.faults, again.same]).toEqual([[], [], taken.length]);
      expect(first.changes.length + first.same + first.faults.length).toBe(own.length);
    }),
  );
});
