import { useEffect, useMemo } from "react";
import { useTranslations } from "use-intl";
import type { GridGuest } from "#app/ui/grid/rows.ts";
import type { LineState } from "../lines.ts";
import type { SheetColumn, SheetView } from "../view.ts";
import { cellAddress, guestsOf } from "./guests.ts";
import type { PersonHere } from "./stream.ts";

/** The others in the cells of this view, by row. */
export function useGuests(people: readonly PersonHere[], view: SheetView): ReadonlyMap<string, readonly GridGuest[]> {
  const words = useTranslations("live");
  return useMemo(() => guestsOf(people, view, (name) => words("inCell", { name })), [people, view, words]);
}

/** Tells the others where the keyboard is, once it is in the grid. */
export function useHere(tell: (cell: string) => void, line: LineState | undefined, view: SheetView, column: SheetColumn | undefined): void {
  const cell = line && column ? cellAddress(line.line.id, view, column) : "";
  useEffect(() => {
    if (cell !== "" && document.activeElement?.closest('[role="grid"]')) tell(cell);
  }, [cell, tell]);
}
