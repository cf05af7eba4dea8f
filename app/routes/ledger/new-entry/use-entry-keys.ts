import { type Dispatch, type KeyboardEvent, useRef } from "react";
import { isThirdParty } from "#app/domain/ledger/entry.ts";
import { isFilled, type LineField, lineFields, totalsTyped } from "#app/domain/ledger/typing/typed-entry.ts";
import type { EntryChange, EntryState } from "./entry-state.ts";

interface Keys {
  readonly state: EntryState;
  readonly columns: readonly LineField[];
  readonly change: Dispatch<EntryChange>;
  /** Posts, and begins another. */
  readonly post: (form: HTMLFormElement) => void;
  readonly openModels: () => void;
  readonly leave: () => void;
}

const twiceWithinMs = 800;

/**
 * The keys of an accountant in the form: Enter goes to the next field and from the last one to a new line, Ctrl+Enter posts, `=` in an
 * amount balances, Ctrl+D repeats the line above, Alt+↑↓ moves a line, Alt+Delete takes it away, F9 opens the models, Esc twice leaves.
 */
export function useEntryKeys({ state, columns, change, post, openModels, leave }: Keys) {
  const escapedAt = useRef(0);
  return (event: KeyboardEvent<HTMLFormElement>) => {
    const { target, currentTarget: form, key } = event;
    if (event.nativeEvent.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    const act = (work: () => void) => {
      event.preventDefault();
      work();
    };
    if (key === "F9" && !control && !event.altKey) return act(openModels);
    if (key === "Enter" && control) return act(() => !event.repeat && post(form));
    if (key === "Escape") {
      const twice = event.timeStamp - escapedAt.current < twiceWithinMs;
      escapedAt.current = event.timeStamp;
      return twice ? act(leave) : undefined;
    }
    const place = placeOf(target);
    if (place) {
      if (control && key.toLowerCase() === "d") return act(() => change({ type: "duplicate", index: place.index }));
      if (event.altKey && !control && (key === "ArrowUp" || key === "ArrowDown")) {
        return act(() => change({ type: "move", ...place, by: key === "ArrowUp" ? -1 : 1 }));
      }
      if (event.altKey && !control && key === "Delete") return act(() => change({ type: "remove", ...place }));
      if (key === "=" && (place.field === "debit" || place.field === "credit"))
        return act(() => change({ type: "balance", index: place.index }));
    }
    if (key === "Enter" && !(target instanceof HTMLButtonElement) && !(target instanceof HTMLAnchorElement)) {
      act(() => !event.repeat && goOn({ form, target, place, state, columns, change }));
    }
  };
}

interface Place {
  readonly index: number;
  readonly field: LineField;
}

function placeOf(target: EventTarget): Place | undefined {
  if (!(target instanceof HTMLInputElement)) return undefined;
  const { line, column } = target.dataset;
  const field = lineFields.find((name) => name === column);
  return line === undefined || field === undefined ? undefined : { index: Number(line), field };
}

interface Going extends Pick<Keys, "state" | "columns" | "change"> {
  readonly form: HTMLFormElement;
  readonly target: EventTarget;
  readonly place: Place | undefined;
}

/** To the next field that the line needs; from the last one to a new line, or to the button when nothing is missing. */
function goOn({ form, target, place, state, columns, change }: Going): void {
  if (!place) {
    focusAfter(form, target);
    return;
  }
  const line = state.rows[place.index]?.line;
  // What was typed may not be in the state yet: the field itself says it.
  const typed = target instanceof HTMLInputElement ? target.value : "";
  if (place.field === "debit" ? typed.trim() !== "" : place.field === "credit") {
    if (isComplete(state, place.index)) form.querySelector<HTMLButtonElement>("button[data-post]")?.focus();
    else change({ type: "next-line", after: place.index });
    return;
  }
  const account = place.field === "account" ? typed : (line?.account ?? "");
  const rest = columns.slice(columns.indexOf(place.field) + 1).filter((field) => field !== "party" || isThirdParty(account.trim()));
  const [next = "debit"] = rest;
  focusOn(form, next === "debit" && line?.credit ? "credit" : next, place.index);
}

function isComplete({ rows }: EntryState, index: number): boolean {
  const lines = rows.map(({ line }) => line);
  const { debit, credit, unread, balances } = totalsTyped(lines);
  return debit === credit && debit > 0n && unread === 0 && balances === 0 && !lines.slice(index + 1).some(isFilled);
}

export function focusOn(form: HTMLFormElement, field: LineField, index: number): void {
  const element = form.elements.namedItem(`lines[${index}].${field}`);
  if (!(element instanceof HTMLInputElement)) return;
  element.focus();
  element.select();
}

/** From the head on to the lines; what is ticked is reached by Tab, for it is seldom needed. */
function focusAfter(form: HTMLFormElement, target: EventTarget): void {
  const fields = [...form.elements].filter(
    (element) => element instanceof HTMLSelectElement || (element instanceof HTMLInputElement && element.type === "text"),
  );
  const next = fields[fields.findIndex((field) => field === target) + 1];
  if (next instanceof HTMLElement) next.focus();
  if (next instanceof HTMLInputElement) next.select();
}
