import type { ComposedLine, Statements } from "#app/domain/ledger/statements/composition.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import type { Exercise } from "#db/queries/ledger/exercise.ts";
import { type OutstandingCommitment, outstandingCommitments } from "#db/queries/ledger/statement-notes.ts";
import { type BalanceLine, trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";

/** A line of the balance sheet over the year, in cents: opening + increases − decreases = closing. */
export interface YearOfLine {
  readonly code: string;
  readonly label: string;
  readonly opening: Quantity;
  readonly increases: Quantity;
  readonly decreases: Quantity;
  readonly closing: Quantity;
}
export interface AccruedAccount {
  readonly account: string;
  readonly label: string;
  readonly amount: Quantity;
}
export interface StatementNotes {
  readonly commitments: readonly OutstandingCommitment[];
  readonly assets: readonly YearOfLine[];
  readonly depreciation: readonly YearOfLine[];
  readonly accrued: readonly AccruedAccount[];
}

/** « Charges à payer »: invoices not received, staff, social bodies, State, grants. */
const accruedPrefixes = ["408", "428", "438", "448", "468"];

export async function readNotes(db: Db, exercise: Exercise, { lines }: Statements): Promise<StatementNotes> {
  const balance = await trialBalanceLines(db, exercise.year);
  const byAccount = new Map(balance.map((line) => [line.account, line]));
  const fixed = lines.filter(({ code }) => code.startsWith("A1"));
  return {
    commitments: await outstandingCommitments(db, exercise.lastDay),
    assets: fixed.flatMap((line) => yearOf(line, "gross", byAccount)),
    depreciation: fixed.flatMap((line) => yearOf(line, "depreciation", byAccount)),
    accrued: balance
      .filter(({ account, closingCredit }) => closingCredit > 0n && accruedPrefixes.some((prefix) => account.startsWith(prefix)))
      .map(({ account, label, closingCredit }) => ({ account, label, amount: closingCredit })),
  };
}

function yearOf(line: ComposedLine, measure: "gross" | "depreciation", byAccount: ReadonlyMap<string, BalanceLine>): YearOfLine[] {
  const own = line.accounts.filter((account) => account.measure === measure).flatMap(({ account }) => byAccount.get(account) ?? []);
  if (own.length === 0) return [];
  const total = (column: keyof BalanceLine & `${string}${"Debit" | "Credit"}`) => sum(own.map((each) => each[column]));
  const [up, down] = measure === "gross" ? (["Debit", "Credit"] as const) : (["Credit", "Debit"] as const);
  const opening = total(`opening${up}`) - total(`opening${down}`);
  const [increases, decreases] = [total(`movement${up}`), total(`movement${down}`)];
  return [{ code: line.code, label: line.label, opening, increases, decreases, closing: opening + increases - decreases }];
}
