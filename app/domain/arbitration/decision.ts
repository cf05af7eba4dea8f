import { atLeastZero, least, type Quantity } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import {
  type AmountKey,
  amountUnder,
  attributeAmounts,
  type DecidedAmount,
  type GivenAmount,
  type PlannedAmount,
  sameAmountKey,
  twinOf,
} from "./amount.ts";
import type { DecisionVerb } from "./verb.ts";

/** What a decision is made of, before it is one. */
export interface DecisionCase {
  readonly verb: DecisionVerb;
  readonly reason: string;
  readonly condition: string;
  /** One amount for each key that the request asks for. */
  readonly asked: readonly PlannedAmount[];
  /** What the decider typed. */
  readonly given: readonly GivenAmount[];
  /** What the instructor proposed (« Avis du DPG »), where it is not what is asked; null without an opinion. */
  readonly proposed: readonly PlannedAmount[] | null;
  /** What is left of the unit's notified N once its other requests are decided; may be negative. */
  readonly room: readonly PlannedAmount[];
}

/**
 * Verbs whose reason goes without saying, so that a standard sentence is offered. The four others ask for a sentence of their own,
 * and they alone may decide more than was asked (`domain.md` §2: decided > asked only with its own reason).
 */
export const standardReasonVerbs: readonly DecisionVerb[] = ["grant", "capAtNotified", "propose"];

/** Verbs for which amounts may be typed; the others compute them. */
export const openVerbs: readonly DecisionVerb[] = ["grantConditionally", "propose", "other"];

/**
 * What a verb yields for each key asked, in the smallest unit.
 * `grant`: what is asked · `grantConditionally`: the same or the amounts typed, under a condition · `capAtNotified`: at most what is left
 * of notified N, at least 0 · `propose`: the amounts typed, else those proposed · `defer`, `refuse`: 0 · `other`: the amounts typed.
 * Refused in this order: `reason-required` · `condition-required` · `amounts-required` · `not-asked` (an amount for what is not asked, or
 * for either class when both are) · a sign that is not the request's · `above-asked` · `personnel-authorisations-differ`.
 */
export function decide(decision: DecisionCase): Result<DecidedAmount[]> {
  const { verb, reason, condition, asked } = decision;
  if (reason.trim() === "") return refuse({ kind: "reason-required" });
  if (verb === "grantConditionally" && condition.trim() === "") return refuse({ kind: "condition-required" });
  const given = attributeAmounts(asked, openVerbs.includes(verb) ? decision.given : []);
  if (!given.ok) return given;
  if (verb === "other" && given.value.length === 0) return refuse({ kind: "amounts-required" });
  if (verb === "propose" && given.value.length === 0 && decision.proposed === null) return refuse({ kind: "amounts-required" });
  const decided = asked.map(({ amount, ...key }) => ({
    ...key,
    asked: amount,
    decided: yielded(decision, given.value, { ...key, amount }),
  }));
  const refusal = decided.map((amount) => faultOf(amount, verb)).find((fault) => fault !== undefined) ?? unequal(decided);
  return refusal ? refuse(refusal) : accept(decided);
}

/**
 * What is left of notified N for each key asked, once the unit's other requests are decided; below 0 when they take more than it.
 * Later years are held to the same notified N.
 */
export function roomLeft(
  asked: readonly AmountKey[],
  notified: readonly Omit<PlannedAmount & { readonly notified: Quantity }, "targetYear" | "amount">[],
  decidedOfOthers: readonly PlannedAmount[],
): PlannedAmount[] {
  return asked.map(({ spendingClass, measure, targetYear }) => {
    const held = notified.find((own) => own.spendingClass === spendingClass && own.measure === measure)?.notified ?? 0n;
    const key = { spendingClass, measure, targetYear };
    return { ...key, amount: held - amountUnder(decidedOfOthers, key) };
  });
}

function yielded({ verb, proposed, room, asked }: DecisionCase, given: readonly PlannedAmount[], ask: PlannedAmount): Quantity {
  switch (verb) {
    case "grant":
      return ask.amount;
    case "grantConditionally":
    case "other":
      return typed(given, ask) ?? ask.amount;
    case "propose":
      return typed(given, ask) ?? proposedFor(proposed ?? [], ask);
    case "capAtNotified":
      return least(ask.amount, atLeastZero(roomUnder(room, asked, ask)));
    case "defer":
    case "refuse":
      return 0n;
  }
}

/** What an opinion proposes for an amount asked: the amount that it names, on personnel for AE or CP alike, else what is asked. */
export function proposedFor(proposed: readonly PlannedAmount[], ask: PlannedAmount): Quantity {
  return typed(proposed, ask) ?? ask.amount;
}

/** On personnel AE and CP go together, so the lesser room holds for both. */
function roomUnder(room: readonly PlannedAmount[], asked: readonly PlannedAmount[], key: AmountKey): Quantity {
  const own = amountUnder(room, key);
  const twin = twinOf(key);
  return twin && asked.some((ask) => sameAmountKey(ask, twin)) ? least(own, amountUnder(room, twin)) : own;
}

/** The amount typed under the key; on personnel the one typed for its twin counts for both. */
function typed(given: readonly PlannedAmount[], key: AmountKey): Quantity | undefined {
  const twin = twinOf(key);
  const own = given.find((amount) => sameAmountKey(amount, key)) ?? (twin && given.find((amount) => sameAmountKey(amount, twin)));
  return own?.amount;
}

function faultOf({ asked, decided, measure, targetYear }: DecidedAmount, verb: DecisionVerb): Refusal | undefined {
  if (asked >= 0n && decided < 0n) return { kind: "negative-amount", line: 0, amount: decided };
  if (asked < 0n && decided > 0n) return { kind: "saving-not-negative", line: 0, amount: decided };
  if (decided <= asked || !standardReasonVerbs.includes(verb)) return undefined;
  return { kind: "above-asked", resource: measure, year: targetYear, asked, decided };
}

function unequal(decided: readonly DecidedAmount[]): Refusal | undefined {
  for (const ae of decided.filter((amount) => amount.spendingClass === "personnel" && amount.measure === "AE")) {
    const cp = decided.find((amount) => sameAmountKey(amount, { ...ae, measure: "CP" }))?.decided ?? 0n;
    if (cp !== ae.decided) return { kind: "personnel-authorisations-differ", ae: ae.decided, cp };
  }
  return undefined;
}
