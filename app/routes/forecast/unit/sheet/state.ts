import type { TypedEdit } from "#app/commands/write-cells.ts";
import { cellName } from "#app/domain/forecast/cell.ts";
import { type CellEdit, type EditFault, placeName } from "#app/domain/forecast/edit.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { exactText } from "#app/ui/planning/amount-text.ts";
import type { WrittenMessage } from "../../cells/message.ts";
import type { LeftBehind } from "./kept/left-behind.ts";
import { withLeft } from "./kept/with-left.ts";
import {
  columnName,
  editsOf,
  type HeldCell,
  type LineState,
  type TypedText,
  type WantedFigure,
  waiting,
  withFigures,
  withMonths,
  withTexts,
} from "./lines.ts";
import { calmed, type LiveChanges, withLive } from "./live/changes.ts";
import type { SheetView } from "./view.ts";

/** Everything that a page knows of a sheet. Each change is a new state, and the lines that it does not touch are the same objects. */
export interface SheetState {
  readonly lines: readonly LineState[];
  /** The sheet's revision that this page has seen. */
  readonly revision: bigint;
}

/** The act that a batch is kept as. */
export type WrittenHow = "entry" | "paste" | "spread" | "template";

export interface LineTexts {
  readonly line: string;
  readonly texts: readonly TypedText[];
}

export type SheetAct =
  | {
      readonly kind: "texts";
      readonly view: SheetView;
      readonly lines: readonly LineTexts[];
      readonly pasted: boolean;
      readonly alone?: boolean;
    }
  /** Figures that were looked at before they came. */
  | { readonly kind: "figures"; readonly year: number; readonly lines: ReadonlyMap<string, readonly WantedFigure[]> }
  /** The whole year of these lines goes to their months. */
  | { readonly kind: "months"; readonly view: SheetView; readonly lines: readonly string[] }
  | { readonly kind: "sent"; readonly edits: readonly CellEdit[] }
  | { readonly kind: "answered"; readonly edits: readonly CellEdit[]; readonly answer: WrittenMessage }
  /** The network is silent, or the server refused the whole: what was sent waits again. */
  | { readonly kind: "failed"; readonly edits: readonly CellEdit[] }
  | { readonly kind: "settled"; readonly line: string; readonly cell: string; readonly keep: "mine" | "theirs" }
  /** What the server holds now: what waits stays on top of it. */
  | { readonly kind: "read"; readonly state: SheetState }
  | ({ readonly kind: "live" } & LiveChanges)
  /** What had just changed has been seen. */
  | { readonly kind: "calm" }
  /** What a page that is no more had left on the device. */
  | { readonly kind: "found"; readonly left: LeftBehind };

export function sheetAfter(state: SheetState, act: SheetAct): SheetState {
  switch (act.kind) {
    case "texts": {
      const texts = new Map(act.lines.map((own) => [own.line, own.texts]));
      return changed(state, (line) => {
        const own = texts.get(line.line.id);
        return own ? withTexts(line, act.view, own, { pasted: act.pasted, alone: act.alone ?? false, seen: state.revision }) : line;
      });
    }
    case "figures":
      return changed(state, (line) => {
        const own = act.lines.get(line.line.id);
        return own ? withFigures(line, own, { year: act.year, seen: state.revision }) : line;
      });
    case "months":
      return changed(state, (line) => (act.lines.includes(line.line.id) ? withMonths(line, act.view, state.revision) : line));
    case "sent":
      return withCells(state, act.edits, (cell, edit) => (isStill(cell, edit, "waiting") ? { ...cell, standing: "sent" } : cell));
    case "failed":
      return withCells(state, act.edits, (cell, edit) => (isStill(cell, edit, "sent") ? { ...cell, standing: "waiting" } : cell));
    case "answered":
      return answered(state, act.edits, act.answer);
    case "settled":
      return changed(state, (line) => (line.line.id === act.line ? settled(line, act.cell, act.keep) : line));
    case "live":
      return withLive(state, act);
    case "calm":
      return calmed(state);
    case "found":
      return withLeft(state, act.left);
    default:
      return reread(state, act.state);
  }
}

/** What waits to be sent. */
export function waitingEdits({ lines }: SheetState): TypedEdit[] {
  return lines.flatMap(editsOf);
}

/** Written cells are kept; where another was first their figure stands and mine is beside it; what was refused says so, and its figure goes. */
function answered(state: SheetState, edits: readonly CellEdit[], { revision, conflicts, refusals }: WrittenMessage): SheetState {
  const contested = new Map(conflicts.map((own) => [placeName(own), own]));
  const refused = new Map(refusals.map((own) => [placeName(own), own.fault]));
  const kept = withCells(state, edits, (cell, edit) => {
    const name = placeName(edit);
    const conflict = contested.get(name);
    if (conflict) {
      const { theirs, author, at } = conflict;
      // What was typed again since it was sent is mine too.
      const contested = { mine: cell.amount, author, at };
      const { formula: _, ...same } = cell;
      return { ...same, amount: quantityIn(theirs), revision: BigInt(conflict.revision), standing: "kept", contested };
    }
    if (refused.has(name)) return undefined;
    const standing = isStill(cell, edit, "sent") ? "kept" : cell.standing;
    return { ...cell, revision: BigInt(revision), standing };
  });
  if (refused.size === 0) return kept;
  const asked = new Map(edits.map((edit) => [placeName(edit), edit.amount]));
  const byLine = grouped(refusals, ({ lineId }) => lineId);
  return changed(kept, (line) => {
    const own = byLine.get(line.line.id);
    if (!own) return line;
    const faults = new Map(line.faults);
    for (const { fault, ...place } of own) {
      const amount = asked.get(placeName(place)) ?? null;
      const text = amount === null ? "" : exactText(amount, place.measure);
      const name = columnName(place, { targetYear: place.targetYear, month: place.month === 0 ? undefined : place.month });
      faults.set(name, { text, fault: faultIn(fault) });
    }
    return { ...line, faults };
  });
}

function settled(line: LineState, name: string, keep: "mine" | "theirs"): LineState {
  const cell = line.cells.get(name);
  if (!cell?.contested) return line;
  const { contested, ...theirs } = cell;
  const cells = new Map(line.cells);
  cells.set(name, keep === "theirs" ? theirs : waiting(theirs, { ...theirs, amount: contested.mine }, theirs.revision));
  return { ...line, cells };
}

function reread(before: SheetState, read: SheetState): SheetState {
  const known = new Map(before.lines.map((line) => [line.line.id, line]));
  const lines = read.lines.map((line) => {
    const own = known.get(line.line.id);
    if (!own) return line;
    // A read that was on its way while something newer came: what is newer stays.
    const mine = [...own.cells].filter(([, cell]) => cell.standing !== "kept" || cell.contested || cell.revision > read.revision);
    return { ...line, cells: mine.length === 0 ? line.cells : new Map([...line.cells, ...mine]), faults: own.faults };
  });
  return { lines, revision: read.revision > before.revision ? read.revision : before.revision };
}

function withCells(
  state: SheetState,
  edits: readonly CellEdit[],
  change: (cell: HeldCell, edit: CellEdit) => HeldCell | undefined,
): SheetState {
  const byLine = grouped(edits, ({ lineId }) => lineId);
  return changed(state, (line) => {
    const own = byLine.get(line.line.id);
    if (!own) return line;
    const cells = new Map(line.cells);
    for (const edit of own) {
      const cell = cells.get(cellName(edit));
      const after = cell && change(cell, edit);
      if (after) cells.set(cellName(edit), after);
      else cells.delete(cellName(edit));
    }
    return { ...line, cells };
  });
}

function changed(state: SheetState, change: (line: LineState) => LineState): SheetState {
  return { ...state, lines: state.lines.map(change) };
}

function isStill(cell: HeldCell, edit: CellEdit, standing: HeldCell["standing"]): boolean {
  return cell.standing === standing && cell.amount === edit.amount;
}

function quantityIn(text: string | null): Quantity | null {
  return text === null ? null : BigInt(text);
}

function faultIn(fault: WrittenMessage["refusals"][number]["fault"]): EditFault {
  return ("amount" in fault ? { ...fault, amount: BigInt(fault.amount) } : fault) as EditFault;
}
