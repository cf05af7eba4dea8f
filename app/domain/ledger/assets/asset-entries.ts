import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";
import type { EntryDraft, LineDraft } from "../entry.ts";

/** Value of what leaves, price of a sale, receivable on it (PCG 2026: the former 675 and 775 are 657 and 757). */
export const disposalAccounts = { value: "657", price: "757", receivable: "462", liaison: "181" } as const;

/** What every entry of the register shares: one event, journal IM. */
export interface AssetEvent {
  readonly eventId: string;
  readonly on: Day;
  readonly complementary?: boolean;
  readonly label: string;
}

export interface PostedAsset {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly account: string;
}

/** Put into service: D 20… or 21…, C 23…. */
export function commissioningEntry(event: AssetEvent, asset: PostedAsset, inProgressAccount: string, gross: Quantity): EntryDraft {
  return entryOf(event, [line(asset, asset.account, gross), line(asset, inProgressAccount, -gross)]);
}

export interface DueDepreciation {
  readonly asset: PostedAsset;
  readonly depreciation: string;
  readonly expense: string;
  readonly amount: Quantity;
}

/** A depreciation run: for each asset, D 6811…, C 28…. */
export function depreciationEntry(event: AssetEvent, due: readonly DueDepreciation[]): EntryDraft {
  return entryOf(
    event,
    due.flatMap(({ asset, depreciation, expense, amount }) => [line(asset, expense, amount), line(asset, depreciation, -amount)]),
  );
}

export type DisposalKind = "sale" | "scrapping" | "transfer";

export interface Disposal {
  readonly kind: DisposalKind;
  readonly gross: Quantity;
  readonly depreciated: Quantity;
  readonly proceeds: Quantity;
  readonly depreciationAccount: string | null;
}

/**
 * An asset leaves: its depreciation is cleared, its net value becomes an expense (D 657), or passes to the State's liaison account when
 * another service takes it over (D 181); C 20… or 21… for the gross value. A price is D 462, C 757.
 */
export function disposalEntry(event: AssetEvent, asset: PostedAsset, disposal: Disposal): EntryDraft {
  const { kind, gross, depreciated, proceeds, depreciationAccount } = disposal;
  const net = gross - depreciated;
  return entryOf(event, [
    ...(depreciated > 0n && depreciationAccount !== null ? [line(asset, depreciationAccount, depreciated)] : []),
    ...(net > 0n ? [line(asset, kind === "transfer" ? disposalAccounts.liaison : disposalAccounts.value, net)] : []),
    line(asset, asset.account, -gross),
    ...(proceeds > 0n ? [line(asset, disposalAccounts.receivable, proceeds), line(asset, disposalAccounts.price, -proceeds)] : []),
  ]);
}

function entryOf({ eventId, on, complementary = false, label }: AssetEvent, lines: readonly LineDraft[]): EntryDraft {
  return { book: "general", journal: "IM", entryDate: on, complementary, label, eventId, lines };
}

/** Above zero a debit, below a credit. */
function line({ id, code, label, unit }: PostedAsset, account: string, amount: Quantity): LineDraft {
  return {
    account,
    unit,
    resource: "EUR",
    debit: amount > 0n ? amount : 0n,
    credit: amount < 0n ? -amount : 0n,
    label: `${code} ${label}`.slice(0, 200),
    voucher: code,
    document: "fixedAsset",
    documentId: id,
  };
}
