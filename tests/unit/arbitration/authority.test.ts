import { describe, expect, it } from "vitest";
import {
  checkAuthority,
  checkDecisionRules,
  type Decider,
  type DecisionPhase,
  type DecisionRule,
  phaseOf,
  stakesOf,
} from "#app/domain/arbitration/authority.ts";

const unitArbitrator: Decider = { kind: "role", role: "arbitrator", whole: false };
const programmeArbitrator: Decider = { kind: "role", role: "arbitrator", whole: true };
const claire: Decider = { kind: "person", id: 9n, name: "Claire Martin" };
const row = (
  phase: DecisionPhase,
  upTo: bigint | null,
  decider: Decider,
  spendingClass: DecisionRule["spendingClass"] = null,
): DecisionRule => ({
  ...{ phase, upTo, decider, spendingClass },
});
/** Before the conference the unit's arbitrator up to 100, the programme's up to 1 000, Claire beyond; then the programme's; corrections are Claire's. */
const table = [
  row("preArbitration", 100n, unitArbitrator),
  row("preArbitration", 1_000n, programmeArbitrator),
  row("preArbitration", null, claire),
  row("conference", null, programmeArbitrator),
  row("correction", null, claire),
];

describe("a table has neither gap nor overlap", () => {
  const outcome = (rules: readonly DecisionRule[]) => {
    const result = checkDecisionRules(rules);
    return result.ok ? "ok" : result.refusal;
  };
  it("accepts the table above, and none at all", () => {
    expect(outcome(table)).toBe("ok");
    expect(outcome([])).toBe("ok");
  });
  it.each([
    [
      "a phase without a row",
      table.slice(0, 4),
      { kind: "decision-rules-gap", phase: "correction", spendingClass: "personnel", above: null },
    ],
    [
      "nobody above an amount",
      [row("preArbitration", 100n, unitArbitrator), ...table.slice(3)],
      { kind: "decision-rules-gap", phase: "preArbitration", spendingClass: "personnel", above: 100n },
    ],
    [
      "a class left out",
      [row("conference", null, claire, "personnel"), ...table.filter(({ phase }) => phase !== "conference")],
      { kind: "decision-rules-gap", phase: "conference", spendingClass: "nonPersonnel", above: null },
    ],
    [
      "two rows of one limit",
      [row("preArbitration", 100n, claire), ...table],
      { kind: "decision-rules-overlap", phase: "preArbitration", spendingClass: "personnel", upTo: 100n },
    ],
    [
      "two rows without limit, one of them for every class",
      [row("conference", null, claire, "personnel"), ...table],
      { kind: "decision-rules-overlap", phase: "conference", spendingClass: "personnel", upTo: null },
    ],
    ["a limit of zero", [...table, row("conference", 0n, claire)], { kind: "decision-rule-amount", row: 6, amount: 0n }],
    ["a negative limit", [row("conference", -5n, claire), ...table], { kind: "decision-rule-amount", row: 1, amount: -5n }],
    [
      "a role that decides nothing",
      [...table, row("conference", 5n, { kind: "role", role: "agent", whole: false })],
      { kind: "decision-rule-decider", row: 6 },
    ],
  ] as const)("%s", (_, rules, refusal) => expect(outcome(rules)).toEqual(refusal));
});

describe("who may decide what", () => {
  const people = {
    unit: { id: 1n, roles: [{ role: "arbitrator" as const, whole: false }] },
    programme: { id: 2n, roles: [{ role: "arbitrator" as const, whole: true }] },
    claire: { id: 9n, roles: [] },
    staff: { id: 3n, roles: [{ role: "programmeStaff" as const, whole: true }] },
  };
  const may = (who: keyof typeof people, phase: DecisionPhase, amount: bigint) =>
    checkAuthority(table, phase, [{ spendingClass: "nonPersonnel", amount }], people[who]).ok;
  const matrix: [keyof typeof people, DecisionPhase, bigint, boolean][] = [
    ["unit", "preArbitration", 100n, true],
    ["unit", "preArbitration", 101n, false],
    ["unit", "conference", 1n, false],
    ["unit", "correction", 0n, false],
    ["programme", "preArbitration", 50n, true],
    ["programme", "preArbitration", 1_000n, true],
    ["programme", "preArbitration", 1_001n, false],
    ["programme", "conference", 10n ** 12n, true],
    ["programme", "correction", 1n, false],
    ["claire", "preArbitration", 1n, true],
    ["claire", "preArbitration", 10n ** 12n, true],
    ["claire", "conference", 1n, false],
    ["claire", "correction", 1n, true],
    ["staff", "preArbitration", 1n, false],
  ];
  it.each(matrix)("%s, %s, %s: %s", (who, phase, amount, expected) => expect(may(who, phase, amount)).toBe(expected));

  it("names those who may, and what the person decides at most", () => {
    const refused = checkAuthority(table, "preArbitration", [{ spendingClass: "nonPersonnel", amount: 500n }], people.unit);
    expect(refused).toEqual({
      ok: false,
      refusal: {
        ...{ kind: "beyond-authority", phase: "preArbitration", spendingClass: "nonPersonnel", amount: 500n, upTo: 100n },
        deciders: [programmeArbitrator, claire],
      },
    });
  });
  it("asks each class that is at stake", () => {
    const rules = [
      row("preArbitration", null, unitArbitrator, "nonPersonnel"),
      row("preArbitration", null, claire, "personnel"),
      ...table.slice(3),
    ];
    const stakes = [
      { spendingClass: "personnel", amount: 5n },
      { spendingClass: "nonPersonnel", amount: 5n },
    ] as const;
    expect(checkAuthority(rules, "preArbitration", stakes, people.unit)).toMatchObject({
      refusal: { spendingClass: "personnel", upTo: null },
    });
    expect(checkAuthority(rules, "preArbitration", stakes.slice(1), people.unit).ok).toBe(true);
  });
  it("without a table lets whoever may decide", () => {
    expect(checkAuthority([], "conference", [{ spendingClass: "personnel", amount: 10n ** 15n }], people.unit).ok).toBe(true);
  });
});

describe("what is at stake", () => {
  const amount = (measure: "AE" | "CP" | "ETPT", asked: bigint, decided?: bigint) => ({
    ...{ spendingClass: "nonPersonnel" as const, measure, targetYear: 2027, asked },
    ...(decided === undefined ? {} : { decided }),
  });
  it.each([
    ["the largest of AE and CP", [amount("AE", 100n, 80n), amount("CP", 60n, 60n)], 100n],
    ["what is decided above what is asked", [amount("AE", 100n, 130n)], 130n],
    ["a refusal of much is much", [amount("AE", 100n, 0n)], 100n],
    ["a saving as its opposite", [amount("CP", -70n, -70n)], 70n],
    ["as asked, before a decision", [amount("CP", 70n)], 70n],
    ["staff by the credits that go with them", [amount("ETPT", 1_200n, 1_200n)], 0n],
  ] as const)("%s", (_, amounts, expected) => expect(stakesOf(amounts)).toEqual([{ spendingClass: "nonPersonnel", amount: expected }]));
});

it.each([
  ["instructed", false, false, "preArbitration"],
  ["preArbitrated", false, false, "preArbitration"],
  ["conference", true, false, "conference"],
  ["arbitrated", true, false, "conference"],
  ["arbitrated", false, false, "preArbitration"],
  ["arbitrated", true, true, "correction"],
] as const)("%s, called to the conference %s, sealed %s: %s", (state, wasInConference, isSealed, phase) => {
  expect(phaseOf({ state, wasInConference, isSealed })).toBe(phase);
});
