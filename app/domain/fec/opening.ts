import type { AccountTotal } from "../ledger/trial-balance.ts";
import { formatDecimal } from "../money.ts";
import type { OpenedAccount } from "./coherence.ts";
import type { FecFaults } from "./fault.ts";

/**
 * Compares the à-nouveaux of a file with what the exercise before left in the books: equal account by account for classes 1 to 5,
 * the result of that exercise (class 7 − class 6) standing on class 12 as a whole. A file without à-nouveaux is not compared.
 */
export function checkOpening(
  opened: readonly OpenedAccount[],
  closing: readonly Pick<AccountTotal, "account" | "debit" | "credit">[],
  faults: FecFaults,
): void {
  const [first] = opened;
  if (!first || closing.length === 0) return;
  const here = balancesOf(opened);
  const there = balancesOf(closing.map(({ account, debit, credit }) => ({ account, balance: debit - credit })));
  for (const account of [...new Set([...here.keys(), ...there.keys()])].sort()) {
    const [open, closed] = [here.get(account) ?? 0n, there.get(account) ?? 0n];
    if (open === closed) continue;
    const line = opened.find((candidate) => keyOf(candidate.account) === account)?.line ?? first.line;
    faults.add("opening-differs", line, "CompteNum", `${account} ${formatDecimal(open, 2, ",")}`, formatDecimal(closed, 2, ","));
  }
}

function balancesOf(totals: readonly { readonly account: string; readonly balance: bigint }[]): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { account, balance } of totals) balances.set(keyOf(account), (balances.get(keyOf(account)) ?? 0n) + balance);
  return balances;
}

/** Expenses, income and the result of the year end up together on class 12. */
function keyOf(account: string): string {
  return /^(12|6|7)/.test(account) ? "12" : account;
}
