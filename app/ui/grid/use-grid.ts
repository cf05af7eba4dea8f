import { type ClipboardEvent, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Block, readTable, readText, writeTable, writeText } from "./clipboard.ts";
import { filled, type Placement, placed } from "./fill.ts";
import { actOf, type GridAct, type GridCommand } from "./keys.ts";
import { moved, nextIn } from "./move.ts";
import { type Extent, type Place, placesIn, type Range, rangeOf, type Selection, selectionAt, selectionWithin, within } from "./place.ts";
import type { GridRow } from "./rows.ts";

/** What came to the cells, and by which act: one act is one undo. */
export interface GridEdit {
  readonly how: "typed" | "pasted" | "filled" | "cleared";
  readonly placements: readonly Placement[];
  /** Pasted cells that had no room. */
  readonly beyond: number;
  /** What was pasted, as it came, and where: for whom wants to place it otherwise. */
  readonly pasted?: { readonly block: Block; readonly range: Range };
}

export interface GridOwner {
  readonly rows: readonly GridRow[];
  readonly columnCount: number;
  readonly onEdit: (edit: GridEdit) => void;
  readonly onTakeBack: (direction: "undo" | "redo") => void;
  /** What is proposed in the selection is taken. */
  readonly onAccept?: (range: Range) => void;
  /** Shift+F2: something is to be said of a cell. */
  readonly onComment?: (place: Place) => void;
  /** The cell that has the keyboard. */
  readonly onFocus?: (place: Place) => void;
  /** What is selected, each time that it changes. */
  readonly onSelect?: (range: Range) => void;
  readonly onCommand?: (command: GridCommand) => void;
}

/** What is typed in a cell. `typing`: begun by a letter, so that an arrow key ends it, as in spreadsheets. */
export interface Editing {
  readonly place: Place;
  readonly text: string;
  readonly typing: boolean;
}

export interface GridState {
  readonly selection: Selection;
  readonly range: Range;
  readonly editing: Editing | undefined;
  /** The same object for the life of the grid. */
  readonly on: GridHandlers;
}

export interface GridHandlers {
  press(event: KeyboardEvent): void;
  pressInEditor(event: KeyboardEvent<HTMLInputElement>): void;
  type(text: string): void;
  leaveEditor(): void;
  /** The keyboard came to a cell by another way than these: a screen reader, a link. */
  arrive(place: Place): void;
  point(place: Place, extend: boolean): void;
  edit(place: Place): void;
  copy(event: ClipboardEvent, cut: boolean): void;
  paste(event: ClipboardEvent): void;
}

/** The selection, the editor and the clipboard of a grid: what keys and pointers do, without drawing anything. */
export function useGrid(owner: GridOwner, { start, pageRows }: { start: Place; pageRows: number }): GridState {
  const [chosen, setSelection] = useState(() => selectionAt(start));
  const { rows, columnCount: columns } = owner;
  const selection = useMemo(() => selectionWithin(chosen, { rows: rows.length, columns }), [chosen, rows.length, columns]);
  const [editing, setEditing] = useState<Editing>();
  const now = useRef({ owner, selection, editing, pageRows });
  Object.assign(now.current, { owner, selection, editing, pageRows });

  const select = useCallback((next: Selection) => {
    now.current.selection = next;
    setSelection(next);
  }, []);
  const openEditor = useCallback((next: Editing | undefined) => {
    now.current.editing = next;
    setEditing(next);
  }, []);
  const on = useMemo(() => handlers(() => now.current, { select, openEditor }), [select, openEditor]);

  const { row, column } = selection.focus;
  useEffect(() => now.current.owner.onFocus?.({ row, column }), [row, column]);
  useEffect(() => now.current.owner.onSelect?.(rangeOf(selection)), [selection]);
  return { selection, range: rangeOf(selection), editing, on };
}

interface Now {
  readonly owner: GridOwner;
  readonly selection: Selection;
  readonly editing: Editing | undefined;
  readonly pageRows: number;
}
interface Changes {
  readonly select: (selection: Selection) => void;
  readonly openEditor: (editing: Editing | undefined) => void;
}

function handlers(now: () => Now, { select, openEditor }: Changes): GridHandlers {
  const extent = (): Extent => ({ rows: now().owner.rows.length, columns: now().owner.columnCount });
  const cellAt = ({ row, column }: Place) => now().owner.rows[row]?.cells[column];
  const focus = () => now().selection.focus;
  const send = (how: GridEdit["how"], placements: readonly Placement[]) =>
    placements.length > 0 && now().owner.onEdit({ how, placements, beyond: 0 });
  const edit = (place: Place, text?: string) => {
    const cell = cellAt(place);
    if (cell && !cell.isReadOnly) openEditor({ place, text: text ?? cell.formula ?? cell.exact, typing: text !== undefined });
  };
  const go = (direction: "up" | "down" | "left" | "right") => {
    const { selection } = now();
    select(selectionAt(nextIn(selection, selection.focus, { direction, extent: extent() })));
  };
  /** What was typed goes to its cell, or with Ctrl to every cell of the selection. */
  const commit = (everywhere = false) => {
    const { editing, selection } = now();
    if (!editing) return;
    openEditor(undefined);
    const places = everywhere ? placesIn(rangeOf(selection)) : [editing.place];
    send(
      "typed",
      places.map((place) => ({ place, text: editing.text })),
    );
  };
  /** Heads and sub-totals are passed, as frozen panes are in spreadsheets. */
  const firstFree = (): Place => {
    const { rows } = now().owner;
    const row = rows.findIndex(({ cells }) => cells.some(({ isReadOnly }) => !isReadOnly));
    return row < 0 ? { row: 0, column: 0 } : { row, column: rows[row]?.cells.findIndex(({ isReadOnly }) => !isReadOnly) ?? 0 };
  };
  const clear = () =>
    send(
      "cleared",
      placesIn(rangeOf(now().selection)).flatMap((place) => (cellAt(place)?.isReadOnly === false ? [{ place, text: "" }] : [])),
    );

  const acts: { readonly [Kind in GridAct["kind"]]?: (act: Extract<GridAct, { kind: Kind }>) => void } = {
    move: (act) => {
      if (act.reach === "corner" && act.direction === "left" && !act.extend) return select(selectionAt(firstFree()));
      const isFilled = (place: Place) => (cellAt(place)?.text ?? "") !== "";
      select(moved(now().selection, act, { extent: extent(), pageRows: now().pageRows, isFilled }));
    },
    edit: () => edit(focus()),
    type: ({ text }) => edit(focus(), text),
    clear,
    select: ({ what }) => select(wholeOf(what, focus(), extent())),
    fill: ({ direction }) =>
      send(
        "filled",
        filled(rangeOf(now().selection), direction).map(({ from, to }) => ({ place: to, text: cellAt(from)?.exact ?? "" })),
      ),
    command: ({ command }) => now().owner.onCommand?.(command),
    undo: () => now().owner.onTakeBack("undo"),
    redo: () => now().owner.onTakeBack("redo"),
    accept: () => now().owner.onAccept?.(rangeOf(now().selection)),
    comment: () => now().owner.onComment?.(focus()),
    nextError: () => seek(1),
    previousError: () => seek(-1),
  };
  const seek = (step: 1 | -1) => {
    const faulty = placesIn({ top: 0, left: 0, bottom: extent().rows - 1, right: extent().columns - 1 }).filter(
      (place) => cellAt(place)?.isFlagged || ["error", "conflict"].includes(cellAt(place)?.state ?? "clean"),
    );
    const here = focus();
    const order = (place: Place) => place.row * extent().columns + place.column;
    const next = step > 0 ? faulty.find((place) => order(place) > order(here)) : faulty.findLast((place) => order(place) < order(here));
    const found = next ?? (step > 0 ? faulty[0] : faulty.at(-1));
    if (found) select(selectionAt(found));
  };

  return {
    press(event) {
      const act = actOf(event);
      if (!act || !(act.kind in acts)) return;
      event.preventDefault();
      (acts[act.kind] as (act: GridAct) => void)(act);
    },
    pressInEditor(event) {
      event.stopPropagation();
      const { key, code, shiftKey: shift, ctrlKey: ctrl } = event;
      const arrow = now().editing?.typing ? arrowOf(key) : undefined;
      if (key === "Escape") openEditor(undefined);
      else if (key === "Enter") {
        commit(ctrl);
        if (!ctrl) go(shift ? "up" : "down");
      } else if (key === "Tab") {
        commit();
        go(shift ? "left" : "right");
      } else if (arrow) {
        commit();
        go(arrow);
      } else if (code === "NumpadDecimal" && key === ".") typeInto(event.currentTarget, ",", (text) => this.type(text));
      else return;
      event.preventDefault();
    },
    type(text) {
      const { editing } = now();
      if (editing) openEditor({ ...editing, text });
    },
    leaveEditor: () => commit(),
    arrive(place) {
      const { row, column } = focus();
      if (place.row !== row || place.column !== column) select(selectionAt(place));
    },
    point(place, extend) {
      commit();
      select(extend ? { anchor: now().selection.anchor, focus: place } : selectionAt(place));
    },
    edit: (place) => edit(place),
    copy(event, cut) {
      if (now().editing) return;
      const block = copied(now());
      event.clipboardData.setData("text/plain", writeText(block));
      event.clipboardData.setData("text/html", writeTable(block));
      event.preventDefault();
      if (cut) clear();
    },
    paste(event) {
      if (now().editing) return;
      event.preventDefault();
      const pasted = { block: pastedBlock(event.clipboardData), range: rangeOf(now().selection) };
      const { placements, beyond } = placed(pasted.block, pasted.range, extent());
      if (placements.length > 0) now().owner.onEdit({ how: "pasted", placements, beyond, pasted });
    },
  };
}

function copied({ owner, selection }: Now): Block {
  const { top, bottom, left, right } = rangeOf(selection);
  return owner.rows.slice(top, bottom + 1).map(({ cells }) => cells.slice(left, right + 1).map(({ exact }) => exact));
}

/** The table of HTML when there is one: its cells keep their line ends, and its numbers are those that are seen. */
function pastedBlock(data: DataTransfer): Block {
  const html = data.getData("text/html");
  const table = html === "" ? null : new DOMParser().parseFromString(html, "text/html").querySelector("table");
  return table ? readTable(table) : readText(data.getData("text/plain"));
}

function wholeOf(what: "row" | "column" | "all", { row, column }: Place, extent: Extent): Selection {
  const last = within({ row: extent.rows, column: extent.columns }, extent);
  if (what === "row") return { anchor: { row, column: 0 }, focus: { row, column: last.column } };
  if (what === "column") return { anchor: { row: 0, column }, focus: { row: last.row, column } };
  return { anchor: { row: 0, column: 0 }, focus: last };
}

function arrowOf(key: string): "up" | "down" | "left" | "right" | undefined {
  return ({ ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" } as const)[key];
}

function typeInto(input: HTMLInputElement, text: string, changed: (text: string) => void): void {
  input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
  changed(input.value);
}
