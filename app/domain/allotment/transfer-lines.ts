import type { LineDraft } from "../ledger/entry.ts";
import type { BudgetResource, Quantity } from "../quantity.ts";
import type { Origin } from "../stage.ts";
import type { StagedPlace } from "./movement.ts";

/** What both lines of a transfer bear besides the amount. */
export type LineNotes = Pick<LineDraft, "party" | "label" | "voucher" | "voucherDate" | "document" | "documentId" | "beneficiaryUnit">;

/**
 * The two lines by which `amount` (> 0) leaves one stage and arrives at another: credit where it leaves, debit where it arrives.
 * Only a line on `voted` bears the origin.
 */
export function transferLines(
  resource: BudgetResource,
  amount: Quantity,
  from: StagedPlace,
  to: StagedPlace,
  notes: LineNotes = {},
  origin: Origin | undefined = undefined,
): LineDraft[] {
  return [
    { ...stagedLine(from, origin), ...notes, resource, debit: 0n, credit: amount },
    { ...stagedLine(to, origin), ...notes, resource, debit: amount, credit: 0n },
  ];
}

function stagedLine({ stage, unit, nature, activity }: StagedPlace, origin: Origin | undefined) {
  return { account: stage, unit, nature, activity, origin: stage === "voted" ? (origin ?? null) : null };
}
