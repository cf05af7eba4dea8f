import type { FecVariant } from "../fec/variant.ts";

/** What is asked of the ledger as a file: the general ledger to read, or the FEC to hand over. */
export type LedgerExportRequest =
  | { readonly fiscalYear: number; readonly kind: "generalLedger"; readonly format: "csv" | "xlsx" }
  | { readonly fiscalYear: number; readonly kind: "fec"; readonly variant: FecVariant };

/** The form of a file as the register names it. */
export type LedgerFormat = "csv" | "xlsx" | "flat" | "xml";

export function formatOf(request: LedgerExportRequest): LedgerFormat {
  return request.kind === "fec" ? request.variant.format : request.format;
}
