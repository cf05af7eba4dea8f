import type { BudgetResource, Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { SpendingClass } from "../stage.ts";

/** What envelopes, decisions and opinions are counted by: personnel and the rest are separate ceilings, measures never mix. */
export interface AmountKey {
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly targetYear: number;
}

/** In the smallest unit of the measure; negative for a saving. */
export interface PlannedAmount extends AmountKey {
  readonly amount: Quantity;
}

/** An amount as a person gives it: the spending class goes without saying when only one is asked for. */
export interface GivenAmount {
  readonly spendingClass?: SpendingClass | undefined;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly amount: Quantity;
}

export interface DecidedAmount extends AmountKey {
  readonly asked: Quantity;
  readonly decided: Quantity;
}

export function sameAmountKey(left: AmountKey, right: AmountKey): boolean {
  return left.spendingClass === right.spendingClass && left.measure === right.measure && left.targetYear === right.targetYear;
}

/** On personnel AE and CP go together (LOLF art. 8): the key of the other. */
export function twinOf(key: AmountKey): AmountKey | undefined {
  if (key.spendingClass !== "personnel" || (key.measure !== "AE" && key.measure !== "CP")) return undefined;
  return { ...key, measure: key.measure === "AE" ? "CP" : "AE" };
}

/** The amount under a key; 0 when there is none. */
export function amountUnder(amounts: readonly PlannedAmount[], key: AmountKey): Quantity {
  return amounts.find((candidate) => sameAmountKey(candidate, key))?.amount ?? 0n;
}

/** One amount per key, in order. */
export function totalled(amounts: readonly PlannedAmount[]): PlannedAmount[] {
  const totals = new Map<string, PlannedAmount>();
  for (const { spendingClass, measure, targetYear, amount } of amounts) {
    const name = `${spendingClass} ${measure} ${targetYear}`;
    totals.set(name, { spendingClass, measure, targetYear, amount: (totals.get(name)?.amount ?? 0n) + amount });
  }
  return inOrder([...totals.values()]);
}

/** Personnel first, then by year, then AE, CP, ETPT, days. */
export function inOrder<Amount extends AmountKey>(amounts: readonly Amount[]): Amount[] {
  return [...amounts].sort((left, right) => places(left) - places(right));
}

const measures: readonly BudgetResource[] = ["AE", "CP", "ETPT", "DAY"];

function places({ spendingClass, measure, targetYear }: AmountKey): number {
  return (spendingClass === "personnel" ? 0 : 1_000_000) + targetYear * 10 + measures.indexOf(measure);
}

/** Puts given amounts under the keys asked. `not-asked`: an amount for what is not asked, or without its class when both are asked. */
export function attributeAmounts(asked: readonly PlannedAmount[], given: readonly GivenAmount[]): Result<PlannedAmount[]> {
  const amounts: PlannedAmount[] = [];
  for (const { spendingClass, measure, targetYear, amount } of given) {
    const [ask, ...others] = asked
      .filter((own) => own.measure === measure && own.targetYear === targetYear)
      .filter((own) => spendingClass === undefined || own.spendingClass === spendingClass);
    if (!ask || others.length > 0) return refuse({ kind: "not-asked", resource: measure, year: targetYear });
    amounts.push({ spendingClass: ask.spendingClass, measure, targetYear, amount });
  }
  return accept(amounts);
}
