import { grouped } from "../grouped.ts";
import { atLeastZero, type Quantity, spread, sum } from "../quantity.ts";
import { costOfDays, type DayRate } from "./day-rate.ts";
import type { ExpenseKey } from "./operation.ts";

/** Expense of the general book in a year, lines that say the same counted together: debit less credit of class 6, in cents. */
export interface Expense {
  readonly personnel: boolean;
  readonly commitment: string | null;
  readonly contract: string | null;
  readonly unit: string | null;
  readonly activity: string | null;
  readonly amount: Quantity;
}

/** What an operation takes of an expense: thousandths of what its key designates. */
export interface ExpenseClaim {
  readonly operation: string;
  readonly phase: string | null;
  readonly key: ExpenseKey;
  readonly code: string;
  /** Of an activity: in this unit only; null: everywhere. */
  readonly unit: string | null;
  readonly share: number;
}

/** Days spent on the items of an operation, in hundredths. */
export interface OperationDays {
  readonly operation: string;
  readonly phase: string | null;
  readonly unit: string;
  readonly days: Quantity;
}

/** Which expense is support, and by what it is shared (decision 0178). */
export interface SupportKey {
  readonly basis: "days" | "direct";
  /** Activities whose expense is support, personnel apart, where no operation takes it. */
  readonly activities: readonly string[];
  /** So is expense that bears no activity: depreciation, inventory. */
  readonly unplaced: boolean;
}

export interface YearOfWorks {
  readonly expenses: readonly Expense[];
  readonly claims: readonly ExpenseClaim[];
  readonly days: readonly OperationDays[];
  readonly rates: ReadonlyMap<string, DayRate>;
  readonly support: SupportKey;
  /** Days of everybody in the year, in hundredths: what those of the operations are a share of. */
  readonly allDays: Quantity;
}

/** What an operation costs in a year; of one of its phases, or of none of them. */
export interface Cost {
  readonly operation: string;
  readonly phase: string | null;
  readonly direct: Quantity;
  readonly days: Quantity;
  readonly personnel: Quantity;
  readonly support: Quantity;
  /** Days of units that have no day rate: they are told, and cost nothing here. */
  readonly unrated: Quantity;
}

/** `direct`, `personnel` and `support` of a cost or of what is not allocated, in cents. */
export type CostParts = Pick<Cost, "direct" | "personnel" | "support">;

/** What a key gave to its operation: `whole` is what it designates, before shares. */
export interface Taking extends ExpenseClaim {
  readonly whole: Quantity;
  readonly amount: Quantity;
}

/** Days of a unit on an operation, and what they cost; null without a day rate. */
export interface ValuedDays extends OperationDays {
  readonly cost: Quantity | null;
}

export interface Allocation {
  readonly costs: readonly Cost[];
  readonly takings: readonly Taking[];
  readonly valued: readonly ValuedDays[];
  /** What no operation takes; `personnel` may be negative: days × rate then say more than was paid. */
  readonly rest: CostParts;
  /** Class 6 of the ledger: exactly the costs and the rest. */
  readonly ledger: Quantity;
}

export function wholeOf({ direct, personnel, support }: CostParts): Quantity {
  return direct + personnel + support;
}

export function totalCost(costs: readonly CostParts[]): CostParts {
  return {
    direct: sum(costs.map(({ direct }) => direct)),
    personnel: sum(costs.map(({ personnel }) => personnel)),
    support: sum(costs.map(({ support }) => support)),
  };
}

/**
 * Shares the expense of a year over operations and their phases: each line goes by its nearest key (its commitment, else its contract, else its
 * activity in its unit, else its activity), to whom that key gives it, in shares; days take personnel expense at their rate; support is shared by
 * its key. Nothing is given twice, and the costs and the rest add up to the ledger, to the cent.
 */
export function allocate({ expenses, claims, days, rates, support, allDays }: YearOfWorks): Allocation {
  const places = new Places();
  const byKey = grouped(claims, (own) => keyName(own.key, own.code, own.unit));
  let [personnel, shared, rest] = [0n, 0n, 0n];
  const given = new Map<string, Quantity>();
  const takings: Taking[] = [];
  for (const expense of expenses) {
    const key = expense.personnel ? undefined : keysOf(expense).find((name) => byKey.has(name));
    if (expense.personnel) personnel += expense.amount;
    else if (key !== undefined) given.set(key, (given.get(key) ?? 0n) + expense.amount);
    else if (isSupport(expense, support)) shared += expense.amount;
    else rest += expense.amount;
  }
  for (const [key, amount] of given) {
    const takers = byKey.get(key) ?? [];
    const left = 1_000 - takers.reduce((total, { share }) => total + share, 0);
    if (left < 0) throw new RangeError(`${key} is given away more than wholly`);
    const parts = spread(amount, [...takers.map(({ share }) => share), left].map(BigInt));
    for (const [index, claim] of takers.entries()) {
      const part = parts[index] ?? 0n;
      places.at(claim.operation, claim.phase).direct += part;
      takings.push({ ...claim, whole: amount, amount: part });
    }
    rest += parts.at(-1) ?? 0n;
  }
  const valued = days.map((own): ValuedDays => {
    const rate = rates.get(own.unit);
    return { ...own, cost: rate ? costOfDays(own.days, rate) : null };
  });
  for (const { operation, phase, days: spent, cost } of valued) {
    const place = places.at(operation, phase);
    place.days += spent;
    if (cost === null) place.unrated += spent;
    else place.personnel += cost;
  }
  const taken = sum(places.all.map((own) => own.personnel));
  const ledger = sum(expenses.map(({ amount }) => amount));
  const weights = places.all.map((own) => atLeastZero(support.basis === "days" ? own.days : own.direct + own.personnel));
  const others = atLeastZero((support.basis === "days" ? allDays : ledger - shared) - sum(weights));
  const parts = [...weights, others].some((weight) => weight > 0n) ? spread(shared, [...weights, others]) : [];
  for (const [index, place] of places.all.entries()) place.support = parts[index] ?? 0n;
  const sharedOut = sum(places.all.map((own) => own.support));
  return { costs: places.all, takings, valued, rest: { direct: rest, personnel: personnel - taken, support: shared - sharedOut }, ledger };
}

/** The keys that may give a line away, the nearest first. */
function keysOf({ commitment, contract, unit, activity }: Expense): string[] {
  return [
    ...(commitment === null ? [] : [keyName("commitment", commitment, null)]),
    ...(contract === null ? [] : [keyName("contract", contract, null)]),
    ...(activity === null || unit === null ? [] : [keyName("activity", activity, unit)]),
    ...(activity === null ? [] : [keyName("activity", activity, null)]),
  ];
}

function keyName(key: ExpenseKey, code: string, unit: string | null): string {
  return [key, code, unit ?? ""].join("\u0000");
}

function isSupport({ activity }: Expense, { activities, unplaced }: SupportKey): boolean {
  return activity === null ? unplaced : activities.includes(activity);
}

type Mutable<Own> = { -readonly [Key in keyof Own]: Own[Key] };

class Places {
  readonly #known = new Map<string, Mutable<Cost>>();

  at(operation: string, phase: string | null): Mutable<Cost> {
    const name = `${operation}\u0000${phase ?? ""}`;
    const own = this.#known.get(name) ?? { operation, phase, direct: 0n, days: 0n, personnel: 0n, support: 0n, unrated: 0n };
    this.#known.set(name, own);
    return own;
  }

  get all(): Mutable<Cost>[] {
    return [...this.#known.values()];
  }
}

/** What one unit of output costs, rounded to the nearest cent; `volume` in hundredths; null without volume. */
export function unitCost(cost: Quantity, volume: Quantity): Quantity | null {
  if (volume <= 0n) return null;
  const twice = 200n * cost;
  return (twice + (cost < 0n ? -volume : volume)) / (2n * volume);
}
