import { asksForBalance, readTypedAmount } from "#app/domain/ledger/typing/typed-amount.ts";
import {
  balancingAmount,
  emptyLine,
  isFilled,
  type LineField,
  mostLines,
  type Side,
  type TypedEntry,
  type TypedLine,
  typedCents,
} from "#app/domain/ledger/typing/typed-entry.ts";

/** A line on the screen: its key stays with it when it moves. */
export interface Row {
  readonly key: number;
  readonly line: TypedLine;
}
export type HeadText = "journal" | "date" | "voucher" | "label";

/** The form as it is typed, and where the keyboard goes next. */
export interface EntryState {
  readonly head: Omit<TypedEntry, "lines">;
  readonly rows: readonly Row[];
  readonly nextKey: number;
  readonly focus: { readonly index: number; readonly field: LineField } | null;
}

export type EntryChange =
  | { readonly type: "head"; readonly field: HeadText; readonly value: string }
  | { readonly type: "complementary"; readonly value: boolean }
  | { readonly type: "type"; readonly index: number; readonly field: LineField; readonly value: string }
  | { readonly type: "leave"; readonly index: number; readonly side: Side }
  | { readonly type: "balance"; readonly index: number }
  | { readonly type: "next-line"; readonly after: number }
  | { readonly type: "duplicate"; readonly index: number }
  | { readonly type: "move"; readonly index: number; readonly by: 1 | -1; readonly field: LineField }
  | { readonly type: "remove"; readonly index: number; readonly field: LineField }
  | { readonly type: "apply"; readonly entry: TypedEntry }
  | { readonly type: "replace"; readonly entry: TypedEntry }
  | { readonly type: "focused" };

const fewestRows = 6;

export function startState(entry: TypedEntry, fewest = fewestRows): EntryState {
  const { lines, ...head } = entry;
  const count = Math.min(mostLines, Math.max(fewest, lines.length + (lines.length >= fewest ? 1 : 0)));
  const rows = Array.from({ length: count }, (_, key) => ({ key, line: lines[key] ?? emptyLine }));
  return { head, rows, nextKey: rows.length, focus: null };
}

export function entryOf({ head, rows }: EntryState): TypedEntry {
  const last = rows.findLastIndex(({ line }) => isFilled(line) || line.label.trim() !== "");
  return { ...head, lines: rows.slice(0, last + 1).map(({ line }) => line) };
}

/** What a key, or the typing of a character, makes of the form. */
export function changed(state: EntryState, change: EntryChange): EntryState {
  switch (change.type) {
    case "head":
      return { ...state, head: { ...state.head, [change.field]: change.value } };
    case "complementary":
      return { ...state, head: { ...state.head, complementary: change.value } };
    case "type":
      return roomBelow(withLine(state, change.index, typedInto(change.field, change.value)), change.index);
    case "leave":
      return withLine(state, change.index, (line) => settled(line, change.side, state, change.index));
    case "balance":
      return balanced(state, change.index);
    case "next-line":
      return nextLine(state, change.after);
    case "duplicate":
      return duplicated(state, change.index);
    case "move":
      return moved(state, change);
    case "remove":
      return removed(state, change);
    case "apply":
      return applied(state, change.entry);
    case "replace":
      return startState(change.entry);
    case "focused":
      return { ...state, focus: null };
  }
}

/** A line has one side: typing in one clears the other. */
function typedInto(field: LineField, value: string): (line: TypedLine) => TypedLine {
  return (line) => {
    if (field === "debit" && value !== "") return { ...line, debit: value, credit: "" };
    if (field === "credit" && value !== "") return { ...line, credit: value, debit: "" };
    return { ...line, [field]: value };
  };
}

/** A calculation left behind becomes its result; an amount typed loosely is written as the others. */
function settled(line: TypedLine, side: Side, state: EntryState, index: number): TypedLine {
  if (asksForBalance(line[side])) return withBalance(line, lines(state), index);
  const read = readTypedAmount(line[side]);
  return read.ok && read.value > 0n ? { ...line, [side]: typedCents(read.value) } : line;
}

function balanced(state: EntryState, index: number): EntryState {
  const missing = balancingAmount(lines(state), index);
  if (!missing) return state;
  const next = withLine(state, index, (line) => withBalance(line, lines(state), index));
  return { ...next, focus: { index, field: missing.side } };
}

function withBalance(line: TypedLine, all: readonly TypedLine[], index: number): TypedLine {
  const missing = balancingAmount(all, index);
  return missing ? { ...line, debit: "", credit: "", [missing.side]: typedCents(missing.amount) } : line;
}

/** The line below, with the label and what balances when it is empty; made when there is none. */
function nextLine(state: EntryState, after: number): EntryState {
  const index = after + 1;
  if (index >= mostLines) return state;
  const grown = index < state.rows.length ? state : inserted(state, index, emptyLine);
  const label = state.rows[after]?.line.label || state.head.label;
  const prefilled = withLine(grown, index, (line) => (isFilled(line) ? line : withBalance({ ...line, label }, lines(grown), index)));
  return { ...roomBelow(prefilled, index), focus: { index, field: "account" } };
}

/** The line above, again: into an empty line, else below the one that is filled. */
function duplicated(state: EntryState, index: number): EntryState {
  const own = state.rows[index]?.line;
  const above = state.rows[index - 1]?.line;
  if (own && isFilled(own))
    return state.rows.length < mostLines ? { ...inserted(state, index + 1, own), focus: { index: index + 1, field: "account" } } : state;
  return above
    ? {
        ...roomBelow(
          withLine(state, index, () => above),
          index,
        ),
        focus: { index, field: "account" },
      }
    : state;
}

function moved(state: EntryState, { index, by, field }: { index: number; by: 1 | -1; field: LineField }): EntryState {
  const other = index + by;
  const [one, two] = [state.rows[index], state.rows[other]];
  if (!one || !two) return state;
  const rows = state.rows.map((row, place) => (place === index ? two : place === other ? one : row));
  return { ...state, rows, focus: { index: other, field } };
}

function removed(state: EntryState, { index, field }: { index: number; field: LineField }): EntryState {
  const rows = state.rows.filter((_, place) => place !== index);
  const left = rows.length < fewestRows ? [...rows, { key: state.nextKey, line: emptyLine }] : rows;
  return { ...state, rows: left, nextKey: state.nextKey + 1, focus: { index: Math.min(index, left.length - 1), field } };
}

/** A model over an empty form; below what is typed otherwise. */
function applied(state: EntryState, entry: TypedEntry): EntryState {
  const kept = state.rows.map(({ line }) => line).filter(isFilled);
  const { head } = state;
  const blank = kept.length === 0;
  const whole = {
    ...head,
    journal: blank ? entry.journal : head.journal,
    label: head.label.trim() === "" ? entry.label : head.label,
    lines: [...kept, ...entry.lines].slice(0, mostLines),
  };
  const next = startState(whole);
  const open = next.rows.findIndex(({ line }) => isFilled(line) && line.account === "");
  return { ...next, focus: { index: open < 0 ? kept.length : open, field: "account" } };
}

function roomBelow(state: EntryState, index: number): EntryState {
  const last = state.rows.length - 1;
  const filled = state.rows[last]?.line;
  return index === last && filled && isFilled(filled) && last + 1 < mostLines ? inserted(state, last + 1, emptyLine) : state;
}

function inserted(state: EntryState, index: number, line: TypedLine): EntryState {
  const rows = [...state.rows.slice(0, index), { key: state.nextKey, line }, ...state.rows.slice(index)];
  return { ...state, rows, nextKey: state.nextKey + 1 };
}

function withLine(state: EntryState, index: number, make: (line: TypedLine) => TypedLine): EntryState {
  const row = state.rows[index];
  if (!row) return state;
  const line = make(row.line);
  return line === row.line ? state : { ...state, rows: state.rows.with(index, { ...row, line }) };
}

function lines({ rows }: EntryState): readonly TypedLine[] {
  return rows.map(({ line }) => line);
}
