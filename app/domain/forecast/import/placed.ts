import type { BudgetResource, Quantity } from "../../quantity.ts";
import type { PreviewFault, TextPlace } from "../preview.ts";
import type { FileAt, FileCell } from "./book.ts";
import type { EatenBy } from "./eaten-code.ts";
import type { FileCellFault } from "./file-text.ts";

/** A cell of a file with the place of the sheet that it is meant for. */
export interface ImportedCell extends TextPlace {
  readonly at: FileAt;
  readonly cell: FileCell;
  /** What stood there when the workbook was taken out: the base of a merge. Undefined when the file does not say. */
  readonly base?: Quantity | null;
}

/** What is wrong with a row of a file, whatever it asks. Of a row of another unit nothing but its place is said. */
export type RowFault =
  | { readonly kind: "unit-out-of-reach" }
  | { readonly kind: "no-such-line"; readonly text: string }
  | { readonly kind: "several-lines"; readonly text: string; readonly count: number }
  | { readonly kind: "code-eaten"; readonly text: string; readonly meant: string; readonly by: EatenBy }
  | { readonly kind: "measure-unknown"; readonly text: string }
  | { readonly kind: "period-unknown"; readonly text: string }
  | { readonly kind: "days-from-1904"; readonly text: string }
  /** « B2:C3 »: one figure or one code stands for several cells, and does not say for which. */
  | { readonly kind: "merged-cells"; readonly range: string };

export type ImportFaultKind = RowFault | FileCellFault | PreviewFault | { readonly kind: "key-twice"; readonly others: readonly FileAt[] };

/** What is not taken from a file, where it is there, and why. */
export interface ImportFault {
  readonly at: FileAt;
  readonly fault: ImportFaultKind;
  /** What was written, as it was. */
  readonly text: string;
  readonly place?: TextPlace;
}

/** A line that a file asks for. */
export interface MissingLine {
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
}

/** What a file says to a sheet, once it is known which line each row is about. */
export interface PlacedFile {
  readonly cells: readonly ImportedCell[];
  readonly faults: readonly ImportFault[];
  /** Rows that sum others up: not read. */
  readonly totals: readonly FileAt[];
  /** Rows with figures that a code eaten by the spreadsheet keeps from their line; they wait for an answer. */
  readonly eaten: readonly ImportFault[];
  /** Lines that rows name by their two codes and that the sheet does not have, each once, in the order of the file. */
  readonly missing: readonly MissingLine[];
  /** Rows or columns with figures that are hidden and wait for an answer. */
  readonly hidden: { readonly rows: number; readonly columns: number };
}

export function measurePlace({ lineId, measure, targetYear, month }: TextPlace & { readonly measure: BudgetResource }): string {
  return `${lineId} ${measure} ${targetYear} ${month ?? "total"}`;
}
