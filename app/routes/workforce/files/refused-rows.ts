import type { RowFault } from "#app/domain/forecast/import/headed-rows.ts";
import { wordsOf } from "#app/http/refusal.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { RefusedRow } from "./file-steps.tsx";

/** Of each table of a file's page. */
export const mostShown = 200;

export interface Refused {
  readonly count: number;
  readonly rows: readonly RefusedRow[];
}

export const noneRefused: Refused = { count: 0, rows: [] };

/** How many rows are not taken, and the first of them with the reason in words. */
export function refusedRows(faults: readonly RowFault[], locale: Locale): Refused {
  return { count: faults.length, rows: faults.slice(0, mostShown).map(({ row, refusal }) => ({ row, why: wordsOf(refusal, locale) })) };
}
