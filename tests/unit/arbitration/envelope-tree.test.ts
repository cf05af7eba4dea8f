import { describe, expect, it } from "vitest";
import { checkAdoption, checkDecision, type PlacedAmount, treeStandings } from "#app/domain/arbitration/envelope.ts";
import { type EnvelopeScope, type ScopeTrees, wholeScope } from "#app/domain/arbitration/envelope-scope.ts";
import { type Ceiling, checkCeilings, overAllotted, scopeTree } from "#app/domain/arbitration/envelope-tree.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";

const trees: ScopeTrees = {
  activities: new Map([
    ["220", null],
    ["01", "220"],
    ["01-ENQ", "01"],
    ["08", "220"],
  ]),
  units: new Map([
    ["INSEE", null],
    ["DR44", "INSEE"],
    ["DR13", "INSEE"],
    ["SG", "INSEE"],
    ["SG1", "SG"],
  ]),
  groups: new Map([["DR", new Set(["DR44", "DR13"])]]),
  asked: ["DR44", "DR13", "SG1"],
};
const at = (scope: Partial<EnvelopeScope>) => {
  const own = { ...wholeScope, ...scope };
  return { ...own, label: [own.activity, own.unit, own.group].filter((part) => part !== null).join(" · ") };
};
interface Told {
  readonly floor?: bigint;
  readonly spendingClass?: SpendingClass;
  readonly measure?: BudgetResource;
}
const ceiling = (
  scope: Partial<EnvelopeScope>,
  amount: bigint,
  { floor, spendingClass = "nonPersonnel", measure = "CP" }: Told = {},
): Ceiling => ({
  ...{ spendingClass, measure, targetYear: 2027, amount, floor: floor ?? null },
  scope: at(scope),
});
const verdict = (ceilings: readonly Ceiling[]) => {
  const result = checkCeilings(ceilings, trees, ceilings);
  return result.ok ? "ok" : result.refusal;
};
const named = { spendingClass: "nonPersonnel", resource: "CP", year: 2027 };

describe("ceilings that agree", () => {
  it.each([
    ["a child at its parent", [ceiling({}, 100n), ceiling({ activity: "01" }, 100n)]],
    [
      "children that add up to more than their parent: not all need be used",
      [ceiling({}, 100n), ceiling({ unit: "SG" }, 70n), ceiling({ group: "DR" }, 70n)],
    ],
    ["two cuts of the same whole", [ceiling({}, 100n), ceiling({ activity: "01" }, 90n), ceiling({ unit: "SG" }, 95n)]],
    ["another measure", [ceiling({}, 100n), ceiling({ activity: "01" }, 200n, { measure: "AE" })]],
    [
      "personnel AE = CP",
      [ceiling({}, 9n, { spendingClass: "personnel" }), ceiling({}, 9n, { spendingClass: "personnel", measure: "AE" })],
    ],
    [
      "floors within the parent",
      [ceiling({}, 100n), ceiling({ unit: "DR44" }, 60n, { floor: 50n }), ceiling({ unit: "DR13" }, 60n, { floor: 50n })],
    ],
  ] as const)("%s", (_, ceilings) => expect(verdict(ceilings)).toBe("ok"));
});

describe("ceilings that contradict each other are refused by both names and numbers", () => {
  it.each([
    [
      "a unit above the programme",
      [ceiling({}, 100n), ceiling({ unit: "DR44" }, 101n)],
      { kind: "envelope-above-parent", ...named, child: "DR44", childAmount: 101n, parent: "", parentAmount: 100n },
    ],
    [
      "a unit above its group",
      [ceiling({ group: "DR" }, 100n), ceiling({ unit: "DR44" }, 101n)],
      { kind: "envelope-above-parent", ...named, child: "DR44", childAmount: 101n, parent: "DR", parentAmount: 100n },
    ],
    [
      "an activity of a unit above its action",
      [ceiling({ activity: "01" }, 100n), ceiling({ activity: "01-ENQ", unit: "SG" }, 101n)],
      { kind: "envelope-above-parent", ...named, child: "01-ENQ · SG", childAmount: 101n, parent: "01", parentAmount: 100n },
    ],
    [
      "floors above the parent",
      [ceiling({ group: "DR" }, 100n), ceiling({ unit: "DR44" }, 60n, { floor: 51n }), ceiling({ unit: "DR13" }, 60n, { floor: 50n })],
      { kind: "envelope-floors-above-parent", ...named, children: ["DR44", "DR13"], floors: 101n, parent: "DR", parentAmount: 100n },
    ],
    [
      "a floor above its own ceiling",
      [ceiling({ unit: "SG" }, 10n, { floor: 11n })],
      { kind: "envelope-floor-above-ceiling", ...named, place: "SG", floor: 11n, ceiling: 10n },
    ],
    [
      "personnel AE ≠ CP",
      [
        ceiling({ unit: "SG" }, 10n, { spendingClass: "personnel" }),
        ceiling({ unit: "SG" }, 11n, { spendingClass: "personnel", measure: "AE" }),
      ],
      { kind: "envelope-authorisations-differ", place: "SG", year: 2027, ae: 11n, cp: 10n },
    ],
  ] as const)("%s", (_, ceilings, refusal) => expect(verdict(ceilings)).toEqual(refusal));
});

it("tells ceilings that promise more than the one above them", () => {
  const over = overAllotted(
    [ceiling({}, 100n), ceiling({ unit: "SG" }, 70n), ceiling({ group: "DR" }, 60n), ceiling({ activity: "01" }, 90n)],
    trees,
  );
  expect(over.map(({ parent, children, total }) => [parent.label, children.map(({ label }) => label), total])).toEqual([
    ["", ["SG", "DR"], 130n],
  ]);
});

it("draws the scopes as a tree", () => {
  const scopes = [{ unit: "DR44" }, { activity: "01" }, { group: "DR" }, {}, { activity: "01-ENQ" }, { activity: "01", unit: "SG" }].map(
    at,
  );
  expect(scopeTree(scopes, trees).map(({ scope, depth }) => `${"-".repeat(depth)}${scope.label}`)).toEqual([
    "",
    "-01",
    "--01-ENQ",
    "--01 · SG",
    "-DR",
    "--DR44",
  ]);
});

describe("standings over the tree", () => {
  const placedAs = (own: readonly PlacedAmount[]) => ({ byUnit: own, byActivity: own });
  const placed = (
    activity: string,
    unit: string,
    amount: bigint,
    { spendingClass = "nonPersonnel", measure = "CP" }: Told = {},
  ): PlacedAmount => ({
    ...{ activity, unit, amount, spendingClass, measure, targetYear: 2027 },
  });
  const of = (ceilings: readonly Ceiling[], decided: readonly PlacedAmount[]) =>
    treeStandings({ ceilings, asked: placedAs([]), decided: placedAs(decided), trees });

  it("counts what is below each scope, the whole campaign first", () => {
    const decided = [placed("01-ENQ", "DR44", 10n), placed("08", "DR44", 5n), placed("01", "SG1", 3n)];
    const standings = of(
      [ceiling({ group: "DR" }, 12n), ceiling({}, 100n), ceiling({ activity: "01" }, 50n), ceiling({ unit: "SG" }, 9n)],
      decided,
    );
    expect(standings.map(({ scope, decided: own, decidedOver }) => [scope?.label, own, decidedOver])).toEqual([
      [undefined, 18n, 0n],
      ["DR", 15n, 3n],
      ["01", 13n, 0n],
      ["SG", 3n, 0n],
    ]);
  });

  it("refuses a decision above the staff ceiling of a part, and adoption above any part", () => {
    const staff = { spendingClass: "personnel", measure: "ETPT" } as const;
    const ceilings = [ceiling({}, 100n, staff), ceiling({ unit: "SG" }, 5n, staff)];
    const after = of(ceilings, [placed("01", "SG1", 6n, staff)]);
    const refusal = { kind: "envelope-exceeded", spendingClass: "personnel", resource: "ETPT", envelope: 5n, decided: 6n, place: "SG" };
    expect(checkDecision(of(ceilings, []), after, 2027)).toEqual({ ok: false, refusal });
    expect(checkAdoption(after, 2027)).toEqual({ ok: false, refusal });
    const credits = of([ceiling({}, 100n), ceiling({ unit: "SG" }, 5n)], [placed("01", "SG1", 6n)]);
    expect(checkDecision([], credits, 2027)).toEqual({ ok: true, value: true });
    expect(checkAdoption(credits, 2027).ok).toBe(false);
  });
});
