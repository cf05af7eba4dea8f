import { type Quantity, sum } from "../quantity.ts";

/** What an account received over a period, in cents. */
export interface AccountTotal {
  readonly account: string;
  readonly label: string;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** `balance` is debit − credit: positive for a debtor account, negative for a creditor one. */
export interface TrialBalanceRow extends AccountTotal {
  readonly balance: Quantity;
}

export interface TrialBalance {
  readonly rows: readonly TrialBalanceRow[];
  /** Of all rows; its balance is zero in any accepted journal. */
  readonly total: { readonly debit: Quantity; readonly credit: Quantity; readonly balance: Quantity };
}

/** The trial balance of these totals, one row for each account, in the order of the accounts' codes; amounts add up to the cent. */
export function trialBalance(totals: readonly AccountTotal[]): TrialBalance {
  const rows = totals
    .map((total) => ({ ...total, balance: total.debit - total.credit }))
    .sort((left, right) => (left.account < right.account ? -1 : Number(left.account > right.account)));
  const debit = sum(rows.map((row) => row.debit));
  const credit = sum(rows.map((row) => row.credit));
  return { rows, total: { debit, credit, balance: debit - credit } };
}
