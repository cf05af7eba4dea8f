import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fate, fates, fatesOf, flowPlaceOf, flowStages, type MoneyFlow, moneyFlows, placeKey } from "#app/domain/cube/flow.ts";
import { type JournalMeasure, partsOf } from "#app/domain/cube/measure.ts";
import type { CubeRow } from "#app/domain/cube/question.ts";
import { budgetResources, sum } from "#app/domain/quantity.ts";
import { propertySeed } from "#tests/support/properties.ts";

const columns = ["unit", "category"] as const;
type Row = CubeRow<"spendingClass" | (typeof columns)[number], Fate | "overrun">;

const amount = fc.oneof(fc.constant(0n), fc.bigInt({ min: -1_000n, max: 100_000n }));
const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    at: fc.record({
      spendingClass: fc.constantFrom("personnel", "nonPersonnel"),
      unit: fc.constantFrom("DR44", "DR59", "SG"),
      category: fc.constantFrom("21", "31", "51", null),
    }),
    resource: fc.constant("CP" as const),
    amounts: fc.record(
      Object.fromEntries([...fates, "overrun" as const].map((each) => [each, amount])) as Record<Fate | "overrun", typeof amount>,
    ),
  }),
  { maxLength: 12 },
);

const followed = (own: readonly Row[], stage: (typeof flowStages)[number], sees = true) =>
  moneyFlows(own, (at, fate) => columns.map((column) => flowPlaceOf(at, column, fate, sees)), stage);
const entering = (flows: readonly MoneyFlow[]) =>
  flows.filter(({ from }) => from.kind === "overrun" || (from.kind !== "fate" && placeKey(from).startsWith("unit")));
const leaving = (flows: readonly MoneyFlow[]) => flows.filter(({ to }) => to.kind === "fate");

test("what becomes of the credits is what was opened and what no credit covers, whatever the resource", () => {
  const placesOf = (measure: JournalMeasure, resource: (typeof budgetResources)[number]) => partsOf(measure, resource).places;
  for (const resource of budgetResources) {
    const reached = fatesOf("opened").flatMap((fate) => placesOf(fate, resource));
    const opened = placesOf("opened", resource).filter((place) => place !== "overrun");
    // Commitments take AE alone.
    expect(
      opened.filter((place) => !reached.includes(place)),
      resource,
    ).toEqual(resource === "AE" ? [] : ["committed"]);
    expect(new Set(reached).size, resource).toBe(reached.length);
  }
});

test("as much enters as leaves, column after column: what the fates add up to", () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...flowStages), fc.boolean(), (own, stage, sees) => {
      const flows = followed(own, stage, sees);
      const whole = sum(own.flatMap(({ amounts }) => fatesOf(stage).map((fate) => amounts[fate])));
      expect(sum(entering(flows).map((flow) => flow.amount))).toBe(whole);
      expect(sum(leaving(flows).map((flow) => flow.amount))).toBe(whole);
    }),
    { seed: propertySeed },
  );
});

const none = Object.fromEntries(fates.map((fate) => [fate, 0n])) as Record<Fate, bigint>;

test("the first column says what was opened: what no credit covers has a place of its own", () => {
  const at = { spendingClass: "nonPersonnel", unit: "DR44", category: "31" };
  const flows = followed([{ at, resource: "CP", amounts: { ...none, used: 120n, available: 0n, overrun: 20n } }], "opened");
  const said = flows.map(({ from, to, amount: each, told }) => [placeKey(from), placeKey(to), each, told]);
  expect(said).toEqual([
    // What the figure of a nature says is what was used, credit or not: it is no story of this flow.
    ["unit-DR44", "category-31", 100n, 120n],
    ["overrun", "category-31", 20n, 20n],
    ["category-31", "fate-used", 120n, 120n],
  ]);
});

test("what is not used yet is held by class, and says no nature", () => {
  const at = { spendingClass: "nonPersonnel", unit: "DR44", category: "31" };
  const flows = followed([{ at, resource: "CP", amounts: { ...none, used: 120n, available: -30n, overrun: 0n } }], "opened");
  expect(flows.map(({ from, to, amount: each, measure }) => [placeKey(from), placeKey(to), each, measure])).toEqual([
    ["unit-DR44", "category-31", 120n, "used"],
    ["category-31", "fate-used", 120n, "used"],
    ["unit-DR44", "category-above-nonPersonnel", -30n, null],
    ["category-above-nonPersonnel", "fate-available", -30n, "available"],
  ]);
});

test("who does not see what personnel costs reads it as one, but by unit", () => {
  const at = { spendingClass: "personnel", unit: "DR44", category: "21" };
  expect(placeKey(flowPlaceOf(at, "category", "used", true))).toBe("category-21");
  expect(placeKey(flowPlaceOf(at, "category", "used", false))).toBe("spendingClass-personnel");
  expect(placeKey(flowPlaceOf(at, "category", "available", false))).toBe("spendingClass-personnel");
  expect(placeKey(flowPlaceOf(at, "unit", "used", false))).toBe("unit-DR44");
});
