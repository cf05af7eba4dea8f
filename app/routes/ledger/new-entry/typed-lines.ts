import type { Cents } from "#app/domain/money.ts";
import { parseEuros } from "#app/domain/money.ts";

/** What the amounts typed so far sum to; `unread` counts those that are not amounts (yet). */
export interface TypedTotals {
  readonly debit: Cents;
  readonly credit: Cents;
  readonly unread: number;
}

const amountName = /^lines\[(\d+)\]\.(debit|credit)$/;
const lineName = /^lines\[(\d+)\]\./;

/** The totals of a form by the names of its fields; an empty amount counts for nothing. */
export function totalsTyped(fields: Iterable<readonly [name: string, text: string]>): TypedTotals {
  const totals = { debit: 0n, credit: 0n, unread: 0 };
  for (const [name, text] of fields) {
    const side = amountName.exec(name)?.[2];
    if ((side !== "debit" && side !== "credit") || text.trim() === "") continue;
    const amount = parseEuros(text);
    if (amount.ok) totals[side] += amount.value;
    else totals.unread += 1;
  }
  return totals;
}

/** The last line on which anything stands, from 1; 0 when all are empty. */
export function lastLineTyped(fields: Iterable<readonly [name: string, text: string]>): number {
  let last = 0;
  for (const [name, text] of fields) {
    const line = lineName.exec(name)?.[1];
    if (line !== undefined && text.trim() !== "") last = Math.max(last, Number(line) + 1);
  }
  return last;
}
