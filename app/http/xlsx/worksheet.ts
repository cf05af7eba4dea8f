import type { Quantity } from "#app/domain/quantity.ts";
import { cellsOf, counts, isMarked, type TableColumn, type TableRow } from "../table-file/description.ts";
import { type CellWriter, cellWriter, columnLetters, formats, strongShift, sumCell, xmlText } from "./cells.ts";
import { quotedName } from "./parts.ts";
import type { RowCursor } from "./row-cursor.ts";

/** What every sheet of a workbook has in common, and the sums that run through them. */
export interface SheetPlan {
  readonly title: string;
  readonly facts: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly totals: ReadonlySet<string>;
  readonly totalLabel: string;
  readonly landscape: boolean;
  /** « Page », in the reader's language. */
  readonly page: string;
  /** Rows of a sheet, the heading and the total included; a spreadsheet takes 1 048 576. */
  readonly mostRows: number;
  readonly sums: Map<string, Quantity>;
  /** Where the data of the sheets before stand. */
  readonly before: { readonly name: string; readonly lastRow: number }[];
}

/** Rows before the heads: the title and the facts. */
export function headRowOf({ facts }: Pick<SheetPlan, "facts">): number {
  return facts.length + 2;
}

const chunkLength = 65_536;
const namespaces =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** One sheet, in pieces of 64 KiB or so: as many rows as it takes, then the totals when they were the last. */
export async function* worksheet(plan: SheetPlan, name: string, rows: RowCursor): AsyncGenerator<string> {
  const headRow = headRowOf(plan);
  const writers = plan.columns.map((column, index) => cellWriter(column, columnLetters(index)));
  let text = opening(plan) + heading(plan, headRow);
  let row = headRow;
  while (row < plan.mostRows - 1) {
    const step = rows.next();
    const found = step instanceof Promise ? await step : step;
    if (found === undefined) break;
    row += 1;
    text += rowText(plan, writers, found, row);
    if (text.length < chunkLength) continue;
    yield text;
    text = "";
  }
  const last = row;
  if ((await rows.peek()) === undefined && plan.totals.size > 0) text += totalsText(plan, headRow, last);
  plan.before.push({ name, lastRow: last });
  yield text + closing(plan, headRow, last);
}

function opening({ columns, facts }: SheetPlan): string {
  const headRow = headRowOf({ facts });
  const sized = columns.map((column, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" customWidth="1"/>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${namespaces}><sheetPr><outlinePr summaryBelow="0"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRow}" topLeftCell="A${headRow + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${headRow + 1}" sqref="A${headRow + 1}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="13.5" outlineLevelRow="7"/><cols>${sized.join("")}</cols><sheetData>`;
}

const widths = { text: 28, amount: 17, day: 11.5, number: 10 } as const;

function widthOf({ kind, width }: TableColumn): number {
  return width ?? widths[kind];
}

function heading({ title, facts, columns }: SheetPlan, headRow: number): string {
  const line = (text: string, row: number, style: number) =>
    `<row r="${row}"><c r="A${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c></row>`;
  const heads = columns.map((column, index) => {
    const style = column.kind === "amount" || column.kind === "number" ? formats.headEnd : formats.head;
    const unit = column.unit ?? "";
    return `<c r="${columnLetters(index)}${headRow}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(unit === "" ? column.head : `${column.head} (${unit})`)}</t></is></c>`;
  });
  return [
    line(title, 1, formats.title),
    ...facts.map((fact, index) => line(fact, index + 2, formats.fact)),
    `<row r="${headRow}">${heads.join("")}</row>`,
  ].join("");
}

function rowText(plan: SheetPlan, writers: readonly CellWriter[], found: TableRow, row: number): string {
  const cells = cellsOf(found);
  const marked = isMarked(found) ? found : undefined;
  const strong = marked !== undefined && (marked.subtotal !== undefined || marked.strong === true);
  const range = marked?.subtotal === undefined ? undefined : rangeOf(plan, row, marked.subtotal);
  const counted = counts(found);
  let text = `<row r="${row}"${marked?.level ? ` outlineLevel="${Math.min(marked.level, 7)}"` : ""}>`;
  for (let index = 0; index < writers.length; index += 1) {
    const value = cells[index] ?? null;
    const column = plan.columns[index];
    const summed = column !== undefined && typeof value === "bigint" && plan.totals.has(column.key);
    if (summed && counted) plan.sums.set(column.key, (plan.sums.get(column.key) ?? 0n) + value);
    if (summed && range) text += sumCell(column, columnLetters(index), row, subtotal(columnLetters(index), range), value);
    else text += writers[index]?.(value, row, strong) ?? "";
  }
  return `${text}</row>`;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The rows that a subtotal sums, when this sheet holds them all. */
function rangeOf(plan: SheetPlan, row: number, count: number): Range | undefined {
  const range = count > 0 ? { from: row + 1, to: row + count } : { from: row + count, to: row - 1 };
  return count !== 0 && range.from > headRowOf(plan) && range.to < plan.mostRows ? range : undefined;
}

/** SUBTOTAL leaves out the subtotals that it meets, so nothing is counted twice. */
function subtotal(letters: string, { from, to }: Range, sheet = ""): string {
  return `SUBTOTAL(9,${sheet}${letters}${from}:${letters}${to})`;
}

function totalsText(plan: SheetPlan, headRow: number, last: number): string {
  const row = last + 1;
  const here = { from: headRow + 1, to: Math.max(last, headRow + 1) };
  const cells = plan.columns.map((column, index) => {
    const letters = columnLetters(index);
    if (plan.totals.has(column.key) && last > headRow) {
      const before = plan.before.map(({ name, lastRow }) =>
        subtotal(letters, { from: headRow + 1, to: lastRow }, xmlText(`${quotedName(name)}!`)),
      );
      return sumCell(column, letters, row, [...before, subtotal(letters, here)].join("+"), plan.sums.get(column.key) ?? 0n);
    }
    const style = formats.text + strongShift;
    if (index > 0) return `<c r="${letters}${row}" s="${style}"/>`;
    return `<c r="${letters}${row}" s="${style}" t="inlineStr"><is><t>${xmlText(plan.totalLabel)}</t></is></c>`;
  });
  return `<row r="${row}">${cells.join("")}</row>`;
}

/** Filters on the heads, paper of A4 as wide as the table, and no warning that an account number is a text. */
function closing({ title, columns, landscape, page }: SheetPlan, headRow: number, last: number): string {
  const lastColumn = columnLetters(Math.max(columns.length - 1, 0));
  const data = `A${headRow}:${lastColumn}${Math.max(last, headRow)}`;
  const orientation = landscape ? "landscape" : "portrait";
  const running = xmlText(title.replaceAll("&", "&&"));
  return `</sheetData><autoFilter ref="${data}"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L${running}&amp;R${xmlText(page)} &amp;P / &amp;N</oddFooter></headerFooter><ignoredErrors><ignoredError sqref="${data}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}
