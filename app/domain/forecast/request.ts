import { absolute, type BudgetResource, largestQuantity, type Quantity, sum } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { SpendingClass } from "../stage.ts";
import type { CellKey } from "./cell.ts";
import { type BaselineComponent, signOf } from "./component.ts";
import type { Obligation, RequestKind } from "./request-state.ts";

/** The head of a request: what is asked for, and why. */
export interface RequestHead {
  readonly kind: RequestKind;
  readonly title: string;
  /** 1 is the most wanted; of new measures only: the baseline is presumed granted, a saving is offered. */
  readonly rank: number | null;
  readonly obligation: Obligation;
  readonly justification: string;
  /** What happens if it is refused. */
  readonly risk: string;
  /** What else was looked at, and why it is not what is asked. */
  readonly alternatives: string;
  /** What will be there when it is granted, and by what it is measured. */
  readonly deliverables: string;
  readonly indicator: string;
  /** Who manages the credits, and for whom (`books.md`: two units on each expense); codes of units in force. */
  readonly managingUnit: string;
  readonly benefitingUnit: string;
}

export interface PlannedCell extends CellKey {
  readonly amount: Quantity;
}

/** A line of a request with all its cells. */
export interface PlannedLine {
  readonly spendingClass: SpendingClass;
  /** Of a baseline only. */
  readonly component?: BaselineComponent | null;
  readonly cells: readonly PlannedCell[];
}

/** How many years after the campaign's a request may reach: the payments of a commitment of the last year. */
export const plannedYears = 9;

/**
 * Says whether a request may be kept as a draft. In order: title · rank of new measures only, from 1 · then for each line, from 1:
 * a component on a baseline only · year within the plan · amount within range · savings and the end of one-offs ≤ 0, everything else ≥ 0 · a year given by months or as a whole, not both ·
 * on personnel, AE = CP for each year and month (LOLF art. 8: personnel is paid in the year it is committed).
 */
export function checkRequest(head: RequestHead, lines: readonly PlannedLine[], firstYear: number): Result<readonly PlannedLine[]> {
  const fault = faultOfHead(head);
  if (fault) return refuse(fault);
  for (const [index, line] of lines.entries()) {
    const refusal = faultOfLine(head.kind, line, index + 1, firstYear);
    if (refusal) return refuse(refusal);
  }
  return accept(lines);
}

/** What a request must hold to be submitted: an amount, and for a new measure its justification. */
export function checkSubmission(head: Pick<RequestHead, "kind" | "justification">, lines: readonly PlannedLine[]): Result<true> {
  const amounts = lines.flatMap((line) => line.cells).filter((cell) => cell.amount !== 0n);
  if (amounts.length === 0) return refuse({ kind: "request-incomplete", missing: "amounts" });
  if (head.kind === "newMeasure" && head.justification.trim() === "")
    return refuse({ kind: "request-incomplete", missing: "justification" });
  return accept(true);
}

/** What deserves a look before submission; never a refusal. */
export type RequestWarning =
  | { readonly kind: "payments-above-authorisations"; readonly line: number; readonly ae: Quantity; readonly cp: Quantity }
  | { readonly kind: "payments-below-authorisations"; readonly line: number; readonly ae: Quantity; readonly cp: Quantity };

/**
 * Over all years, payments (CP) above authorisations (AE) draw on earlier commitments, and payments below them are not scheduled
 * whole. Non-personnel lines only, numbered from 1; cents.
 */
export function warningsOf(lines: readonly PlannedLine[]): RequestWarning[] {
  return lines.flatMap(({ spendingClass, cells }, index): RequestWarning[] => {
    if (spendingClass === "personnel") return [];
    const [ae, cp] = [totalOf(cells, "AE"), totalOf(cells, "CP")];
    if (cp === ae) return [];
    return [{ kind: cp > ae ? "payments-above-authorisations" : "payments-below-authorisations", line: index + 1, ae, cp }];
  });
}

function faultOfHead({ kind, title, rank }: RequestHead): Refusal | undefined {
  if (title.trim() === "") return { kind: "wrong-form", fields: { title: "required" } };
  const ranked = rank === null || (kind === "newMeasure" && Number.isInteger(rank) && rank > 0);
  return ranked ? undefined : { kind: "wrong-form", fields: { rank: kind === "newMeasure" ? "positive" : "newMeasureOnly" } };
}

function faultOfLine(
  kind: RequestKind,
  { spendingClass, component, cells }: PlannedLine,
  line: number,
  first: number,
): Refusal | undefined {
  if (component && kind !== "baseline") return { kind: "component-outside-baseline", line };
  const last = first + plannedYears;
  const sign = signOf(kind, component);
  for (const { targetYear, amount } of cells) {
    if (targetYear < first || targetYear > last) return { kind: "year-out-of-plan", year: targetYear, first, last };
    if (absolute(amount) > largestQuantity) return { kind: "amount-out-of-range", line, amount };
    if (sign === "notPositive" && amount > 0n)
      return { kind: kind === "saving" ? "saving-not-negative" : "one-offs-not-negative", line, amount };
    if (sign === "notNegative" && amount < 0n) return { kind: "negative-amount", line, amount };
  }
  const doubled = cells.find((cell) => cell.month === 0 && cells.some((other) => other.month !== 0 && sameYear(cell, other)));
  if (doubled) return { kind: "whole-year-and-months", line, resource: doubled.measure, year: doubled.targetYear };
  return spendingClass === "personnel" ? unequalAuthorisations(cells) : undefined;
}

function unequalAuthorisations(cells: readonly PlannedCell[]): Refusal | undefined {
  for (const { targetYear, month } of cells.filter((cell) => cell.measure === "AE" || cell.measure === "CP")) {
    const own = cells.filter((cell) => cell.targetYear === targetYear && cell.month === month);
    const [ae, cp] = [totalOf(own, "AE"), totalOf(own, "CP")];
    if (ae !== cp) return { kind: "personnel-authorisations-differ", ae, cp };
  }
  return undefined;
}

function sameYear(left: CellKey, right: CellKey): boolean {
  return left.measure === right.measure && left.targetYear === right.targetYear;
}

function totalOf(cells: readonly PlannedCell[], measure: BudgetResource): Quantity {
  return sum(cells.filter((cell) => cell.measure === measure).map((cell) => cell.amount));
}
