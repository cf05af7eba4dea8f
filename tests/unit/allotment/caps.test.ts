import { describe, expect, test } from "vitest";
import { type Cap, type CapBase, type CapUse, capRules, capUses, ceilingOf, checkCap, lawfulCapRates } from "#app/domain/allotment/caps.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import type { SpendingClass } from "#app/domain/stage.ts";

const classes: Readonly<Record<string, SpendingClass>> = { T2: "personnel", HT2: "nonPersonnel" };
const classOf = (nature: string) => classes[nature];

function line(nature: "T2" | "HT2", resource: "AE" | "CP", amount: bigint, outwards = false): MovementLine {
  const place = { unit: "INSEE", nature, activity: "01" };
  const [from, to] = outwards ? (["unallocated", "voted"] as const) : (["voted", "unallocated"] as const);
  return { resource, amount, from: { stage: from, ...place }, to: { stage: to, ...place } };
}

/** LFI 2022 of programme 220 (`domain.md` §5), the year before invented, in cents. */
const bases: readonly CapBase[] = [
  base("personnel", "AE", 368_613_802_00n),
  base("personnel", "CP", 368_613_802_00n),
  base("nonPersonnel", "AE", 63_847_228_00n),
  base("nonPersonnel", "CP", 66_717_222_00n),
];
function base(spendingClass: SpendingClass, resource: "AE" | "CP", initial: bigint): CapBase {
  const before = { initialBefore: initial - 1_00n, actsBefore: initial + 7_00n, unusedBefore: 12_345n };
  return { spendingClass, resource, initial, acts: initial + 10_000_00n, ...before };
}
const settings = { rates: lawfulCapRates };

/** Of each cap: where it is asked, and its ceiling in cents, by hand from the figures above. */
const ceilings: readonly (readonly [Cap, SpendingClass | null, "AE" | "CP", bigint])[] = [
  ["virement", null, "AE", 8_649_220_60n],
  ["virement", null, "CP", 8_706_620_48n],
  ["virementPersonnel", "personnel", "CP", 7_372_276_04n],
  ["advanceDecree", null, "AE", 4_324_610_30n],
  ["cancellation", null, "CP", 6_530_265_36n],
  ["servicesVotes", "nonPersonnel", "CP", 66_717_229_00n],
  ["carryOverPersonnel", "personnel", "CP", 11_058_414_03n],
  ["carryOverOther", "nonPersonnel", "CP", 2_001_516_63n],
  ["carryOverAvailable", "nonPersonnel", "AE", 12_345n],
];

describe("each cap, at the cap and one cent above", () => {
  test.each(ceilings)("%s, %s, in %s", (cap, spendingClass, resource, ceiling) => {
    const scope = { cap, spendingClass, resource };
    expect(ceilingOf(scope, bases, settings)).toBe(ceiling);
    expect(checkCap({ ...scope, used: 0n, ceiling }, ceiling)).toEqual({ ok: true, value: ceiling });
    expect(checkCap({ ...scope, used: 0n, ceiling }, ceiling + 1n)).toEqual({
      ok: false,
      refusal: { kind: "cap-exceeded", ...scope, article: capRules[cap].article, used: 0n, ceiling, asked: ceiling + 1n },
    });
    // What was taken before counts.
    expect(checkCap({ ...scope, used: ceiling - 5n, ceiling }, 5n).ok).toBe(true);
    expect(checkCap({ ...scope, used: ceiling - 5n, ceiling }, 6n).ok).toBe(false);
  });

  test("a ceiling is rounded down: half a cent above two per cent is above it", () => {
    const small = [{ ...base("nonPersonnel", "AE", 149n), initial: 149n }];
    expect(ceilingOf({ cap: "virement", spendingClass: null, resource: "AE" }, small, settings)).toBe(2n);
  });

  test("what the finance act raises is raised, and what the whole State opened replaces the programme's own credits", () => {
    const raised = { ...lawfulCapRates, carryOverOther: 500 };
    const scope = { cap: "carryOverOther", spendingClass: "nonPersonnel", resource: "CP" } as const;
    expect(ceilingOf(scope, bases, { rates: raised })).toBe(3_335_861_05n);
    const state = { cancellation: { CP: 400_000_000_000_00n } };
    expect(ceilingOf({ cap: "cancellation", spendingClass: null, resource: "CP" }, bases, { rates: lawfulCapRates, state })).toBe(
      6_000_000_000_00n,
    );
  });

  test("what gives back is never refused, and never leaves less than nothing", () => {
    const state = { cap: "virement", spendingClass: null, resource: "AE", used: 10n, ceiling: 5n } as const;
    expect(checkCap(state, -4n)).toEqual({ ok: true, value: 6n });
    expect(checkCap(state, -40n)).toEqual({ ok: true, value: 0n });
  });
});

describe("what a movement draws on", () => {
  const both = [line("T2", "AE", 3n), line("T2", "CP", 3n), line("HT2", "AE", 5n), line("HT2", "CP", 7n)];
  const use = (cap: Cap, spendingClass: SpendingClass | null, resource: "AE" | "CP", amount: bigint): CapUse => ({
    cap,
    spendingClass,
    resource,
    amount,
  });

  test("a virement counts on the programme and on title 2, whichever way it goes", () => {
    const uses = [
      use("virement", null, "AE", 8n),
      use("virementPersonnel", "personnel", "AE", 3n),
      use("virement", null, "CP", 10n),
      use("virementPersonnel", "personnel", "CP", 3n),
    ];
    expect(capUses({ kind: "virement", lines: both }, classOf)).toEqual(uses);
    const outwards = both.map((own) => ({ ...own, from: own.to, to: own.from }));
    expect(capUses({ kind: "virement", lines: outwards }, classOf)).toEqual(uses);
    expect(capUses({ kind: "virement", reversal: true, lines: outwards }, classOf)).toEqual(
      uses.map((own) => ({ ...own, amount: -own.amount })),
    );
  });

  test("openings draw by their origin; a budget act draws on nothing, nor does a transfer", () => {
    expect(capUses({ kind: "opening", origin: "initialBudget", lines: both }, classOf)).toEqual([]);
    expect(capUses({ kind: "transfer", origin: "transfer", lines: both }, classOf)).toEqual([]);
    expect(capUses({ kind: "opening", origin: "advanceDecree", lines: both }, classOf)).toEqual([
      use("advanceDecree", null, "AE", 8n),
      use("advanceDecree", null, "CP", 10n),
    ]);
    expect(capUses({ kind: "opening", origin: "servicesVotes", lines: both }, classOf)).toEqual([
      use("servicesVotes", "personnel", "AE", 3n),
      use("servicesVotes", "nonPersonnel", "AE", 5n),
      use("servicesVotes", "personnel", "CP", 3n),
      use("servicesVotes", "nonPersonnel", "CP", 7n),
    ]);
  });

  test("carry-over: the 3 % on title 2 and on the CP of other titles, never on their AE; earmarked contributions are outside", () => {
    const available = [
      use("carryOverAvailable", "personnel", "AE", 3n),
      use("carryOverAvailable", "nonPersonnel", "AE", 5n),
      use("carryOverAvailable", "personnel", "CP", 3n),
      use("carryOverAvailable", "nonPersonnel", "CP", 7n),
    ];
    const uses = capUses({ kind: "carryOver", lines: both }, classOf);
    expect(uses.filter(({ cap }) => cap === "carryOverAvailable")).toEqual(available);
    expect(uses.filter(({ cap }) => cap !== "carryOverAvailable")).toEqual([
      use("carryOverPersonnel", "personnel", "AE", 3n),
      use("carryOverPersonnel", "personnel", "CP", 3n),
      use("carryOverOther", "nonPersonnel", "CP", 7n),
    ]);
    expect(capUses({ kind: "carryOver", earmarked: true, lines: both }, classOf)).toEqual(available);
  });
});
