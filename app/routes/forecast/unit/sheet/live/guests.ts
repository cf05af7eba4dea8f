import { initialsOf } from "#app/domain/forecast/presence.ts";
import type { GridGuest } from "#app/ui/grid/rows.ts";
import { columnName } from "../lines.ts";
import { columnsOf, type SheetColumn, type SheetView } from "../view.ts";
import type { PersonHere } from "./stream.ts";

export const guestHues = 4;

/** A cell of any view, so that two people who look at the sheet in the same way see each other there. */
export function cellAddress(lineId: string, view: Pick<SheetView, "measure">, column: SheetColumn): string {
  return `${lineId} ${columnName(view, column)}`;
}

/** The others by the row where they are, in this view. */
export function guestsOf(people: readonly PersonHere[], view: SheetView, say: (name: string) => string): Map<string, readonly GridGuest[]> {
  const columns = new Map(columnsOf(view).map((column, index) => [columnName(view, column), index]));
  const guests = new Map<string, GridGuest[]>();
  for (const { id, name, cells } of people) {
    for (const cell of cells) {
      const [line = ""] = cell.split(" ", 1);
      const column = columns.get(cell.slice(line.length + 1));
      if (column === undefined) continue;
      guests.set(line, [...(guests.get(line) ?? []), { column, initials: initialsOf(name), words: say(shortName(name)), hue: hueOf(id) }]);
    }
  }
  return guests;
}

/** The same person has the same colour on every screen. */
export function hueOf(id: string): number {
  return Number(BigInt(id) % BigInt(guestHues));
}

/** Without what stands between brackets. */
export function shortName(name: string): string {
  return name.replace(/\s*\([^)]*\)/g, "").trim();
}
