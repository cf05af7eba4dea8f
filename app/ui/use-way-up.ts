import { useLocation, useNavigate } from "@remix-run/react";
import { useEffect } from "react";

/** The pages of this tab by their place in its history: how far back the one above is. */
const trail = new Map<number, string>();

/**
 * Escape goes back up, as Enter went down: to the page that led here, as it was left (filters, scroll, row); to `above` when this page was
 * opened by its address. Not while something is typed, nor while a menu or a dialog is open, which Escape closes first.
 */
export function useWayUp(above: string): void {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    trail.set(placeInHistory(), pathname);
  }, [pathname]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isBusy(event.target)) return;
      event.preventDefault();
      const back = stepsBack(pathname);
      if (back === undefined) navigate(above);
      else navigate(-back);
    };
    // Menus listen on the document too, and stand before: what is open is asked when the key goes down.
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [above, navigate, pathname]);
}

function placeInHistory(): number {
  const state = window.history.state as { readonly idx?: number } | null;
  return state?.idx ?? 0;
}

/** How many steps back the page is that led to this one; undefined when this one came first. */
function stepsBack(pathname: string): number | undefined {
  const here = placeInHistory();
  for (let place = here - 1; place >= 0; place -= 1) {
    const path = trail.get(place);
    if (path === undefined) return undefined;
    if (path !== pathname) return here - place;
  }
  return undefined;
}

function isBusy(target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog")) return true;
  return document.querySelector("details[open][name='shell-menu'], dialog[open], [role='dialog']") !== null;
}
