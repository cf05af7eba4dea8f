import type { FileBook, FileCell } from "#app/domain/forecast/import/book.ts";
import { type FileChoices, mappingOf } from "#app/domain/forecast/import/mapping.ts";
import { mergeFile } from "#app/domain/forecast/import/merge.ts";
import { knownCodes, placeRows } from "#app/domain/forecast/import/place-rows.ts";
import type { BoomerangLine } from "#app/http/sheet-file/boomerang.ts";

export const year = 2027;

/** A line of running costs of DR44, in a draft, that holds what is given (by month, in cents). */
export function line(id: string, other: Partial<BoomerangLine> = {}): BoomerangLine {
  return {
    ...{ id, requestNumber: 1, requestTitle: "Socle", nature: "31", natureLabel: "Fonctionnement", activity: "01-ENQ", label: "Terrain" },
    ...{
      requestKind: "baseline",
      requestState: "draft",
      campaignState: "open",
      mayEdit: true,
      seesCosts: true,
      spendingClass: "nonPersonnel",
      cells: [],
    },
    ...other,
  };
}

export function bookOf(rows: readonly (readonly FileCell[])[], other: Partial<FileBook["sheets"][number]> = {}): FileBook {
  const sheet = { name: "CP", isHidden: false, rows, hiddenRows: [], hiddenColumns: [], isFiltered: false, merged: [], ...other };
  return { kind: "workbook", sheets: [sheet] };
}

/** What a file makes of these lines, from its heads to its changes. */
export function imported(book: FileBook, lines: readonly BoomerangLine[], choices: Partial<FileChoices> = {}) {
  const all: FileChoices = { roles: new Map(), ...choices };
  const sheet = book.sheets[0];
  if (!sheet) throw new Error("no sheet");
  const mapping = mappingOf(sheet, 0, all, knownCodes(lines), year);
  const placed = placeRows(book, mapping, all, { unit: "DR44", firstYear: year, lines });
  const reading = {
    ...(choices.decimalSign && { decimalSign: choices.decimalSign }),
    ...(choices.scaled && { scaled: choices.scaled === "yes" }),
  };
  const merged = mergeFile(placed.cells, { lines: new Map(lines.map((own) => [own.id, own])), firstYear: year, choices: reading });
  return { mapping, placed, merged, faults: [...placed.faults, ...merged.faults].map(({ fault }) => fault.kind) };
}
