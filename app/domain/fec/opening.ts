import type { AccountTotal } from "../ledger/trial-balance.ts";
import { formatDecimal } from "../money.ts";
import { isOpeningJournal } from "./coherence.ts";
import type { FecFaults } from "./fault.ts";
import type { FecLine } from "./line.ts";

/**
 * Compares the à-nouveaux of a file with what the exercise before left in the books: equal account by account for classes 1 to 5,
 * the result of that exercise (class 7 − class 6) standing on class 12 as a whole. A file without à-nouveaux is not compared.
 */
export function checkOpening(
  lines: readonly FecLine[],
  closing: readonly Pick<AccountTotal, "account" | "debit" | "credit">[],
  faults: FecFaults,
): void {
  const opening = lines.filter(({ journal, journalLabel }) => isOpeningJournal(journal, journalLabel));
  const [first] = opening;
  if (!first || closing.length === 0) return;
  const opened = balancesOf(opening);
  const closed = balancesOf(closing);
  for (const account of [...new Set([...opened.keys(), ...closed.keys()])].sort()) {
    const [here, there] = [opened.get(account) ?? 0n, closed.get(account) ?? 0n];
    if (here === there) continue;
    const line = opening.find((candidate) => keyOf(candidate.account) === account)?.line ?? first.line;
    faults.add("opening-differs", line, "CompteNum", `${account} ${formatDecimal(here, 2, ",")}`, formatDecimal(there, 2, ","));
  }
}

function balancesOf(totals: readonly Pick<AccountTotal, "account" | "debit" | "credit">[]): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { account, debit, credit } of totals) {
    balances.set(keyOf(account), (balances.get(keyOf(account)) ?? 0n) + debit - credit);
  }
  return balances;
}

/** Expenses, income and the result of the year end up together on class 12. */
function keyOf(account: string): string {
  return /^(12|6|7)/.test(account) ? "12" : account;
}
