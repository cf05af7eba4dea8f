import type { BudgetResource } from "../../quantity.ts";
import type { FileAt, FileBook, FileCell, FileSheet } from "./book.ts";
import { cellText, isBlank } from "./book.ts";
import { bared, type ColumnRole, type KeyRole, measureNamed, roleNamed, type ValueColumn, valueColumn } from "./column-role.ts";
import { type EatenBy, meantCodes } from "./eaten-code.ts";
import type { FileChoices, FileMapping, KnownCodes } from "./mapping.ts";
import { type MergedRange, mergedAt } from "./merged-cells.ts";
import type { ImportedCell, ImportFault, MissingLine, PlacedFile, RowFault } from "./placed.ts";

/** What names a line of a sheet to those who write of it elsewhere. */
export interface NamedLine {
  readonly id: string;
  readonly requestNumber: number;
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
}

export interface PlacingScene {
  readonly unit: string;
  readonly firstYear: number;
  readonly lines: readonly NamedLine[];
}

export function knownCodes(lines: readonly NamedLine[]): KnownCodes {
  return { natures: new Set(lines.map(({ nature }) => nature)), activities: new Set(lines.map(({ activity }) => activity)) };
}

/**
 * Gives each figure of a sheet its place: the line by its codes (then by its request or its label when several share them), the measure and the
 * period by its column, or by its row. A row that says « Total » is skipped; one that names no line, several, or another unit is a fault. Merged
 * cells are not read: a row whose code is one of them is left out whole.
 */
export function placeRows(book: FileBook, mapping: FileMapping, choices: FileChoices, scene: PlacingScene): PlacedFile {
  const sheet = book.sheets[mapping.sheet];
  const placed = { cells: [] as ImportedCell[], faults: [] as ImportFault[], totals: [] as FileAt[], eaten: [] as ImportFault[] };
  const missing = new Map<string, MissingLine>();
  if (!sheet) return { ...placed, missing: [], hidden: { rows: 0, columns: 0 } };
  const distrusted = datedHeads(book, sheet, mapping, placed.faults);
  const read = readable(sheet, mapping, choices);
  const finder = lineFinder(scene.lines);
  const mergedOf = mergedAt(sheet, mapping);
  const merges = new Set<MergedRange>();
  for (const { row, cells } of read.rows) {
    const at = { sheet: mapping.sheet, row, column: firstFilled(cells) };
    if (isTotal(cells, mapping)) {
      placed.totals.push(at);
      continue;
    }
    const merged = mergedOf(row);
    for (const range of merged.ranges) merges.add(range);
    if (merged.hidesCode) continue;
    const found = rowOf(cells, { book, mapping, choices, scene, finder });
    if ("fault" in found) {
      if (found.missing) missing.set(JSON.stringify(found.missing), found.missing);
      const secret = found.fault.kind === "unit-out-of-reach";
      const fault = { at: { ...at, column: found.column }, fault: found.fault, text: secret ? "" : found.text };
      (found.fault.kind === "code-eaten" && choices.codes === undefined ? placed.eaten : placed.faults).push(fault);
    } else {
      for (const { column, value, measure } of found.values) {
        if (distrusted.has(column) || merged.holds(column)) continue;
        const place = { lineId: found.lineId, measure, ...value };
        placed.cells.push({ ...place, at: { sheet: mapping.sheet, row, column }, cell: cells[column - 1] ?? null });
      }
    }
  }
  for (const { range, rows, columns } of merges)
    placed.faults.push({
      at: { sheet: mapping.sheet, row: rows[0], column: columns[0] },
      fault: { kind: "merged-cells", range },
      text: "",
    });
  return { ...placed, missing: [...missing.values()], hidden: read.hidden };
}

/** Columns of months whose head is a day counted from 1904: such days are not read, in a head no more than in a row. */
function datedHeads(book: FileBook, { rows }: FileSheet, { sheet, head, roles }: FileMapping, faults: ImportFault[]): ReadonlySet<number> {
  const distrusted = new Set<number>();
  if (!book.from1904) return distrusted;
  for (const [index, cell] of (rows[head - 1] ?? []).entries()) {
    const isDay = typeof cell === "object" && cell !== null && "day" in cell;
    if (!isDay || valueColumn(roles[index] ?? "ignored") === undefined) continue;
    distrusted.add(index + 1);
    const text = cellText(cell);
    faults.push({ at: { sheet, row: head, column: index + 1 }, fault: { kind: "days-from-1904", text }, text });
  }
  return distrusted;
}

interface ReadRow {
  readonly row: number;
  readonly cells: readonly FileCell[];
}

/** The rows under the heads that hold something, without those that are hidden unless they are wanted. */
function readable({ rows, hiddenRows, hiddenColumns }: FileSheet, { head, roles }: FileMapping, { hidden }: FileChoices) {
  const out = new Set(hiddenRows);
  const closed = new Set(hiddenColumns);
  const under = rows.slice(head).flatMap((cells, index): ReadRow[] => (cells.every(isBlank) ? [] : [{ row: head + index + 1, cells }]));
  const holds = (column: number) => roles[column - 1] !== "ignored" && under.some(({ cells }) => !isBlank(cells[column - 1]));
  const hiddenFilled = { rows: under.filter(({ row }) => out.has(row)).length, columns: hiddenColumns.filter(holds).length };
  const asked = hidden === undefined ? hiddenFilled : { rows: 0, columns: 0 };
  if (hidden === "taken") return { rows: under, hidden: asked };
  const inSight = under.filter(({ row }) => !out.has(row));
  const kept =
    closed.size === 0
      ? inSight
      : inSight.map(({ row, cells }) => ({ row, cells: cells.map((cell, i) => (closed.has(i + 1) ? null : cell)) }));
  return { rows: kept, hidden: asked };
}

interface RowScene {
  readonly book: FileBook;
  readonly mapping: FileMapping;
  readonly choices: FileChoices;
  readonly scene: PlacingScene;
  readonly finder: LineFinder;
}

interface FoundRow {
  readonly lineId: string;
  readonly values: readonly { readonly column: number; readonly value: ValueColumn; readonly measure: BudgetResource }[];
}
interface FaultyRow {
  readonly fault: RowFault;
  readonly text: string;
  readonly column: number;
  readonly missing?: MissingLine | undefined;
}

function rowOf(cells: readonly FileCell[], { book, mapping, choices, scene, finder }: RowScene): FoundRow | FaultyRow {
  const columnOf = (role: KeyRole) => mapping.roles.indexOf(role) + 1;
  const cellOf = (role: KeyRole): FileCell => (columnOf(role) === 0 ? null : (cells[columnOf(role) - 1] ?? null));
  const fault = (role: KeyRole, own: RowFault): FaultyRow => ({
    fault: own,
    text: cellText(cellOf(role)),
    column: Math.max(1, columnOf(role)),
  });
  const unit = cellText(cellOf("unit"));
  if (unit !== "" && unit !== scene.unit) return fault("unit", { kind: "unit-out-of-reach" });
  const measureText = cellText(cellOf("measure"));
  const measure = measureText === "" ? mapping.measure : measureNamed(measureText);
  if (measure === undefined) return fault("measure", { kind: "measure-unknown", text: measureText });
  const line = finder(
    { request: cellOf("request"), nature: cellOf("nature"), activity: cellOf("activity"), label: cellOf("label") },
    choices,
  );
  if ("fault" in line) return { ...fault(line.role, line.fault), missing: line.missing };
  const period = periodOf(cellOf("month"), cellOf("year"), scene.firstYear, book);
  const values = mapping.roles.flatMap((role: ColumnRole, index) => {
    const value = role === "amount" ? period.value : valueColumn(role);
    return value ? [{ column: index + 1, value, measure }] : [];
  });
  if (mapping.roles.includes("amount") && !period.value)
    return fault(isBlank(cellOf("month")) ? "year" : "month", period.fault ?? { kind: "period-unknown", text: "" });
  return { lineId: line.id, values };
}

/** Of a file with a row for each figure: its month and its year, or a day of it. */
function periodOf(month: FileCell, year: FileCell, firstYear: number, book: FileBook): { value?: ValueColumn; fault?: RowFault } {
  const isDay = typeof month === "object" && month !== null && "day" in month;
  if (isDay && book.from1904) return { fault: { kind: "days-from-1904", text: cellText(month) } };
  const targetYear = isBlank(year) ? undefined : Number(/^(20\d{2})$/.exec(cellText(year))?.[1] ?? Number.NaN);
  if (Number.isNaN(targetYear)) return { fault: { kind: "period-unknown", text: cellText(year) } };
  if (isBlank(month)) return targetYear === undefined ? {} : { value: { targetYear, month: undefined } };
  const number = /^(0?[1-9]|1[0-2])$/.exec(cellText(month))?.[1];
  if (number !== undefined) return { value: { targetYear: targetYear ?? firstYear, month: Number(number) } };
  const named = valueColumn(roleNamed(dayAsMonth(month), targetYear ?? firstYear) ?? "ignored");
  return named?.month === undefined ? { fault: { kind: "period-unknown", text: cellText(month) } } : { value: named };
}

/** « 31/03/2027 » is in March; « 02/03/2027 » would be in February or in March, and says nothing. */
function dayAsMonth(cell: FileCell): FileCell {
  if (typeof cell !== "string") return cell;
  const [, first, second, year] = /^(\d{1,2})\/(\d{1,2})\/(20\d{2})$/.exec(cell.trim()) ?? [];
  if (first === undefined || second === undefined) return cell;
  const [left, right] = [Number(first), Number(second)];
  const month = left > 12 && left <= 31 ? right : right > 12 && right <= 31 ? left : left === right ? left : 0;
  return month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, "0")}` : cell;
}

const totalWords = /^(?:sous[- ]?tota(?:l|ux)|total(?:aux)?|totals?|subtotals?|grand total|ensemble|s\/t)\b/;

/** A row whose key columns say so, or one without any key: it sums others up. */
function isTotal(cells: readonly FileCell[], { roles }: FileMapping): boolean {
  const keys = cells.filter(
    (cell, index) => !isBlank(cell) && valueColumn(roles[index] ?? "ignored") === undefined && typeof cell === "string",
  );
  return keys.some((cell) => isTotalText(cellText(cell)));
}

/** « Total », « Sous-total » … at the beginning of a text: the row sums others up. */
export function isTotalText(text: string): boolean {
  return totalWords.test(bared(text));
}

function firstFilled(cells: readonly FileCell[]): number {
  return cells.findIndex((cell) => !isBlank(cell)) + 1;
}

interface LineKeys {
  readonly request: FileCell;
  readonly nature: FileCell;
  readonly activity: FileCell;
  readonly label: FileCell;
}
type FoundLine = NamedLine | { readonly fault: RowFault; readonly role: KeyRole; readonly missing?: MissingLine | undefined };
type LineFinder = (keys: LineKeys, choices: Pick<FileChoices, "codes">) => FoundLine;

function lineFinder(lines: readonly NamedLine[]): LineFinder {
  const codes = knownCodes(lines);
  const named = linesByName(lines);
  return (keys, choices) => {
    const nature = codeOf(keys.nature, codes.natures, choices);
    if (typeof nature === "object") return { ...nature, role: "nature" };
    const activity = codeOf(keys.activity, codes.activities, choices);
    if (typeof activity === "object") return { ...activity, role: "activity" };
    const role = nature === "" ? (activity === "" ? "label" : "activity") : "nature";
    const found = narrowed(named, { nature, activity, request: cellText(keys.request), words: bared(cellText(keys.label)) });
    const text = [keys.request, keys.nature, keys.activity, keys.label]
      .map(cellText)
      .filter((own) => own !== "")
      .join(" · ");
    const [only] = found;
    if (only && found.length === 1) return only;
    if (found.length > 1) return { fault: { kind: "several-lines", text, count: found.length }, role };
    const isNamed = nature !== "" && activity !== "" && cellText(keys.request) === "";
    const missing = isNamed ? { nature, activity, label: cellText(keys.label).trim() } : undefined;
    return { fault: { kind: "no-such-line", text }, role, missing };
  };
}

/** What a row may say of its line; « » says nothing. */
interface LineName {
  readonly nature: string;
  readonly activity: string;
  readonly request: string;
  /** Of its label, bared. */
  readonly words: string;
}
type NamedLines = ReadonlyMap<string, readonly NamedLine[]>;

/** Each line under everything that may be said of it, so that a file of any length finds its lines as fast. */
function linesByName(lines: readonly NamedLine[]): NamedLines {
  const byName = new Map<string, NamedLine[]>();
  for (const line of lines) {
    const full = { nature: line.nature, activity: line.activity, request: String(line.requestNumber), words: bared(line.label) };
    for (const name of partsOf(full)) {
      const own = byName.get(name);
      if (own) own.push(line);
      else byName.set(name, [line]);
    }
  }
  return byName;
}

/** Every way to say some of a name and not the rest, each once. */
function partsOf({ nature, activity, request, words }: LineName): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const n of [nature, ""])
    for (const a of [activity, ""])
      for (const r of [request, ""]) for (const w of [words, ""]) parts.add(nameOf({ nature: n, activity: a, request: r, words: w }));
  return parts;
}

function nameOf({ nature, activity, request, words }: LineName): string {
  return JSON.stringify([nature, activity, request, words]);
}

/** Codes name a line when only one has them; else its request, then its label. Without a code the label must be the line's own. */
function narrowed(lines: NamedLines, name: LineName): readonly NamedLine[] {
  const uncoded = name.nature === "" && name.activity === "";
  if (uncoded && name.request === "" && name.words === "") return [];
  const ofRequest = lines.get(nameOf({ ...name, words: "" })) ?? [];
  if (name.words === "" || (ofRequest.length <= 1 && !uncoded)) return ofRequest;
  return lines.get(nameOf(name)) ?? [];
}

/** The code that a cell bears, the one that a spreadsheet made it from when that is wanted, or why neither is known. */
function codeOf(cell: FileCell, codes: ReadonlySet<string>, { codes: choice }: Pick<FileChoices, "codes">): string | { fault: RowFault } {
  const text = cellText(cell);
  if (text === "" || codes.has(text)) return text;
  const meant = meantCodes(cell, codes);
  const [first] = meant;
  if (!first) return text;
  if (choice === "repaired" && meant.length === 1) return first.code;
  const by: EatenBy = first.by;
  return { fault: { kind: "code-eaten", text, meant: meant.map(({ code }) => code).join(" / "), by } };
}
