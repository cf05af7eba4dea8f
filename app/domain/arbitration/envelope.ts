import { type BudgetResource, type Quantity, sum } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type SpendingClass, spendingClasses } from "../stage.ts";
import { type AmountKey, amountUnder, type PlannedAmount, sameAmountKey, totalled } from "./amount.ts";
import {
  type EnvelopeScope,
  isWhole,
  type NamedScope,
  type Reach,
  reaches,
  reachOf,
  type ScopeTrees,
  scopeName,
} from "./envelope-scope.ts";
import type { Ceiling } from "./envelope-tree.ts";

/** An envelope against what is asked and what is decided, in the smallest unit; `envelope` is null when none is set. */
export interface Standing extends AmountKey {
  /** What the envelope bounds; absent: the whole campaign. */
  readonly scope?: NamedScope | undefined;
  /** What it promises at least. */
  readonly floor?: Quantity | undefined;
  readonly envelope: Quantity | null;
  readonly asked: Quantity;
  readonly decided: Quantity;
  /** How much what is asked exceeds the envelope; 0 when it fits or when there is no envelope. */
  readonly askedOver: Quantity;
  readonly decidedOver: Quantity;
}

const measures = ["AE", "CP", "ETPT", "DAY"] as const satisfies readonly BudgetResource[];

/** One standing for each key that has an envelope, a request or a decision: personnel first, then by year and measure. */
export function standingsOf(given: {
  envelopes: readonly PlannedAmount[];
  asked: readonly PlannedAmount[];
  decided: readonly PlannedAmount[];
}): Standing[] {
  const all = [...given.envelopes, ...given.asked, ...given.decided];
  const years = [...new Set(all.map((amount) => amount.targetYear))].sort();
  const keys = spendingClasses.flatMap((spendingClass) =>
    years.flatMap((targetYear) => measures.map((measure) => ({ spendingClass, measure, targetYear }))),
  );
  return keys
    .filter((key) => all.some((amount) => sameAmountKey(amount, key)))
    .map((key) => {
      const envelope = given.envelopes.find((candidate) => sameAmountKey(candidate, key))?.amount ?? null;
      const [asked, decided] = [amountUnder(given.asked, key), amountUnder(given.decided, key)];
      return { ...key, envelope, asked, decided, askedOver: over(asked, envelope), decidedOver: over(decided, envelope) };
    });
}

/** An amount where it is asked or decided. */
export interface UnitAmount extends PlannedAmount {
  readonly unit: string;
}
export interface PlacedAmount extends UnitAmount {
  readonly activity: string;
}

/** What is asked or decided: unit by unit, and by activity as far as ceilings bound one. */
export interface Placed {
  readonly byUnit: readonly UnitAmount[];
  readonly byActivity: readonly PlacedAmount[];
}

/** What a scope reaches of it under a key. */
export function amountWithin({ byUnit, byActivity }: Placed, scope: EnvelopeScope, reach: Reach, key: AmountKey): Quantity {
  const own =
    scope.activity === null
      ? byUnit.filter(({ unit }) => reach.units === null || reach.units.has(unit))
      : byActivity.filter((amount) => reaches(reach, amount));
  return sum(own.filter((amount) => sameAmountKey(amount, key)).map(({ amount }) => amount));
}

/**
 * Every ceiling of the tree against what is asked and decided: first those of the whole campaign, one for each key as `standingsOf` gives them,
 * then the narrower ones, each with its scope.
 */
export function treeStandings(given: {
  readonly ceilings: readonly Ceiling[];
  readonly asked: Placed;
  readonly decided: Placed;
  readonly trees: ScopeTrees;
}): Standing[] {
  const whole = given.ceilings.filter(({ scope }) => isWhole(scope));
  const narrow = given.ceilings.filter(({ scope }) => !isWhole(scope));
  return [
    ...standingsOf({ envelopes: whole, asked: totalled(given.asked.byUnit), decided: totalled(given.decided.byUnit) }),
    ...narrow.map(({ spendingClass, measure, targetYear, scope, amount, floor }): Standing => {
      const key = { spendingClass, measure, targetYear };
      const reach = reachOf(scope, given.trees);
      const within = (placed: Placed) => amountWithin(placed, scope, reach, key);
      const own = { asked: within(given.asked), decided: within(given.decided) };
      const beyond = { askedOver: over(own.asked, amount), decidedOver: over(own.decided, amount) };
      return { ...key, scope, ...(floor === null ? {} : { floor }), envelope: amount, ...own, ...beyond };
    }),
  ];
}

/** The same envelope: key and scope. */
export function sameEnvelope(left: Standing, right: Standing): boolean {
  return sameAmountKey(left, right) && nameOf(left) === nameOf(right);
}

function nameOf({ scope }: Standing): string {
  return scope === undefined ? "//" : scopeName(scope);
}

/**
 * May this scenario be adopted? In the campaign's year Σ decided ≤ envelope for each class and resource, everywhere in the tree, and what is
 * decided in AE, CP or ETPT has an envelope of the whole campaign (`domain.md` §2; days are bounded when someone set a bound). Later years are shown, not refused.
 */
export function checkAdoption(standings: readonly Standing[], targetYear: number): Result<true> {
  for (const standing of standings.filter((own) => own.targetYear === targetYear)) {
    const { spendingClass, measure, envelope, decided, decidedOver } = standing;
    if (envelope === null && decided !== 0n && measure !== "DAY") {
      return refuse({ kind: "envelope-missing", spendingClass, resource: measure, year: targetYear });
    }
    if (decidedOver > 0n) return refuse(exceeded(standing));
  }
  return accept(true);
}

/**
 * May this decision stand while others are still to come? Personnel credits and staff are a ceiling already (`domain.md` §2): a decision
 * that raises what is decided above their envelope is refused. Above any other envelope it stands, and the standings say so.
 */
export function checkDecision(before: readonly Standing[], after: readonly Standing[], targetYear: number): Result<true> {
  for (const standing of after.filter((own) => own.targetYear === targetYear && isCeiling(own))) {
    const raised = standing.decided > (before.find((own) => sameEnvelope(own, standing))?.decided ?? 0n);
    if (raised && standing.decidedOver > 0n) return refuse(exceeded(standing));
  }
  return accept(true);
}

function exceeded({ spendingClass, measure, envelope, decided, scope }: Standing): Refusal {
  const place = scope === undefined ? {} : { place: scope.label };
  return { kind: "envelope-exceeded", spendingClass, resource: measure, envelope: envelope ?? 0n, decided, ...place };
}

function isCeiling({ spendingClass, measure }: { spendingClass: SpendingClass; measure: BudgetResource }): boolean {
  return (spendingClass === "personnel" && measure !== "DAY") || measure === "ETPT";
}

function over(amount: Quantity, envelope: Quantity | null): Quantity {
  return envelope !== null && amount > envelope ? amount - envelope : 0n;
}
