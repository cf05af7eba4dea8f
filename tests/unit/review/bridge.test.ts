import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { gapToTell, legsOf, type ReviewedYear, shareTold, together, untoldOf } from "#app/domain/review/bridge.ts";
import { varianceCauses } from "#app/domain/review/cause.ts";
import { holds } from "#tests/support/properties.ts";

const amount = fc.bigInt({ min: -1_000_000n, max: 1_000_000n });

/** A year whose measures hold together as those of the cube do, with whatever people told. */
const anyYear: fc.Arbitrary<ReviewedYear> = fc
  .record({
    asked: amount,
    decided: amount,
    notification: amount,
    redeployment: amount,
    others: amount,
    reserve: amount,
    toRelease: amount,
    available: amount,
    earmarked: amount,
    requested: amount,
    overrun: amount,
    told: fc.dictionary(fc.constantFrom(...varianceCauses), amount),
  })
  .map(({ others, ...year }) => {
    const notified = year.notification + year.redeployment + others;
    const released = notified - year.reserve - year.toRelease;
    return { ...year, notified, released, used: released - year.available - year.earmarked - year.requested + year.overrun };
  });

const nothing: ReviewedYear = together([]);

describe("M10: typed causes close each gap", () => {
  test("the steps of a leg are what its total differs from the one before by", () => {
    holds(
      fc.property(anyYear, (year) => {
        let before: Quantity = 0n;
        for (const { to, amount: total, steps } of legsOf(year)) {
          if (to !== "asked" && to !== "notified") expect(sum(steps.map((step) => step.amount)), to).toBe(total - before);
          before = total;
        }
      }),
      300,
    );
  });

  test("at every node of any tree: the causes of a whole are the sums of those of its parts", () => {
    const tree = fc.array(fc.array(anyYear, { maxLength: 4 }), { maxLength: 4 });
    holds(
      fc.property(tree, (branches) => {
        const nodes = branches.map((leaves) => together(leaves));
        const whole = together(nodes);
        expect(whole).toEqual(together(branches.flat()));
        const last = (year: ReviewedYear) => legsOf(year).at(-1);
        for (const kind of ["overrun", "earmarked", "requested", ...varianceCauses, "untold"] as const) {
          const of = (year: ReviewedYear) => sum((last(year)?.steps ?? []).filter((step) => step.kind === kind).map((step) => step.amount));
          expect(of(whole), kind).toBe(sum(branches.flat().map(of)));
        }
        expect(untoldOf(whole)).toBe(sum(branches.flat().map(untoldOf)));
      }),
      200,
    );
  });

  test("what was never planned is left out, and the way starts at what was notified", () => {
    const year = { ...nothing, notified: 100n, notification: 100n, released: 100n, available: 30n, used: 70n };
    expect(legsOf(year)).toEqual([
      { to: "notified", amount: 100n, steps: [] },
      { to: "released", amount: 100n, steps: [] },
      { to: "used", amount: 70n, steps: [{ kind: "untold", amount: -30n }] },
    ]);
    expect(legsOf({ ...year, asked: 120n, decided: 110n }).map(({ to, steps }) => [to, steps])).toEqual([
      ["asked", []],
      ["decided", [{ kind: "arbitration", amount: -10n }]],
      ["released", [{ kind: "notification", amount: -10n }]],
      ["used", [{ kind: "untold", amount: -30n }]],
    ]);
  });
});

describe("how far a gap is told", () => {
  const gap = { available: 200n };
  test.each([
    ["nothing", {}, 0n],
    ["a half", { price: -100n }, 500n],
    ["the whole", { price: -150n, schedule: -50n }, 1000n],
    ["causes that offset each other close nothing", { price: -100n, volume: 100n }, 0n],
    ["too much leaves as much to tell the other way", { price: -250n }, 750n],
    ["the wrong way closes nothing", { price: 200n }, 0n],
  ] as const)("%s", (_, told, share) => {
    expect(gapToTell(gap)).toBe(-200n);
    expect(shareTold({ ...gap, told })).toBe(share);
  });

  test("where there is no gap there is nothing to tell", () => {
    expect(shareTold({ available: 0n, told: {} })).toBeNull();
    expect(untoldOf({ available: 0n, told: { price: 5n } })).toBe(-5n);
  });
});
