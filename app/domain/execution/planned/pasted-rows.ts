import { parseEuros } from "../../money.ts";
import type { Refusal } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";
import { checkPlannedExpense, type PlannedExpense } from "./expense.ts";
import { readMonth } from "./month-text.ts";
import { readPayments } from "./payments.ts";

/** A line of the plan as a pasted row may name it. */
export interface NamedLine {
  readonly id: string;
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
}

export interface PastedRow {
  /** In what was pasted, from 1. */
  readonly row: number;
  readonly object: string;
  readonly read: Result<PlannedExpense>;
}

export const mostPastedRows = 500;

/**
 * Rows as a spreadsheet copies them: object, amount (AE), month of commitment, payments (as `readPayments` reads them; empty: in that month),
 * supplier, line of the plan (its label, or « nature activity »; empty: `lineId`). A first row with neither an amount nor a month is one of heads.
 */
export function readPastedRows(
  text: string,
  { year, lines, lineId }: { year: number; lines: readonly NamedLine[]; lineId: string | null },
): Result<PastedRow[]> {
  const rows = rowsOf(text);
  if (rows.length > mostPastedRows) return refuse({ kind: "too-many-planned-rows", count: rows.length, limit: mostPastedRows });
  const read = rows.map(({ row, cells }): PastedRow => {
    return { row, object: cells[0] ?? "", read: readRow(cells, { year, lines, lineId }) };
  });
  const [, figure = "", month = ""] = rows[0]?.cells ?? [];
  const headed = rows.length > 1 && !parseEuros(figure).ok && readMonth(month, year) === undefined;
  return accept(headed ? read.slice(1) : read);
}

function readRow(
  [object = "", figure = "", commitment = "", payments = "", supplier = "", line = ""]: readonly string[],
  { year, lines, lineId }: { year: number; lines: readonly NamedLine[]; lineId: string | null },
): Result<PlannedExpense> {
  const amount = parseEuros(figure);
  if (!amount.ok) return amount;
  const month = readMonth(commitment, year);
  if (month === undefined) return refuse({ kind: "unreadable-month", text: commitment });
  if (amount.value <= 0n) return refuse(amountFault(amount.value));
  const paid = readPayments(payments, { amount: amount.value, committed: month });
  if (!paid.ok) return paid;
  const named = line === "" ? accept(lineId) : lineNamed(line, lines);
  if (!named.ok) return named;
  return checkPlannedExpense({ object, amount: amount.value, month, payments: paid.value, supplier, lineId: named.value }, year);
}

function lineNamed(text: string, lines: readonly NamedLine[]): Result<string> {
  const plain = (own: string) => own.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
  const wanted = plain(text);
  const found = lines.filter(({ label, nature, activity }) => plain(label) === wanted || plain(`${nature} ${activity}`) === wanted);
  const [only] = found;
  if (!only) return refuse({ kind: "unknown-plan-line", text });
  return found.length === 1 ? accept(only.id) : refuse({ kind: "ambiguous-plan-line", text, count: found.length });
}

function amountFault(amount: bigint): Refusal {
  return amount === 0n ? { kind: "line-without-amount", line: 1 } : { kind: "negative-amount", line: 1, amount };
}

/** Cells between tabs; one that holds a tab or an end of line is quoted, as spreadsheets do. Empty rows are skipped, and numbered all the same. */
function rowsOf(text: string): { row: number; cells: string[] }[] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell.trim());
    cell = "";
  };
  const source = text.replaceAll(/\r\n?/g, "\n");
  for (let index = 0; index < source.length; index += 1) {
    const sign = source[index] ?? "";
    if (quoted && sign === '"' && source[index + 1] === '"') {
      cell += '"';
      index += 1;
    } else if (sign === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && sign === "\t") endCell();
    else if (!quoted && sign === "\n") {
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  return rows.map((cells, index) => ({ row: index + 1, cells })).filter(({ cells }) => cells.some((own) => own !== ""));
}
