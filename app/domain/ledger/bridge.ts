import { absolute, type Quantity, sum } from "../quantity.ts";
import type { BalancePairs } from "./balance-pairs.ts";

/**
 * The bridge from the payments of an exercise (CP consumed, budget book) to its expenses (class 6, general book): `domain.md` §3.3,
 * `books.md` « Bridges ». Each step is what one group of accounts moved, opening entries left aside; as every entry balances, expenses are
 * what all the other accounts say, and the ladder ends at zero unless an event says two amounts, or an account stands outside of it.
 */
export const bridgeLines = [
  "creditsWithoutCash",
  "cashWithoutCredits",
  "suppliers",
  "assetSuppliers",
  "notReceived",
  "staff",
  "social",
  "tax",
  "grants",
  "prepaid",
  "advances",
  "capitalised",
  "depreciation",
  "stocks",
  "otherParties",
  "income",
  "financing",
] as const;
export type BridgeLine = (typeof bridgeLines)[number];

/** Prefix of accounts → step; the longest wins. `cash` is told apart by what its events paid; expenses are where the ladder arrives. */
const places: Readonly<Record<string, BridgeLine | "cash" | "expenses">> = {
  "1": "financing",
  "15": "depreciation",
  "2": "capitalised",
  "237": "advances",
  "238": "advances",
  "28": "depreciation",
  "29": "depreciation",
  "3": "stocks",
  "39": "depreciation",
  "40": "suppliers",
  "404": "assetSuppliers",
  "405": "assetSuppliers",
  "408": "notReceived",
  "409": "advances",
  "41": "income",
  "42": "staff",
  "43": "social",
  "44": "tax",
  "45": "otherParties",
  "46": "otherParties",
  "462": "income",
  "468": "grants",
  "47": "otherParties",
  "48": "otherParties",
  "486": "prepaid",
  "487": "income",
  "49": "depreciation",
  "5": "cash",
  "59": "depreciation",
  "6": "expenses",
  "7": "income",
  "71": "stocks",
  "72": "capitalised",
  "78": "depreciation",
};
const longestPrefix = 3;

/** Where an account stands in the ladder; undefined: nowhere (classes 8 and 9), which leaves a residual. */
export function placeOf(account: string): BridgeLine | "cash" | "expenses" | undefined {
  for (let length = longestPrefix; length > 0; length -= 1) {
    const place = places[account.slice(0, length)];
    if (place !== undefined) return place;
  }
  return undefined;
}

/**
 * What the events of the exercise took out of the Treasury (credit − debit of class 5, in cents) beside what they consumed of the credits.
 * An event is of one kind: it consumed credits; or the State's liaison account stands in it; or revenue does; or none of them.
 */
export interface BridgeCash {
  /** CP consumed, budget book. */
  readonly consumed: Quantity;
  /** Of which by events that the general book does not know. */
  readonly consumedAlone: Quantity;
  readonly paidWithCredits: Quantity;
  readonly paidWithoutCredits: Quantity;
  readonly paidByFinancing: Quantity;
  readonly paidByIncome: Quantity;
}

interface MovedAccount extends Omit<BalancePairs, `closing${string}`> {
  readonly account: string;
  readonly label: string;
}

/** Credit − debit, in cents: a debt is above zero, and its growth adds to the expenses. */
export interface BridgeAccount {
  readonly account: string;
  readonly label: string;
  readonly opening: Quantity;
  readonly closing: Quantity;
  readonly effect: Quantity;
}
export interface BridgeStep {
  readonly line: BridgeLine;
  /** Null where a flow has no balance: cash, income, financing. */
  readonly opening: Quantity | null;
  readonly closing: Quantity | null;
  /** What it adds to the expenses. */
  readonly effect: Quantity;
  readonly accounts: readonly BridgeAccount[];
}
export interface Bridge {
  readonly consumed: Quantity;
  readonly steps: readonly BridgeStep[];
  /** Class 6, debit − credit, as the trial balance says. */
  readonly expenses: Quantity;
  /** Class 7, credit − debit. */
  readonly income: Quantity;
  /** Expenses less what the ladder explains: 0 when both books agree. */
  readonly residual: Quantity;
  /** Accounts that moved and that no step takes. */
  readonly strays: readonly BridgeAccount[];
}

const flows: readonly BridgeLine[] = ["creditsWithoutCash", "cashWithoutCredits", "income", "financing"];

export function bridgeOf(moved: readonly MovedAccount[], cash: BridgeCash): Bridge {
  const accounts = moved.map(bridgeAccount).filter(({ effect, opening }) => effect !== 0n || opening !== 0n);
  const at = (place: ReturnType<typeof placeOf>) => accounts.filter(({ account }) => placeOf(account) === place);
  const steps = bridgeLines.map((line) => stepOf(line, at(line), cashOf(line, cash)));
  const expenses = -sum(at("expenses").map(({ effect }) => effect));
  const explained = cash.consumed + sum(steps.map(({ effect }) => effect));
  return {
    consumed: cash.consumed,
    steps,
    expenses,
    income: sum(accounts.filter(({ account }) => account.startsWith("7")).map(({ effect }) => effect)),
    residual: expenses - explained,
    strays: at(undefined).filter(({ effect }) => effect !== 0n),
  };
}

/** How many things the ladder leaves unsaid, and for how much: the residual, or accounts that compensate each other. */
export function unexplained({ residual, strays }: Pick<Bridge, "residual" | "strays">): { count: number; amount: Quantity } {
  const amount = residual === 0n ? sum(strays.map(({ effect }) => absolute(effect))) : absolute(residual);
  return { count: Math.max(strays.length, residual === 0n ? 0 : 1), amount };
}

function bridgeAccount({ account, label, openingDebit, openingCredit, movementDebit, movementCredit }: MovedAccount): BridgeAccount {
  const opening = openingCredit - openingDebit;
  const effect = movementCredit - movementDebit;
  return { account, label, opening, effect, closing: opening + effect };
}

/** The part of the Treasury's movements that belongs to a step. */
function cashOf(line: BridgeLine, cash: BridgeCash): Quantity {
  switch (line) {
    case "creditsWithoutCash":
      return -cash.consumedAlone;
    case "cashWithoutCredits":
      return cash.paidWithoutCredits;
    case "income":
      return cash.paidByIncome;
    case "financing":
      return cash.paidByFinancing;
    default:
      return 0n;
  }
}

function stepOf(line: BridgeLine, accounts: readonly BridgeAccount[], cash: Quantity): BridgeStep {
  const flow = flows.includes(line);
  return {
    line,
    opening: flow ? null : sum(accounts.map(({ opening }) => opening)),
    closing: flow ? null : sum(accounts.map(({ closing }) => closing)),
    effect: sum(accounts.map(({ effect }) => effect)) + cash,
    accounts,
  };
}
