import { describe, expect, it } from "vitest";
import type { GivenAmount, PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { type DecisionCase, decide, roomLeft } from "#app/domain/arbitration/decision.ts";
import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { type DecisionVerb, decisionVerbs } from "#app/domain/arbitration/verb.ts";

const year = { targetYear: 2027 };
const ae: PlannedAmount = { ...year, spendingClass: "nonPersonnel", measure: "AE", amount: 100n };
const cp: PlannedAmount = { ...year, spendingClass: "nonPersonnel", measure: "CP", amount: 60n };
const give = (measure: "AE" | "CP", amount: bigint): GivenAmount => ({ ...year, measure, amount });
const world: DecisionCase = {
  verb: "grant",
  reason: "Because.",
  condition: "If so.",
  asked: [ae, cp],
  given: [],
  proposed: [
    { ...ae, amount: 80n },
    { ...cp, amount: 50n },
  ],
  room: [
    { ...ae, amount: 70n },
    { ...cp, amount: 90n },
  ],
};
const amountsOf = (decision: Partial<DecisionCase>) => {
  const result = decide({ ...world, ...decision });
  return result.ok ? result.value.map((amount) => amount.decided) : result.refusal.kind;
};

/** What each verb yields for AE 100 and CP 60 asked: alone, with AE 90 typed, and when notified N is used up. */
const yields: Record<DecisionVerb, [alone: bigint[] | string, typed: bigint[] | string, usedUp: bigint[] | string]> = {
  grant: [
    [100n, 60n],
    [100n, 60n],
    [100n, 60n],
  ],
  grantConditionally: [
    [100n, 60n],
    [90n, 60n],
    [100n, 60n],
  ],
  capAtNotified: [
    [70n, 60n],
    [70n, 60n],
    [0n, 0n],
  ],
  propose: [
    [80n, 50n],
    [90n, 50n],
    [80n, 50n],
  ],
  defer: [
    [0n, 0n],
    [0n, 0n],
    [0n, 0n],
  ],
  refuse: [
    [0n, 0n],
    [0n, 0n],
    [0n, 0n],
  ],
  other: ["amounts-required", [90n, 60n], "amounts-required"],
};

describe.each(decisionVerbs)("%s", (verb) => {
  it("yields its amounts", () => {
    const usedUp = [
      { ...ae, amount: -5n },
      { ...cp, amount: 0n },
    ];
    expect([amountsOf({ verb }), amountsOf({ verb, given: [give("AE", 90n)] }), amountsOf({ verb, room: usedUp })]).toEqual(yields[verb]);
  });
  it("never stands without a reason", () => expect(amountsOf({ verb, reason: " \n" })).toBe("reason-required"));
});

const personnel = [
  { ...ae, spendingClass: "personnel" as const },
  { ...cp, spendingClass: "personnel" as const, amount: 100n },
];
const saving = [{ ...ae, amount: -100n }];
const refusals: { rule: string; decision: Partial<DecisionCase>; outcome: bigint[] | string }[] = [
  { rule: "a condition is said", decision: { verb: "grantConditionally", condition: " " }, outcome: "condition-required" },
  { rule: "an opinion was given", decision: { verb: "propose", proposed: null }, outcome: "amounts-required" },
  { rule: "an opinion without amounts proposes what is asked", decision: { verb: "propose", proposed: [] }, outcome: [100n, 60n] },
  {
    rule: "only what is asked is decided",
    decision: { verb: "other", given: [{ ...give("AE", 1n), targetYear: 2028 }] },
    outcome: "not-asked",
  },
  {
    rule: "the class is said when both are asked",
    decision: { verb: "other", asked: [ae, ...personnel], given: [give("AE", 1n)] },
    outcome: "not-asked",
  },
  { rule: "what is asked is not turned round", decision: { verb: "other", given: [give("AE", -1n)] }, outcome: "negative-amount" },
  { rule: "a saving stays one", decision: { verb: "other", asked: saving, given: [give("AE", 1n)] }, outcome: "saving-not-negative" },
  { rule: "more than asked takes a reason of its own", decision: { verb: "propose", given: [give("AE", 101n)] }, outcome: "above-asked" },
  { rule: "more than asked with such a reason stands", decision: { verb: "other", given: [give("AE", 101n)] }, outcome: [101n, 60n] },
  { rule: "a saving may be given up", decision: { verb: "refuse", asked: saving }, outcome: [0n] },
  { rule: "a saving is granted whole", decision: { verb: "capAtNotified", asked: saving }, outcome: [-100n] },
  {
    rule: "personnel AE = CP",
    decision: { verb: "other", asked: personnel, given: [give("AE", 50n), give("CP", 40n)] },
    outcome: "personnel-authorisations-differ",
  },
  { rule: "personnel AE typed is CP too", decision: { verb: "other", asked: personnel, given: [give("AE", 50n)] }, outcome: [50n, 50n] },
  {
    rule: "personnel is capped at the lesser room",
    decision: {
      verb: "capAtNotified",
      asked: personnel,
      room: personnel.map((own) => ({ ...own, amount: own.measure === "AE" ? 30n : 40n })),
    },
    outcome: [30n, 30n],
  },
];

it.each(refusals)("$rule", ({ decision, outcome }) => {
  expect(amountsOf(decision)).toEqual(outcome);
});

it("leaves of notified N what the unit's other requests do not take", () => {
  const notified = [{ spendingClass: "nonPersonnel" as const, measure: "AE" as const, notified: 70n }];
  expect(roomLeft([ae, cp], notified, [{ ...ae, amount: 90n }])).toEqual([
    { ...ae, amount: -20n },
    { ...cp, amount: 0n },
  ]);
});

const outcomes = [
  ["grant", 5n, "granted"],
  ["grantConditionally", 5n, "conditional"],
  ["capAtNotified", 5n, "granted"],
  ["capAtNotified", 3n, "partial"],
  ["capAtNotified", 0n, "refused"],
  ["propose", 4n, "partial"],
  ["defer", 0n, "deferred"],
  ["refuse", 0n, "refused"],
  ["other", 6n, "granted"],
] as const;

it.each(outcomes)("%s with %s of 5 is %s", (verb, decided, outcome) => {
  expect(outcomeOf(verb, [{ asked: 5n, decided }])).toBe(outcome);
});
