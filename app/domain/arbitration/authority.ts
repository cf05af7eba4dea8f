import { type Role, rolesWith } from "../access.ts";
import type { RequestState } from "../forecast/request-state.ts";
import type { Day } from "../month.ts";
import { absolute, type Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type SpendingClass, spendingClasses } from "../stage.ts";
import type { DecidedAmount } from "./amount.ts";

/**
 * When a decision is taken: on a request, before the conference, once it was called to it, or on what a sealed sitting decided; on a movement of
 * credits that somebody proposed.
 */
export const decisionPhases = ["preArbitration", "conference", "correction", "movement"] as const;
export type DecisionPhase = (typeof decisionPhases)[number];

/** Whoever holds a role over the request's unit, or over the whole programme (`whole`); or a named person. */
export type Decider =
  | { readonly kind: "role"; readonly role: Role; readonly whole: boolean }
  | { readonly kind: "person"; readonly id: bigint; readonly name: string };

/** One row of the table: who decides up to an amount in a phase. */
export interface DecisionRule {
  readonly phase: DecisionPhase;
  /** Null: whatever the class. */
  readonly spendingClass: SpendingClass | null;
  /** In cents, > 0; null: without limit. */
  readonly upTo: Quantity | null;
  readonly decider: Decider;
}

interface Band {
  readonly phase: DecisionPhase;
  readonly spendingClass: SpendingClass;
}
export type AuthorityRefusal =
  /** Nobody decides above `above`; null: nobody decides at all. */
  | (Band & { kind: "decision-rules-gap"; above: Quantity | null })
  | (Band & { kind: "decision-rules-overlap"; upTo: Quantity | null })
  | { kind: "decision-rule-amount"; row: number; amount: Quantity }
  | { kind: "decision-rule-decider"; row: number }
  | { kind: "decision-rules-past"; from: Day; today: Day }
  /** `upTo`: what this person decides at most; null: nothing. */
  | (Band & { kind: "beyond-authority"; amount: Quantity; upTo: Quantity | null; deciders: readonly Decider[] })
  | { kind: "delegation-to-oneself" }
  | { kind: "delegation-past"; from: Day; today: Day }
  | { kind: "delegation-not-held"; capability: string; unit: string }
  | { kind: "delegation-twice"; delegate: string };

/** The roles that a rule may name: those that decide. */
export const decidingRoles = rolesWith("arbitration.decide");

/**
 * A table without gap nor overlap. Refused, in this order: a limit that is not above 0 · a role that decides nothing · two rows of one limit for
 * one phase and class (a row for every class meets those of each) · a phase and class for which nobody decides above some amount: the last row
 * of each has no limit. No row at all is a table too: whoever may decide does, without limit; and so is one that says nothing of movements.
 */
export function checkDecisionRules<Rule extends DecisionRule>(rules: readonly Rule[]): Result<readonly Rule[]> {
  for (const [index, { upTo, decider }] of rules.entries()) {
    if (upTo !== null && upTo <= 0n) return refuse({ kind: "decision-rule-amount", row: index + 1, amount: upTo });
    if (decider.kind === "role" && !decidingRoles.includes(decider.role)) return refuse({ kind: "decision-rule-decider", row: index + 1 });
  }
  if (rules.length === 0) return accept(rules);
  for (const phase of decisionPhases) {
    if (!isRuled(rules, phase)) continue;
    for (const spendingClass of spendingClasses) {
      const ladder = ladderOf(rules, { phase, spendingClass });
      const twice = ladder.find(({ upTo }, index) => ladder.findIndex((other) => other.upTo === upTo) !== index);
      if (twice) return refuse({ kind: "decision-rules-overlap", phase, spendingClass, upTo: twice.upTo });
      const last = ladder.at(-1);
      if (last?.upTo !== null) return refuse({ kind: "decision-rules-gap", phase, spendingClass, above: last?.upTo ?? null });
    }
  }
  return accept(rules);
}

/** What is at stake in a class, in cents. */
export interface Stake {
  readonly spendingClass: SpendingClass;
  readonly amount: Quantity;
}

/**
 * What a decision puts at stake, by class: the largest of AE and CP in any one year, as asked or as decided, savings counted as their opposite.
 * Refusing a large request is a large decision. Staff and days count by the credits that go with them.
 */
export function stakesOf(
  amounts: readonly (Pick<DecidedAmount, "spendingClass" | "measure" | "asked"> & { readonly decided?: Quantity })[],
): Stake[] {
  return spendingClasses.flatMap((spendingClass) => {
    const own = amounts.filter((amount) => amount.spendingClass === spendingClass);
    const credits = own.filter(({ measure }) => measure === "AE" || measure === "CP");
    const sizes = credits.flatMap(({ asked, decided = 0n }) => [absolute(asked), absolute(decided)]);
    return own.length === 0 ? [] : [{ spendingClass, amount: sizes.reduce((most, size) => (size > most ? size : most), 0n) }];
  });
}

export function phaseOf(request: {
  readonly state: RequestState;
  readonly wasInConference: boolean;
  readonly isSealed: boolean;
}): DecisionPhase {
  if (request.isSealed) return "correction";
  return request.state === "conference" || request.wasInConference ? "conference" : "preArbitration";
}

/** Who decides, as the table knows people. */
export interface Principal {
  readonly id: bigint;
  /** The roles held over the request's unit. */
  readonly roles: readonly { readonly role: Role; readonly whole: boolean }[];
}

/**
 * May this person decide what is at stake in this phase? A row lets its decider decide up to its amount, and so anything less. Refused
 * (`beyond-authority`) for the first class above what the person decides, with those who may.
 */
export function checkAuthority(
  rules: readonly DecisionRule[],
  phase: DecisionPhase,
  stakes: readonly Stake[],
  person: Principal,
): Result<true> {
  if (rules.length === 0 || !isRuled(rules, phase)) return accept(true);
  for (const { spendingClass, amount } of stakes) {
    const ladder = ladderOf(rules, { phase, spendingClass });
    const own = ladder.filter(({ decider }) => isNamed(person, decider)).at(-1);
    if (own && reachesTo(own, amount)) continue;
    const deciders = ladder.filter((rule) => reachesTo(rule, amount)).map(({ decider }) => decider);
    return refuse({ kind: "beyond-authority", phase, spendingClass, amount, upTo: own?.upTo ?? null, deciders });
  }
  return accept(true);
}

/** Those whom the table lets decide all of this at once; null where it says nothing, and whoever holds the capability decides. */
export function decidersFor(rules: readonly DecisionRule[], phase: DecisionPhase, stakes: readonly Stake[]): readonly Decider[] | null {
  if (rules.length === 0 || !isRuled(rules, phase)) return null;
  const [first = [], ...others] = stakes.map(({ spendingClass, amount }) =>
    ladderOf(rules, { phase, spendingClass })
      .filter((rule) => reachesTo(rule, amount))
      .map(({ decider }) => decider),
  );
  return first.filter((decider) => others.every((own) => own.some((each) => keyOf(each) === keyOf(decider))));
}

function keyOf(decider: Decider): string {
  return decider.kind === "person" ? `person ${decider.id}` : `role ${decider.role} ${decider.whole}`;
}

/** Tables were written before movements were approved: one that does not speak of them leaves them to whoever may approve. */
function isRuled(rules: readonly DecisionRule[], phase: DecisionPhase): boolean {
  return phase !== "movement" || rules.some((rule) => rule.phase === phase);
}

/** The rows for a phase and class, by rising limit, the one without limit last. */
function ladderOf<Rule extends DecisionRule>(rules: readonly Rule[], band: Band): Rule[] {
  const own = rules.filter(
    (rule) => rule.phase === band.phase && (rule.spendingClass === null || rule.spendingClass === band.spendingClass),
  );
  return own.toSorted((left, right) => compare(left.upTo, right.upTo));
}

function reachesTo({ upTo }: DecisionRule, amount: Quantity): boolean {
  return upTo === null || amount <= upTo;
}

function isNamed({ id, roles }: Principal, decider: Decider): boolean {
  if (decider.kind === "person") return decider.id === id;
  return roles.some(({ role, whole }) => role === decider.role && (whole || !decider.whole));
}

function compare(left: Quantity | null, right: Quantity | null): number {
  if (left === right) return 0;
  return right === null || (left !== null && left < right) ? -1 : 1;
}
