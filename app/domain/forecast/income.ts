import { largestQuantity, type Quantity, sum } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import { plannedYears } from "./request.ts";

/** Fonds de concours: a third party pays for a use that it names. Attribution de produits: what services rendered bring (LOLF art. 17). */
export const incomeKinds = ["earmarkedFund", "assignedRevenue"] as const;
export type IncomeKind = (typeof incomeKinds)[number];
export const certainties = ["sure", "probable"] as const;
export type Certainty = (typeof certainties)[number];
export type IncomeAct = "add" | "change" | "withdraw" | "restore";

/** What a unit expects to receive in a month: its own kind of line, never netted with what the unit asks. */
export interface Income {
  readonly kind: IncomeKind;
  readonly payer: string;
  readonly targetYear: number;
  /** 1–12. */
  readonly month: number;
  /** Cents, above zero. */
  readonly amount: Quantity;
  readonly certainty: Certainty;
  /** What the payer intends it for. */
  readonly purpose: string;
  /** The line of the sheet that it pays for. */
  readonly lineId: string | null;
}

/** In order: a payer · a use · a month within the years of the plan · an amount above zero and within range. */
export function checkIncome<Own extends Income>(income: Own, firstYear: number): Result<Own> {
  const { payer, purpose, targetYear, month, amount } = income;
  const missing = payer.trim() === "" ? "payer" : purpose.trim() === "" ? "purpose" : undefined;
  if (missing !== undefined) return refuse({ kind: "wrong-form", fields: { [missing]: "required" } });
  const last = firstYear + plannedYears;
  if (targetYear < firstYear || targetYear > last) return refuse({ kind: "year-out-of-plan", year: targetYear, first: firstYear, last });
  if (!Number.isInteger(month) || month < 1 || month > 12) return refuse({ kind: "wrong-form", fields: { month: "required" } });
  const fault = faultOfAmount(amount);
  return fault ? refuse(fault) : accept(income);
}

export interface IncomeTotals {
  readonly sure: Quantity;
  readonly probable: Quantity;
  readonly all: Quantity;
}

/** Cents, of the year named or (undefined) of every year; what was withdrawn counts for nothing. */
export function incomeTotals(
  incomes: readonly (Pick<Income, "amount" | "certainty" | "targetYear"> & { readonly withdrawn: boolean })[],
  year?: number,
): IncomeTotals {
  const counted = incomes.filter(({ withdrawn, targetYear }) => !withdrawn && (year === undefined || targetYear === year));
  const of = (certainty: Certainty) => sum(counted.filter((own) => own.certainty === certainty).map(({ amount }) => amount));
  const [sure, probable] = [of("sure"), of("probable")];
  return { sure, probable, all: sure + probable };
}

function faultOfAmount(amount: Quantity): Refusal | undefined {
  if (amount === 0n) return { kind: "line-without-amount", line: 1 };
  if (amount < 0n) return { kind: "negative-amount", line: 1, amount };
  return amount > largestQuantity ? { kind: "amount-out-of-range", line: 1, amount } : undefined;
}
