import fc from "fast-check";
import { expect, test } from "vitest";
import { addStages, creditsHeld } from "#app/domain/allotment/credits-held.ts";
import { lapseLines, type StageHolding } from "#app/domain/allotment/lapse.ts";

test("the ladder of a unit reads from its stages", () => {
  const held = creditsHeld({ notified: 10n, reserve: 5n, allotted: 30n, earmarked: 2n, committed: 40n, consumed: 8n, overrun: 3n });
  expect(held).toEqual({
    notified: 92n,
    reserve: 5n,
    released: 77n,
    toRelease: 10n,
    earmarked: 2n,
    engaged: 48n,
    requested: 0n,
    paid: 8n,
    available: 30n,
    overrun: 3n,
  });
});

test("whatever the stages hold, notified = reserve + to release + released", () => {
  const amounts = fc.record(
    {
      notified: fc.bigInt(),
      reserve: fc.bigInt(),
      allotted: fc.bigInt(),
      committed: fc.bigInt(),
      requested: fc.bigInt(),
      overrun: fc.bigInt(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(amounts, (stages) => {
      const held = creditsHeld(stages);
      expect(held.notified).toBe(held.reserve + held.toRelease + held.released);
    }),
  );
});

test("places add up stage by stage", () => {
  expect(creditsHeld(addStages([{ allotted: 1n, committed: 2n }, { allotted: 3n }, {}]))).toMatchObject({
    available: 4n,
    engaged: 2n,
    released: 6n,
  });
});

test("at the year's end every place is emptied, what was asked goes through allotted, and what is committed stays", () => {
  const at = (stage: StageHolding["stage"], nature: string, amount: bigint, resource: "AE" | "CP" = "CP"): StageHolding => {
    return { stage, unit: "DR", nature, activity: "01", resource, amount };
  };
  const lines = lapseLines([
    at("allotted", "31", 100n),
    at("allotted", "31-LOC", -30n),
    at("requested", "31-LOC", 20n),
    at("committed", "31", 9n, "AE"),
    at("reserve", "31", 4n),
  ]);
  expect(lines.map(({ from, to, amount }) => `${from.stage} → ${to.stage} ${from.nature} ${amount}`)).toEqual([
    "requested → allotted 31-LOC 20",
    "allotted → lapsed 31 100",
    "lapsed → allotted 31-LOC 10",
    "reserve → lapsed 31 4",
  ]);
});
