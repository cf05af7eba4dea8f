import { type BudgetResource, type Quantity, sum } from "../../quantity.ts";
import type { CheckedLine, CheckedRequest } from "./finding.ts";

/** What a line asks of a measure in a year, by months or as a whole; without a year, in all of them. */
export function amountOf({ cells }: CheckedLine, measure: BudgetResource, year?: number): Quantity {
  return sum(
    cells.filter((cell) => cell.measure === measure && (year === undefined || cell.targetYear === year)).map(({ amount }) => amount),
  );
}

/** Where a finding is: a month of a measure, or (month 0) its year. */
export function placeAt(
  { request, line }: { readonly request: CheckedRequest; readonly line: CheckedLine },
  measure: BudgetResource,
  targetYear: number,
  month = 0,
) {
  const cell = { lineId: line.id, measure, targetYear, month };
  return { requestId: request.id, requestNumber: request.number, cell, line: line.label || line.nature, measure };
}
