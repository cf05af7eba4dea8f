import { type KeyboardEvent, type RefObject, useEffect } from "react";

/**
 * Links laid out in rows and columns under the arrow keys: ← → the one before and after, ↑ ↓ that above and below, Home End the first and the last; one stop
 * for Tab, the one that was reached last. Without a script each link stays a stop.
 */
export function usePanelKeys(frame: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const stopAt = (one: HTMLElement | undefined) => {
      for (const link of linksOf(element)) link.tabIndex = link === one ? 0 : -1;
    };
    const links = linksOf(element);
    stopAt(links.find((link) => link === document.activeElement) ?? links[0]);
    const follow = ({ target }: FocusEvent) => target instanceof HTMLAnchorElement && stopAt(target);
    element.addEventListener("focusin", follow);
    return () => element.removeEventListener("focusin", follow);
  });
  return (event) => {
    const element = frame.current;
    if (!element || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const links = linksOf(element);
    const at = links.indexOf(event.target as HTMLAnchorElement);
    const next = at < 0 ? undefined : links[targetOf(event.key, at, placesOf(links)) ?? at];
    if (next === undefined || next === links[at]) return;
    event.preventDefault();
    next.focus();
  };
}

export interface PanelPlace {
  readonly left: number;
  readonly top: number;
}

/** Which panel a key leads to, from where each stands; null for a key of another's. */
export function targetOf(key: string, at: number, places: readonly PanelPlace[]): number | null {
  const own = places[at];
  if (!own) return null;
  const inRow = (top: number) => places.flatMap((place, index) => (place.top === top ? [index] : []));
  const nearestIn = (top: number | undefined) =>
    top === undefined
      ? at
      : inRow(top).reduce((best, index) => (farFrom(own, places[index]) < farFrom(own, places[best]) ? index : best), inRow(top)[0] ?? at);
  const tops = places.map(({ top }) => top);
  switch (key) {
    case "ArrowRight":
      return Math.min(places.length - 1, at + 1);
    case "ArrowLeft":
      return Math.max(0, at - 1);
    case "ArrowDown":
      return nearestIn(lowestOf(tops.filter((top) => top > own.top)));
    case "ArrowUp":
      return nearestIn(highestOf(tops.filter((top) => top < own.top)));
    case "Home":
      return 0;
    case "End":
      return places.length - 1;
    default:
      return null;
  }
}

function farFrom({ left }: PanelPlace, other: PanelPlace | undefined): number {
  return Math.abs(left - (other?.left ?? 0));
}

function lowestOf(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

function highestOf(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function linksOf(element: HTMLElement): HTMLAnchorElement[] {
  return [...element.querySelectorAll("a")];
}

function placesOf(links: readonly HTMLElement[]): PanelPlace[] {
  return links.map((link) => {
    const { left, top } = link.getBoundingClientRect();
    return { left: Math.round(left), top: Math.round(top) };
  });
}
