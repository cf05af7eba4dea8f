import type { EntryDraft, LineDraft } from "../ledger/entry.ts";
import { isThirdParty } from "../ledger/entry.ts";
import { least, type Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import { receivableAccount, treasuryAccount } from "./accounts.ts";
import { type Event, generalEntry } from "./expense-entries.ts";

/** Earmarked contribution (« fonds de concours »), assigned revenue (« attribution de produits »), or any other revenue of the State. */
export const revenueKinds = ["earmarkedFund", "assignedRevenue", "other"] as const;
export type RevenueKind = (typeof revenueKinds)[number];

export const revenueActs = ["cash", "reduction", "payOver"] as const;
export type RevenueAct = (typeof revenueActs)[number];

/** How far a title of revenue has come, in cents: cashed + reduced ≤ issued, and what is paid over to the State ≤ what was cashed. */
export interface RevenueStanding {
  readonly amount: Quantity;
  readonly cashed: Quantity;
  readonly reduced: Quantity;
  readonly paidOver: Quantity;
}

/** Where the title stands after an act; never beyond what is left (`above-revenue`). */
export function actOnRevenue(standing: RevenueStanding, act: RevenueAct, amount: Quantity): Result<RevenueStanding> {
  if (amount < 0n) return refuse({ kind: "negative-amount", line: 1, amount });
  if (amount === 0n) return refuse({ kind: "line-without-amount", line: 1 });
  const limit = leftOf(standing, act);
  if (amount > limit) return refuse({ kind: "above-revenue", act, asked: amount, limit });
  if (act === "cash") return accept({ ...standing, cashed: standing.cashed + amount });
  if (act === "reduction") return accept({ ...standing, reduced: standing.reduced + amount });
  return accept({ ...standing, paidOver: standing.paidOver + amount });
}

/** Where the title stands once an act is taken back; refused when what was cashed has been paid over since (`revenue-rested-upon`). */
export function takeBackAct(standing: RevenueStanding, act: RevenueAct, amount: Quantity, number: string): Result<RevenueStanding> {
  if (act === "reduction") return accept({ ...standing, reduced: standing.reduced - amount });
  if (act === "payOver") return accept({ ...standing, paidOver: standing.paidOver - amount });
  const cashed = standing.cashed - amount;
  if (cashed < standing.paidOver) return refuse({ kind: "revenue-rested-upon", number, rests: "payOver", amount: standing.paidOver });
  return accept({ ...standing, cashed });
}

/** What may still be cashed or reduced, or paid over, in cents. */
export function leftOf({ amount, cashed, reduced, paidOver }: RevenueStanding, act: RevenueAct): Quantity {
  return act === "payOver" ? cashed - paidOver : least(amount, amount - cashed - reduced);
}

/** Where a revenue stands and who owes it. */
export interface RevenuePlace {
  readonly unit: string;
  readonly activity: string;
  readonly account: string;
  readonly payer: string;
}

/** Title: D 411, C the product (RE). */
export function titleEntry(event: Event, place: RevenuePlace, amount: Quantity, notes: RevenueNotes): EntryDraft {
  return generalEntry(event, "RE", revenueLines(place, amount, receivableAccount, place.account, notes));
}

/** Cash: D 515, C 411 (TR). Reduction of the title: D the product, C 411 (RE). Paid over to the State: D `liaison` (181), C 515 (TR). */
export function actEntry(
  event: Event,
  place: RevenuePlace,
  act: RevenueAct,
  amount: Quantity,
  { liaison, notes }: { readonly liaison: string; readonly notes: RevenueNotes },
): EntryDraft {
  if (act === "cash") return generalEntry(event, "TR", revenueLines(place, amount, treasuryAccount, receivableAccount, notes));
  if (act === "reduction") return generalEntry(event, "RE", revenueLines(place, amount, place.account, receivableAccount, notes));
  return generalEntry(event, "TR", revenueLines(place, amount, liaison, treasuryAccount, notes));
}

type RevenueNotes = Pick<LineDraft, "voucher" | "document" | "documentId">;

function revenueLines({ unit, activity, payer }: RevenuePlace, amount: Quantity, debited: string, credited: string, notes: RevenueNotes) {
  const line = (account: string, debit: Quantity, credit: Quantity): LineDraft => ({
    ...{ unit, activity, resource: "EUR", account, debit, credit, ...notes },
    party: isThirdParty(account) ? payer : null,
  });
  return [line(debited, amount, 0n), line(credited, 0n, amount)];
}
