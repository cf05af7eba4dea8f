/** The accounts of the general book that a nature posts to (table `nature_account`, dated). */
export interface NatureAccounts {
  /** 6… or 2…. */
  readonly expense: string;
  /** 408, 4084 for assets, 468 for grants: service done, not yet invoiced. */
  readonly accrued: string;
  /** 401, 404, 468: invoice accepted, not yet paid. */
  readonly payable: string;
}

/** Where an advance stands until a service absorbs it: 237 and 238 for assets (intangible, tangible), else 4091 (`books.md`). */
export function advanceAccount({ expense }: NatureAccounts): string {
  if (expense.startsWith("20")) return "237";
  return expense.startsWith("2") ? "238" : "4091";
}

/** « Compte au Trésor ». */
export const treasuryAccount = "515";
/** Through which a refund without commitment (flow 4) goes. */
export const refundAccount = "467";

/** What a title of revenue is owed, and the account through which cash is paid over to the State. */
export const receivableAccount = "411";

export interface PayrollAccounts {
  readonly expense: string;
  readonly owed: string;
}

/** Payroll by category of title 2, gross: pay to 421, contributions to 431 (CAS Pensions included), allowances to 421. */
const payroll: Readonly<Record<string, PayrollAccounts>> = {
  "21": { expense: "641", owed: "421" },
  "22": { expense: "645", owed: "431" },
  "23": { expense: "647", owed: "421" },
};

/** The payroll accounts of a category of title 2; none for another nature. */
export function payrollAccounts(category: string): PayrollAccounts | undefined {
  return payroll[category];
}
