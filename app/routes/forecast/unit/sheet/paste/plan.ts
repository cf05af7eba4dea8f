import { type PlacedText, type Preview, previewOf } from "#app/domain/forecast/preview.ts";
import type { ReadingChoices } from "#app/domain/forecast/typed-cell.ts";
import type { Block } from "#app/ui/grid/clipboard.ts";
import { type Placement, placed } from "#app/ui/grid/fill.ts";
import type { Range } from "#app/ui/grid/place.ts";
import type { GridColumn } from "#app/ui/grid/rows.ts";
import { editedLine, type LineState, type WantedFigure } from "../lines.ts";
import type { SheetRows } from "../rows.ts";
import { columnsOf, type SheetView } from "../view.ts";
import { type BlockParts, partsOf, rowsByLabel } from "./pasted-block.ts";

/** A block on its way to a sheet. */
export interface Paste {
  readonly block: Block;
  readonly range: Range;
  readonly shown: SheetRows;
  readonly view: SheetView;
  readonly columns: readonly GridColumn[];
  readonly parts: BlockParts;
}

/** What is decided of a paste before it is applied. */
export interface PasteChoices extends ReadingChoices {
  readonly without: { readonly [Part in keyof BlockParts]: boolean };
  /** Each row goes to the line that it names, wherever that stands. */
  readonly byLabel: boolean;
}

export interface PastePlan {
  readonly preview: Preview;
  /** Texts that fell on sub-totals, which are computed. */
  readonly onTotals: number;
  /** Each row names one line of the sheet. */
  readonly mayGoByLabel: boolean;
}

/** More than these are looked at before they are applied. */
const fewCells = 50;

export function pasteOf({ block, range }: Pick<Paste, "block" | "range">, scene: Pick<Paste, "shown" | "view" | "columns">): Paste {
  return {
    block,
    range,
    ...scene,
    parts: partsOf(
      block,
      scene.columns.map(({ head }) => head),
    ),
  };
}

/** What came along is left out, and rows go where their labels say when they all say it. */
export function proposedChoices(paste: Paste): PasteChoices {
  const without = { heads: true, totals: true, labels: true };
  return { without, byLabel: placesByLabel(paste, without) !== undefined };
}

/** What a paste would make of the sheet, under these choices. */
export function pastePlan(paste: Paste, choices: PasteChoices): PastePlan {
  const { shown, view } = paste;
  const columns = columnsOf(view);
  const { placements, beyond } = placementsOf(paste, choices);
  const lines = new Map<string, LineState>();
  const texts: PlacedText[] = [];
  let onTotals = 0;
  for (const { place, text } of placements) {
    const [line, column] = [shown.lines[place.row], columns[place.column]];
    if (!column) continue;
    if (!line) {
      onTotals += text.trim() === "" ? 0 : 1;
      continue;
    }
    lines.set(line.line.id, line);
    texts.push({ lineId: line.line.id, measure: view.measure, ...column, text });
  }
  const edited = new Map([...lines].map(([id, line]) => [id, { ...editedLine(line), held: new Set(line.held.keys()) }]));
  const preview = previewOf(texts, { lines: edited, firstYear: view.year, choices, beyond });
  return { preview, onTotals, mayGoByLabel: placesByLabel(paste, choices.without) !== undefined };
}

/** Whether a paste is shown before it is applied: it is large, asks a question, has no room, or brought more than figures. */
export function wantsLook({ parts }: Paste, { preview }: PastePlan): boolean {
  const { accepted, rejected, ambiguous, locked, unchanged, beyond } = preview;
  const cells = accepted.length + rejected.length + ambiguous.length + locked.length + unchanged.length;
  return cells > fewCells || ambiguous.length > 0 || beyond > 0 || parts.heads.length + parts.totals.length + parts.labels.length > 0;
}

/** What is written for the accepted texts, by line; a calculation stays with its cell where the figure is whole. */
export function figuresOf({ accepted }: Preview): Map<string, WantedFigure[]> {
  const figures = new Map<string, WantedFigure[]>();
  for (const { lineId, cells, formula } of accepted) {
    const own = figures.get(lineId) ?? [];
    own.push(...cells.map((cell) => (formula !== undefined && cells.length === 1 ? { ...cell, formula } : cell)));
    figures.set(lineId, own);
  }
  return figures;
}

function placementsOf(paste: Paste, choices: PasteChoices): { readonly placements: readonly Placement[]; readonly beyond: number } {
  const { block, range, shown, columns } = paste;
  const { without } = choices;
  const extent = { rows: shown.rows.length, columns: columns.length };
  const kept = keptRows(paste, without);
  const left = without.labels ? paste.parts.labels.length : 0;
  const byLabel = choices.byLabel ? placesByLabel(paste, without) : undefined;
  if (!byLabel) {
    const rows = kept.map((row) => block[row]?.slice(left) ?? []);
    return placed(rows, range, extent);
  }
  const all = [...byLabel.keys()].flatMap((row) =>
    (block[row]?.slice(left) ?? []).map((text, column) => ({ place: { row: byLabel.get(row) ?? 0, column: range.left + column }, text })),
  );
  const placements = all.filter(({ place }) => place.column < extent.columns);
  return { placements, beyond: all.length - placements.length };
}

function keptRows({ block, parts }: Paste, without: PasteChoices["without"]): number[] {
  const left = new Set([...(without.heads ? parts.heads : []), ...(without.totals ? parts.totals : [])]);
  return block.flatMap((_, index) => (left.has(index) ? [] : [index]));
}

function placesByLabel(paste: Paste, without: PasteChoices["without"]): ReadonlyMap<number, number> | undefined {
  const { block, parts, shown } = paste;
  if (parts.labels.length === 0 || !without.labels) return undefined;
  const heads = shown.rows.map(({ kind, head }) => (kind === "line" ? head : undefined));
  const rows = keptRows(paste, without).filter((row) => block[row]?.some((text) => text.trim() !== ""));
  return rowsByLabel(block, { rows, labels: parts.labels }, heads);
}
