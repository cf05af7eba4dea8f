import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";
import { absolute } from "../../quantity.ts";
import { accept, type Result, refuse } from "../../result.ts";
import type { EntryDraft } from "../entry.ts";
import type { MatchingRefusal } from "../matching-refusal.ts";
import type { MatchingSettings } from "./settings.ts";

export interface Gap {
  /** Σ debit − Σ credit of the lines to match, cents. */
  readonly gap: Quantity;
  readonly account: string;
  readonly party: string | null;
  readonly on: Day;
  readonly eventId: string;
}

/**
 * The entry that closes a small gap, its first line on the account that is matched: a missing credit is a loss (D 658), a missing debit
 * a gain (C 758). Refused above the threshold of the settings. Journal OD.
 */
export function adjustmentEntry(
  { gap, account, party, on, eventId }: Gap,
  { threshold, loss, gain }: Pick<MatchingSettings, "threshold" | "loss" | "gain">,
): Result<EntryDraft, MatchingRefusal> {
  const amount = absolute(gap);
  if (amount > threshold) return refuse({ kind: "matching-gap-too-large", gap: amount, threshold });
  const [debit, credit] = gap > 0n ? [0n, amount] : [amount, 0n];
  return accept({
    book: "general",
    journal: "OD",
    entryDate: on,
    label: "Écart de règlement",
    eventId,
    lines: [
      { account, party, resource: "EUR", debit, credit },
      { account: gap > 0n ? loss : gain, resource: "EUR", debit: credit, credit: debit },
    ],
  });
}
