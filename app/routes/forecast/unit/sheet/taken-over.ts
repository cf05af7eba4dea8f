import { lockOf } from "#app/domain/forecast/lock.ts";
import { carriedOver, spreadAsBefore } from "#app/domain/forecast/template.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Range } from "#app/ui/grid/place.ts";
import { exactText } from "#app/ui/planning/amount-text.ts";
import { amountIn, cellsUnder, type LineState, type TypedText } from "./lines.ts";
import type { ViewReferences } from "./reference-columns.ts";
import type { SheetRows } from "./rows.ts";
import type { LineTexts } from "./state.ts";
import { columnsOf, type SheetView } from "./view.ts";

/** The proposed amount of a month that nobody has asked yet; undefined where there is none or where the line is locked. */
export function proposedIn(line: LineState, month: number | undefined, view: SheetView, references: ViewReferences): Quantity | undefined {
  const proposal = references.proposalOf(line);
  if (month === undefined || view.by !== "months" || !proposal || lockOf(line.standing, view.measure)) return undefined;
  if (isGivenWhole(line, view) || amountIn(line, view, { targetYear: view.year, month }) !== null) return undefined;
  return proposal.months[month - 1];
}

/** The proposals of a selection, as texts of its empty months; the column of the year stands for all its months. */
export function acceptedTexts(range: Range, { lines }: Pick<SheetRows, "lines">, view: SheetView, references: ViewReferences): LineTexts[] {
  const columns = columnsOf(view).slice(range.left, range.right + 1);
  const months = columns.some(({ month }) => month === undefined)
    ? Array.from({ length: 12 }, (_, index) => index + 1)
    : columns.flatMap(({ month }) => month ?? []);
  return lines.slice(range.top, range.bottom + 1).flatMap((line): LineTexts[] => {
    if (!line) return [];
    const texts = months.flatMap((month): TypedText[] => {
      const amount = proposedIn(line, month, view, references);
      return amount === undefined ? [] : [monthText(month, amount, view)];
    });
    return texts.length === 0 ? [] : [{ line: line.line.id, texts }];
  });
}

/** All that is proposed for the empty months of a line. */
export function acceptedOf(line: LineState, view: SheetView, references: ViewReferences): LineTexts[] {
  const all = { top: 0, bottom: 0, left: 0, right: columnsOf(view).length - 1 };
  return acceptedTexts(all, { lines: [line] }, view, references);
}

/** The months of last year, changed by a rate in hundredths of a percent, in place of what the line asks; none when it has no past. */
export function carriedTexts(line: LineState, rate: bigint, view: SheetView, references: ViewReferences): LineTexts[] {
  const own = references.of(line);
  return own && own.executed !== 0n ? yearTexts(line, carriedOver(own.months, rate), view) : [];
}

/** What the line asks of the year, over its months as they were last year. */
export function spreadTexts(line: LineState, view: SheetView, references: ViewReferences): LineTexts[] {
  const [own, asked] = [references.of(line), amountIn(line, view, { targetYear: view.year, month: undefined })];
  return own && asked !== null ? yearTexts(line, spreadAsBefore(asked, own.months), view) : [];
}

function yearTexts(line: LineState, months: readonly Quantity[], view: SheetView): LineTexts[] {
  const whole = isGivenWhole(line, view) ? [{ column: { targetYear: view.year, month: undefined }, text: "" }] : [];
  return [{ line: line.line.id, texts: [...whole, ...months.map((amount, index) => monthText(index + 1, amount, view))] }];
}

function isGivenWhole(line: LineState, view: SheetView): boolean {
  const year = { targetYear: view.year, month: undefined };
  return cellsUnder(line, view, year).some(({ month, amount }) => month === 0 && amount !== null);
}

function monthText(month: number, amount: Quantity, { year, measure }: SheetView): TypedText {
  return { column: { targetYear: year, month }, text: exactText(amount, measure) };
}
