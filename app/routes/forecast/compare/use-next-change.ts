import { useEffect } from "react";

/** F7 puts the keyboard on the next line that moved, Shift+F7 on the one before; from the last to the first. */
export function useNextChange(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F7" || event.ctrlKey || event.altKey || event.metaKey) return;
      const all = [...document.querySelectorAll<HTMLElement>("a[data-moved]")];
      if (all.length === 0) return;
      event.preventDefault();
      const here = all.findIndex((link) => link === document.activeElement);
      const next = event.shiftKey ? (here <= 0 ? all.length : here) - 1 : (here + 1) % all.length;
      all[next]?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
