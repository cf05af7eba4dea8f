import { atLeastZero, least, type Quantity, spread, sum } from "../../quantity.ts";
import { type AmountKey, amountUnder, type PlannedAmount, sameAmountKey, twinOf } from "../amount.ts";

/** The rules that people know, before anything is computed: each gives every request an amount under each key that it asks for. */
export const plainRules = ["proRata", "byRank", "capAtNotified", "floorAtLanding"] as const;
export type PlainRule = (typeof plainRules)[number];

/** A request as the plain rules take it. */
export interface AskedRequest {
  readonly id: string;
  readonly unit: string;
  /** Under one key once; what is negative is a saving, always taken whole. */
  readonly asked: readonly PlannedAmount[];
  /** Who is served first: 0 before 1. */
  readonly precedence: number;
  readonly rank: number | null;
}

export interface RuleCase {
  /** In the order in which equal requests are served. */
  readonly requests: readonly AskedRequest[];
  /** At most one for a key; a key without an envelope is not bounded. */
  readonly envelopes: readonly PlannedAmount[];
  /** What each unit was notified, or lands on, in N: one amount for a class and a measure, whatever the year asked for. */
  readonly held: readonly (Omit<PlannedAmount, "targetYear"> & { readonly unit: string })[];
}

export interface RuledRequest {
  readonly id: string;
  readonly amounts: readonly PlannedAmount[];
}

/**
 * What a plain rule gives each request, in order.
 * `proRata`: everybody the same share of what they ask, that of the key's envelope.
 * `byRank`: whole or nothing, by precedence, then rank, then order, while every envelope holds; what does not fit is passed over.
 * `capAtNotified`: what a unit asks, at most what it was notified in N; whether the envelopes hold is for whoever looks.
 * `floorAtLanding`: what a unit asks up to what it lands on in N, then the same share of what it asks above that.
 * Shares are rounded down unit by unit, so that no envelope is exceeded, by less than the smallest unit each; a unit's amount is spread over its requests
 * exactly, by largest remainder. On personnel AE and CP get the lesser of the two (LOLF art. 8).
 */
export function ruled(rule: PlainRule, given: RuleCase): RuledRequest[] {
  switch (rule) {
    case "byRank":
      return byRank(given);
    case "proRata":
      return byUnit(given, (key) => sharedOver(given, key, () => 0n));
    case "capAtNotified":
      return byUnit(given, (key) => (unit) => least(wanted(given, unit, key), heldBy(given, unit, key)));
    case "floorAtLanding":
      return byUnit(given, (key) => sharedOver(given, key, (unit) => least(wanted(given, unit, key), heldBy(given, unit, key))));
  }
}

type UnitAmount = (unit: string) => Quantity;

/** Each unit's amount under a key, spread over its requests in proportion of what they ask; savings as they are. */
function byUnit(given: RuleCase, amountOf: (key: AmountKey) => UnitAmount): RuledRequest[] {
  const { requests } = given;
  const amounts = new Map(requests.map(({ id }) => [id, [] as PlannedAmount[]]));
  for (const key of keysOf(requests)) {
    const twin = twinOf(key);
    const [own, other] = [amountOf(key), twin && keysOf(requests).some((one) => sameAmountKey(one, twin)) ? amountOf(twin) : undefined];
    for (const unit of new Set(requests.map((request) => request.unit))) {
      const asking = requests.filter((request) => request.unit === unit && request.asked.some((amount) => sameAmountKey(amount, key)));
      const asks = asking.map(({ asked }) => amountUnder(asked, key));
      const total = other === undefined ? own(unit) : least(own(unit), other(unit));
      const parts = spread(asks.some((ask) => ask > 0n) ? total : 0n, asks.map(atLeastZero));
      for (const [index, { id }] of asking.entries()) {
        const ask = asks[index] ?? 0n;
        amounts.get(id)?.push({ ...key, amount: ask < 0n ? ask : (parts[index] ?? 0n) });
      }
    }
  }
  return requests.map(({ id }) => ({ id, amounts: amounts.get(id) ?? [] }));
}

/** A first part for each unit, then the same share of the rest of what it asks, within the key's envelope. */
function sharedOver(given: RuleCase, key: AmountKey, first: UnitAmount): UnitAmount {
  const units = [...new Set(given.requests.map(({ unit }) => unit))];
  const envelope = given.envelopes.find((own) => sameAmountKey(own, key));
  if (!envelope) return (unit) => wanted(given, unit, key);
  const savings = sum(given.requests.map(({ asked }) => least(amountUnder(asked, key), 0n)));
  const room = atLeastZero(envelope.amount - savings - sum(units.map(first)));
  const rest = sum(units.map((unit) => wanted(given, unit, key) - first(unit)));
  if (rest <= room) return (unit) => wanted(given, unit, key);
  return (unit) => first(unit) + ((wanted(given, unit, key) - first(unit)) * room) / rest;
}

function byRank({ requests, envelopes }: RuleCase): RuledRequest[] {
  const left = envelopes.map((own) => own.amount - sum(requests.map(({ asked }) => least(amountUnder(asked, own), 0n))));
  const granted = new Set<string>();
  const served = requests.toSorted((one, other) => one.precedence - other.precedence || (one.rank ?? 0) - (other.rank ?? 0));
  for (const { id, asked } of served) {
    const taken = envelopes.map((own) => atLeastZero(amountUnder(asked, own)));
    if (taken.some((amount, index) => amount > 0n && amount > (left[index] ?? 0n))) continue;
    granted.add(id);
    for (const [index, amount] of taken.entries()) left[index] = (left[index] ?? 0n) - amount;
  }
  return requests.map(({ id, asked }) => ({
    id,
    amounts: asked.map((own) => (own.amount > 0n && !granted.has(id) ? { ...own, amount: 0n } : own)),
  }));
}

/** What a unit asks under a key, its savings left out. */
function wanted({ requests }: RuleCase, unit: string, key: AmountKey): Quantity {
  return sum(requests.flatMap((own) => (own.unit === unit ? [atLeastZero(amountUnder(own.asked, key))] : [])));
}

function heldBy({ held }: RuleCase, unit: string, { spendingClass, measure }: AmountKey): Quantity {
  const own = held.find((one) => one.unit === unit && one.spendingClass === spendingClass && one.measure === measure);
  return atLeastZero(own?.amount ?? 0n);
}

function keysOf(requests: readonly AskedRequest[]): AmountKey[] {
  const keys: AmountKey[] = [];
  for (const { spendingClass, measure, targetYear } of requests.flatMap(({ asked }) => asked)) {
    const key = { spendingClass, measure, targetYear };
    if (!keys.some((own) => sameAmountKey(own, key))) keys.push(key);
  }
  return keys;
}
