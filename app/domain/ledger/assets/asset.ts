import { type Day, type Month, monthOf } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";
import type { Refusal } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";
import { type DepreciationTerms, depreciatedThrough, type Prorata } from "./depreciation-plan.ts";

/** An asset as it enters the register, amounts in cents. */
export interface AssetDraft {
  readonly label: string;
  /** 20… or 21…. */
  readonly account: string;
  /** 231 or 232 while it is not in service; its commissioning moves it to `account`. */
  readonly inProgressAccount: string | null;
  readonly unit: string;
  readonly quantity: number;
  readonly acquiredOn: Day;
  readonly commissionedOn: Day | null;
  readonly gross: Quantity;
  readonly residual: Quantity;
  /** Null: it does not wear out (land). */
  readonly durationMonths: number | null;
  readonly prorata: Prorata;
}

/** What the register knows of an asset's wear. */
export interface WearingAsset extends Pick<AssetDraft, "commissionedOn" | "gross" | "residual" | "durationMonths" | "prorata"> {
  /** Posted already, in cents. */
  readonly depreciated: Quantity;
}

export interface DepreciationAccounts {
  /** 28…, credited. */
  readonly depreciation: string;
  /** 6811…, debited. */
  readonly expense: string;
}

/**
 * Says whether an asset may enter the register. In order of precedence: its account is one of class 20 or 21 (231 or 232 before the
 * commissioning) · commissioned no earlier than acquired · residual value below the gross value · an account to depreciate on.
 */
export function checkAsset(draft: AssetDraft, accounts: ReadonlySet<string>): Result<DepreciationAccounts | null> {
  const { account, inProgressAccount, acquiredOn, commissionedOn, residual, gross, durationMonths } = draft;
  if (!isAssetAccount(account)) return refuse({ kind: "not-an-asset-account", account });
  if (inProgressAccount !== null && !isInProgressAccount(inProgressAccount)) {
    return refuse({ kind: "not-an-asset-account", account: inProgressAccount });
  }
  if (commissionedOn !== null && commissionedOn < acquiredOn)
    return refuse({ kind: "dates-out-of-order", earlier: acquiredOn, later: commissionedOn });
  if (gross <= 0n) return refuse({ kind: "line-without-amount", line: 1 });
  if (residual < 0n || residual >= gross) return refuse({ kind: "residual-above-gross", residual, gross });
  if (durationMonths === null) return accept(null);
  const found = depreciationAccounts(account, accounts);
  return found ? accept(found) : refuse({ kind: "account-without-depreciation", account });
}

export function isAssetAccount(account: string): boolean {
  return /^2[01][1-9]/.test(account);
}

/** Advances (237, 238) are no asset yet. */
export function isInProgressAccount(account: string): boolean {
  return /^23[12]/.test(account);
}

/** « Même ventilation »: 2183 wears on 28183, or on the nearest account above that the chart has (2818). Land (211) does not wear out. */
export function depreciationAccounts(account: string, accounts: ReadonlySet<string>): DepreciationAccounts | undefined {
  if (account.startsWith("211")) return undefined;
  const detailed = `28${account.slice(1)}`;
  const expense = account.startsWith("20") ? "68111" : "68112";
  for (let length = detailed.length; length >= 4; length -= 1) {
    const depreciation = detailed.slice(0, length);
    if (accounts.has(depreciation) && accounts.has(expense)) return { depreciation, expense };
  }
  return undefined;
}

export function termsOf({
  commissionedOn,
  gross,
  residual,
  durationMonths,
  prorata,
}: Omit<WearingAsset, "depreciated">): DepreciationTerms | undefined {
  if (commissionedOn === null || durationMonths === null) return undefined;
  return { commissionedOn, base: gross - residual, durationMonths, prorata };
}

/** What is still to be posted so that the books hold the plan at the end of `month`; nothing when they hold more. */
export function dueThrough(asset: WearingAsset, month: Month): Quantity {
  const terms = termsOf(asset);
  if (!terms) return 0n;
  const due = depreciatedThrough(terms, month) - asset.depreciated;
  return due > 0n ? due : 0n;
}

export type AssetState = "inProgress" | "inUse" | "fullyDepreciated" | "disposed";

export function stateOf(asset: WearingAsset & { readonly disposedOn: Day | null }, on: Day): AssetState {
  if (asset.disposedOn !== null && asset.disposedOn <= on) return "disposed";
  if (asset.commissionedOn === null || monthOf(asset.commissionedOn) > monthOf(on)) return "inProgress";
  return asset.durationMonths !== null && asset.depreciated >= asset.gross - asset.residual ? "fullyDepreciated" : "inUse";
}

/** The state that an act needs; none of the others. */
export function requireState(asset: { readonly state: AssetState }, expected: readonly AssetState[]): Refusal | undefined {
  return expected.includes(asset.state) ? undefined : { kind: "wrong-state", what: "fixedAsset", state: asset.state, expected };
}
