import type { SheetImportRefusal } from "#app/domain/forecast/import/refusal.ts";
import type { Rows } from "./row.ts";

export const sheetImportRows: Rows<SheetImportRefusal["kind"]> = {
  "sheet-file-empty": { status: 422 },
  "sheet-file-too-large": { status: 413, values: ({ limitBytes }, say) => ({ limit: say.count(Math.floor(limitBytes / 1_048_576)) }) },
  "sheet-file-too-wide": { status: 422, values: ({ rows, columns }, say) => ({ rows: say.count(rows), columns: say.count(columns) }) },
  "sheet-file-type": { status: 422, values: ({ found }) => ({ found }) },
  "sheet-file-unsafe": { status: 422, values: ({ reason }) => ({ reason }) },
  "sheet-file-damaged": { status: 422 },
  "sheet-file-too-slow": { status: 422, values: ({ seconds }) => ({ seconds }) },
  "sheet-import-elsewhere": { status: 422 },
  "sheet-import-moved": { status: 409 },
  "sheet-import-open-questions": { status: 422, values: ({ count }) => ({ count }) },
  "sheet-import-nothing": { status: 422 },
  "sheet-import-applied": { status: 409, values: ({ at, by }, say) => ({ at: say.day(at.slice(0, 10)), by }) },
};
