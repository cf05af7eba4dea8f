import type { FecRule } from "./fault.ts";

/**
 * What a rule that a file breaks means for the one who hands it over, which is not what it means for the one who imports it: the columns
 * of a file that is received are read by their names, those of a file that is sent stand in the order of the law.
 * `fault`: not to be handed over as it is · `warning`: the law is silent, or the reader may stumble · `none`: one of the law's choices.
 */
export type ExportSeverity = "fault" | "warning" | "none";

/** Where the answer differs from that of an import: there, what is said as a notice is a fault here unless it stands below. */
const lenient: Partial<Record<FecRule, ExportSeverity>> = {
  "amount-and-direction": "none",
  "byte-order-mark": "warning",
  "carriage-return-only": "warning",
  "columns-extra": "warning",
  "trailing-separator": "warning",
  "voucher-date-later": "warning",
  "validation-before-entry": "warning",
  "code-form": "warning",
  "amount-negative": "warning",
  "amount-empty": "warning",
  "party-outside-class-4": "warning",
};

export function exportSeverity(rule: FecRule): ExportSeverity {
  return lenient[rule] ?? "fault";
}

/**
 * What the official tool (DGFiP, Test-Compta-Demat) says of the same defect, as it was tried on small files: it refuses the file, passes
 * it with an alert, refuses part of the cases (month 13, but not 30 February), or does not look.
 */
export type OfficialVerdict = "refuses" | "alerts" | "partly" | "passes";

const officials: Partial<Record<FecRule, OfficialVerdict>> = {
  "file-empty": "refuses",
  "file-name": "refuses",
  separator: "refuses",
  "column-missing": "refuses",
  "column-renamed": "refuses",
  "line-blank": "refuses",
  "field-count": "refuses",
  "file-truncated": "refuses",
  "field-empty": "refuses",
  "validation-missing": "refuses",
  "amount-form": "refuses",
  "date-impossible": "partly",
  "account-form": "alerts",
  "amount-missing": "alerts",
  "two-sides": "alerts",
};

export function officialVerdict(rule: FecRule): OfficialVerdict {
  return officials[rule] ?? "passes";
}
