import { describe, expect, test } from "vitest";
import { checkMovement, type MovementLine, movementRules, originOf } from "#app/domain/allotment/movement.ts";
import { type MovementKind, type SpendingClass, type Stage, stages } from "#app/domain/stage.ts";

const classes: Readonly<Record<string, SpendingClass>> = { T2: "personnel", HT2: "nonPersonnel", "31": "nonPersonnel", "21": "personnel" };
const classOf = (nature: string) => classes[nature];

function line(
  from: Stage,
  to: Stage,
  changes: Partial<{ amount: bigint; resource: "AE" | "CP"; nature: string; toNature: string; toUnit: string }> = {},
): MovementLine {
  const { amount = 100n, resource = "AE", nature = "31", toNature = nature, toUnit = "SG" } = changes;
  const place = { unit: "SG", nature, activity: "01" };
  return { resource, amount, from: { stage: from, ...place }, to: { stage: to, ...place, unit: toUnit, nature: toNature } };
}

const legal: readonly (readonly [MovementKind, Stage, Stage])[] = [
  ["opening", "voted", "unallocated"],
  ["carryOver", "voted", "unallocated"],
  ["cancellation", "unallocated", "voted"],
  ["virement", "voted", "unallocated"],
  ["virement", "unallocated", "voted"],
  ["transfer", "voted", "unallocated"],
  ["transfer", "unallocated", "voted"],
  ["freeze", "unallocated", "reserve"],
  ["freeze", "notified", "reserve"],
  ["freeze", "allotted", "reserve"],
  ["extraFreeze", "unallocated", "reserve"],
  ["extraFreeze", "notified", "reserve"],
  ["extraFreeze", "allotted", "reserve"],
  ["release", "reserve", "unallocated"],
  ["release", "reserve", "notified"],
  ["release", "reserve", "allotted"],
  ["notification", "unallocated", "notified"],
  ["notification", "notified", "unallocated"],
  ["allotment", "notified", "allotted"],
  ["withdrawal", "allotted", "notified"],
  ["redeployment", "allotted", "allotted"],
  ["earmark", "allotted", "earmarked"],
  ["earmark", "earmarked", "allotted"],
  ["overrunClearing", "allotted", "overrun"],
];

describe("the legal paths of a movement", () => {
  test.each(legal)("%s: %s → %s", (kind, from, to) => {
    const toUnit = kind === "redeployment" ? "DR" : "SG";
    expect(checkMovement(kind, [line(from, to, { toUnit })], classOf).ok).toBe(true);
  });

  test("every other path of every kind is refused, with the article that forbids it", () => {
    const kinds = Object.keys(movementRules).filter((kind): kind is Exclude<MovementKind, "lapse"> => kind !== "lapse");
    for (const kind of kinds as Exclude<MovementKind, "lapse">[]) {
      for (const from of stages) {
        for (const to of stages) {
          if (legal.some(([known, source, target]) => known === kind && source === from && target === to)) continue;
          expect(checkMovement(kind, [line(from, to)], classOf)).toEqual({
            ok: false,
            refusal: { kind: "illegal-movement", movement: kind, from, to, article: movementRules[kind].article },
          });
        }
      }
    }
  });
});

describe("what a movement refuses, in order", () => {
  const article = movementRules.redeployment.article;
  test.each([
    ["no line", "allotment", [], { kind: "too-few-lines", count: 0 }],
    ["nothing", "allotment", [line("notified", "allotted", { amount: 0n })], { kind: "line-without-amount", line: 1 }],
    ["a negative amount", "allotment", [line("notified", "allotted", { amount: -1n })], { kind: "negative-amount", line: 1, amount: -1n }],
    [
      "CP affected to an operation",
      "earmark",
      [line("allotted", "earmarked", { resource: "CP" })],
      { kind: "resource-not-moved", movement: "earmark", resource: "CP", article: "LOLF art. 8" },
    ],
    [
      "a tranche for another unit",
      "allotment",
      [line("notified", "allotted", { toUnit: "DR" })],
      { kind: "place-must-stay", movement: "allotment", article: movementRules.allotment.article },
    ],
    [
      "a redeployment that goes nowhere",
      "redeployment",
      [line("allotted", "allotted")],
      { kind: "place-must-stay", movement: "redeployment", article },
    ],
    [
      "other titles to personnel",
      "redeployment",
      [line("allotted", "allotted", { toNature: "21" })],
      { kind: "non-personnel-to-personnel" },
    ],
    [
      "other titles notified as personnel",
      "notification",
      [line("unallocated", "notified", { nature: "HT2", toNature: "21" })],
      { kind: "non-personnel-to-personnel" },
    ],
    [
      "personnel in AE alone",
      "opening",
      [line("voted", "unallocated", { nature: "T2" })],
      { kind: "personnel-authorisations-differ", ae: 100n, cp: 0n },
    ],
    [
      "personnel leaving title 2 in AE alone",
      "redeployment",
      [line("allotted", "allotted", { nature: "21", toNature: "31" })],
      { kind: "personnel-authorisations-differ", ae: 100n, cp: 0n },
    ],
  ] as const)("%s", (_, kind, lines, refusal) => {
    expect(checkMovement(kind, lines, classOf)).toEqual({ ok: false, refusal });
  });

  test("personnel may fund other titles, in AE and CP alike (asymmetric fungibility)", () => {
    const lines = (["AE", "CP"] as const).map((resource) => line("allotted", "allotted", { nature: "21", toNature: "31", resource }));
    expect(checkMovement("redeployment", lines, classOf)).toEqual({ ok: true, value: lines });
  });
});

test("only what is opened or taken back has an origin: the kind's own, else the one given", () => {
  expect(originOf("opening", [line("voted", "unallocated")], "initialBudget")).toBe("initialBudget");
  expect(originOf("cancellation", [line("unallocated", "voted")], "initialBudget")).toBe("cancellation");
  expect(originOf("allotment", [line("notified", "allotted")], "initialBudget")).toBeUndefined();
});
