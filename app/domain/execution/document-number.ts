/** What each kind of document is numbered by; gapless per kind and exercise. */
export type DocumentKind = "EJ" | "AM" | "SF" | "DP" | "PA" | "MV" | "IM" | "RE" | "RC";

/** « EJ-2026-000001 »: the name by which a person finds the document again, and the voucher of its entries. */
export function documentNumber(kind: DocumentKind, year: number, number: number): string {
  return `${kind}-${year}-${String(number).padStart(6, "0")}`;
}
