import { formatDecimal } from "../../money.ts";
import { type BudgetResource, largestQuantity, type Quantity } from "../../quantity.ts";
import { accept, type Result, refuse } from "../../result.ts";
import { cellText, type FileCell } from "./book.ts";

/** Why a cell of a workbook is no amount, whatever its figures. */
export type FileCellFault =
  | { readonly kind: "formula-without-value"; readonly text: string }
  | { readonly kind: "spreadsheet-error"; readonly text: string }
  | { readonly kind: "not-an-amount"; readonly text: string; readonly found: "date" | "flag" };

/**
 * What somebody would have typed for this cell. A number of a workbook is written so that nothing is ambiguous in it, whatever sign the texts of
 * the file part their decimals with; an ETPT that we wrote ourselves with four decimals is the calculation that gives its exact person-months.
 */
export function typedText(cell: FileCell, measure: BudgetResource): Result<string, FileCellFault> {
  if (cell === null) return accept("");
  if (typeof cell === "string") return accept(cell);
  const text = cellText(cell);
  if ("day" in cell) return refuse({ kind: "not-an-amount", text, found: "date" });
  if ("flag" in cell) return refuse({ kind: "not-an-amount", text, found: "flag" });
  if ("error" in cell) return refuse({ kind: "spreadsheet-error", text });
  if ("formula" in cell) return refuse({ kind: "formula-without-value", text });
  const [, whole = text, fraction] = /^(-?\d+)\.(\d+)$/.exec(cell.number) ?? [];
  if (fraction === undefined) return accept(whole);
  const exact = measure === "ETPT" && fraction.length > 2 ? personMonths(cell.number) : undefined;
  if (exact !== undefined) return accept(`=${formatDecimal(exact, 2, ",")}/12`);
  return accept(`${whole},${fraction.length === 3 ? `${fraction}0` : fraction}`);
}

/** Hundredths of person-months, when these decimals of an ETPT are those of one of them rounded to four. */
function personMonths(text: string): Quantity | undefined {
  const [, sign, whole = "", fraction = ""] = /^(-?)(\d+)\.(\d{1,18})$/.exec(text) ?? [];
  const unit = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * 1_200n;
  const nearest = (2n * scaled + unit) / (2n * unit);
  const gap = scaled > nearest * unit ? scaled - nearest * unit : nearest * unit - scaled;
  if (gap * 20_000n > 1_200n * unit || nearest > largestQuantity) return undefined;
  return sign === "-" ? -nearest : nearest;
}
