import { useLocation, useNavigationType } from "@remix-run/react";
import { type KeyboardEvent, type RefObject, useEffect } from "react";

/**
 * The rows of a table under the arrow keys: ↑ ↓ Home End go from row to row (to its first link, which Enter opens), ← → from link to link in
 * the row, or in a tree close and open. A table of many links, buttons and boxes is one
 * stop for Tab: the one that was reached last. By cell, ↑ ↓ keep the column. Coming back to the page
 * puts the frame where it was scrolled to, and the focus on the row that was left.
 */
export function useRowKeys(frame: RefObject<HTMLElement | null>, byCell = false): (event: KeyboardEvent) => void {
  useFrameMemory(frame);
  useOneStop(frame);
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target as HTMLElement;
    const row = link.closest("tr");
    if (!row || !isRow(row)) return;
    const target = targetOf(event.key, row, rowsOf(frame)) ?? linkBeside(event.key, row, link);
    if (!target) return;
    event.preventDefault();
    if (target === "toggle") row.querySelector("a")?.click();
    else if (target instanceof HTMLTableRowElement) focusRow(target, link, byCell);
    else target.focus();
  };
}

/** What a row offers. */
const controls = "a, button, input[type=checkbox]";

/** In a row that is no branch of a tree: the link, the button or the box on the left or on the right. */
function linkBeside(key: string, row: HTMLTableRowElement, link: HTMLElement): HTMLElement | undefined {
  if (row.hasAttribute("aria-level")) return undefined;
  const links = [...row.querySelectorAll<HTMLElement>(controls)];
  const index = links.indexOf(link);
  if (index < 0) return undefined;
  return key === "ArrowRight" ? links[index + 1] : key === "ArrowLeft" ? links[index - 1] : undefined;
}

/** More links than somebody would go through with Tab. */
const manyLinks = 20;

/** After each drawing, for rows come and go; without a script each link stays a stop. */
function useOneStop(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    const links = [...(element?.querySelector("tbody")?.querySelectorAll<HTMLElement>(controls) ?? [])];
    if (!element || links.length <= manyLinks) return;
    const stopAt = (one: HTMLElement | undefined) => {
      for (const link of links) link.tabIndex = link === one ? 0 : -1;
    };
    stopAt(links.find((link) => link === document.activeElement) ?? links[0]);
    const follow = ({ target }: FocusEvent) => links.includes(target as HTMLElement) && stopAt(target as HTMLElement);
    element.addEventListener("focusin", follow);
    return () => element.removeEventListener("focusin", follow);
  });
}

function targetOf(key: string, row: HTMLTableRowElement, rows: readonly HTMLTableRowElement[]): HTMLTableRowElement | "toggle" | undefined {
  const index = rows.indexOf(row);
  const expanded = row.getAttribute("aria-expanded");
  switch (key) {
    case "ArrowDown":
      return rows[index + 1];
    case "ArrowUp":
      return rows[index - 1];
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    case "ArrowRight":
      return expanded === "false" ? "toggle" : expanded === "true" ? rows[index + 1] : undefined;
    case "ArrowLeft":
      return expanded === "true" ? "toggle" : rows.slice(0, index).findLast((one) => levelOf(one) < levelOf(row));
    default:
      return undefined;
  }
}

function rowsOf(frame: RefObject<HTMLElement | null>): HTMLTableRowElement[] {
  return [...(frame.current?.querySelectorAll<HTMLTableRowElement>("tbody tr") ?? [])].filter(isRow);
}

function isRow(row: HTMLTableRowElement): boolean {
  return row.parentElement?.tagName === "TBODY" && row.querySelector("a") !== null;
}

function levelOf(row: HTMLTableRowElement): number {
  return Number(row.getAttribute("aria-level") ?? 1);
}

/** From a box to the box of the other row, by cell to what stands in the same column, from anything else to its first link. */
function focusRow(row: HTMLTableRowElement, from: HTMLElement, byCell: boolean): void {
  const box = from.matches("input") ? row.querySelector<HTMLElement>("input[type=checkbox]") : null;
  const cell = byCell ? row.cells[from.closest<HTMLTableCellElement>("td, th")?.cellIndex ?? 0]?.querySelector("a") : null;
  (box ?? cell ?? row.querySelector("a"))?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

interface Place {
  readonly top: number;
  readonly left: number;
  readonly row: string | null;
}

const places = "table-places";
const keptPlaces = 50;

/** The place in the frame, kept by entry of the browser's history for as long as the tab lives. */
function useFrameMemory(frame: RefObject<HTMLElement | null>): void {
  const { key } = useLocation();
  const returning = useNavigationType() === "POP";
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const note = () => keep(key, { top: element.scrollTop, left: element.scrollLeft, row: focusedRow(element) });
    const known = returning ? kept()[key] : undefined;
    const restoring = known && requestAnimationFrame(() => restore(element, known));
    element.addEventListener("scroll", note, { passive: true });
    element.addEventListener("focusin", note);
    return () => {
      if (restoring !== undefined) cancelAnimationFrame(restoring);
      element.removeEventListener("scroll", note);
      element.removeEventListener("focusin", note);
    };
  }, [frame, key, returning]);
}

/** After the focus that the shell gives to the title of a page that one comes to. */
function restore(element: HTMLElement, { top, left, row }: Place): void {
  element.scrollTo({ top, left, behavior: "instant" });
  if (row === null) return;
  const found = [...element.querySelectorAll<HTMLTableRowElement>("tbody tr")].find((one) => one.dataset["row"] === row);
  found?.querySelector("a")?.focus({ preventScroll: true });
}

function focusedRow(element: HTMLElement): string | null {
  const row = document.activeElement?.closest("tr");
  return row && element.contains(row) ? (row.dataset["row"] ?? null) : null;
}

function kept(): Record<string, Place> {
  try {
    return JSON.parse(sessionStorage.getItem(places) ?? "{}") as Record<string, Place>;
  } catch {
    return {};
  }
}

function keep(key: string, place: Place): void {
  const { [key]: _, ...others } = kept();
  const recent = Object.entries(others).slice(-keptPlaces);
  try {
    sessionStorage.setItem(places, JSON.stringify({ ...Object.fromEntries(recent), [key]: place }));
  } catch {
    // A browser that keeps nothing loses the place, and nothing else.
  }
}
