import type { PreviewedImport } from "#app/commands/apply-sheet-import.ts";
import { cellReference, type FileAt, type FileBook } from "#app/domain/forecast/import/book.ts";
import type { ImportFault, ImportFaultKind } from "#app/domain/forecast/import/placed.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";

/** What is not taken from a file: where, as it was written there, and why, with the way out. */
export interface FaultRow {
  readonly at: string;
  readonly text: string;
  readonly reason: string;
}

/** Everything of a file that is refused, whatever looked at it: its rows, its figures, then what was chosen among them. */
export function faultsOf({ placed, merged }: PreviewedImport, chosen: { readonly faults: readonly ImportFault[] }): readonly ImportFault[] {
  return [...placed.faults, ...placed.eaten, ...merged.faults, ...chosen.faults].map(withoutCost);
}

/** A file that somebody else gave may say what its reader does not see. */
function withoutCost(own: ImportFault): ImportFault {
  const { fault } = own;
  return fault.kind === "cell-locked" && fault.lock.kind === "costs" ? { ...own, text: "" } : own;
}

export function faultRows(faults: readonly ImportFault[], book: FileBook, locale: Locale): FaultRow[] {
  const reasonOf = faultReason(book, locale);
  return faults.map(({ at, fault, text }) => ({ at: placeIn(book, at), text, reason: reasonOf(fault) }));
}

/** « H14 », after the name of its sheet when there are several. */
export function placeIn({ sheets }: FileBook, at: FileAt): string {
  return (sheets.length > 1 ? `${sheets[at.sheet]?.name}!` : "") + cellReference(at);
}

/** Each kind of fault has its own sentence. */
export function faultReason(book: FileBook, locale: Locale): (fault: ImportFaultKind) => string {
  const words = translatorFor(locale, "sheetImportFaults");
  return (fault) =>
    words(`faults.${fault.kind}`, {
      meant: "meant" in fault ? fault.meant : "",
      others: fault.kind === "key-twice" ? fault.others.map((at) => placeIn(book, at)).join(", ") : "",
      range: "range" in fault ? fault.range : "",
      year: "year" in fault ? String(fault.year) : "",
    });
}
