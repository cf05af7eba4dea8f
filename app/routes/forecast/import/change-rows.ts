import { placeName } from "#app/domain/forecast/edit.ts";
import type { ImportChange, ImportConflict } from "#app/domain/forecast/import/merge.ts";
import { measurePlace } from "#app/domain/forecast/import/placed.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { Db } from "#db/client.ts";
import { type LastWriter, lastWriters } from "#db/queries/forecast/cells.ts";
import { placeIn } from "./fault-rows.ts";
import type { ReadImport } from "./read-import.ts";

/** What a file changes in a cell: which, where the file says it, what was there, what will be, and what is to be looked at. */
export interface ChangeRow {
  readonly key: string;
  readonly line: string;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly month: number | undefined;
  readonly at: string;
  readonly before: string;
  readonly after: string;
  readonly gap: string;
  readonly note: string;
}

/** What will be written, then the figures that others changed too and that stay theirs. */
export function shownChanges({ chosen, conflicts, preview }: ReadImport): readonly ImportChange[] {
  return [...chosen.changes, ...(conflicts === "mine" ? [] : preview.merged.conflicts)];
}

export async function changeRows(
  db: Db,
  { book, preview }: ReadImport,
  changes: readonly ImportChange[],
  locale: Locale,
): Promise<ChangeRow[]> {
  const words = translatorFor(locale, "sheetImport");
  const lines = new Map(preview.lines.map((line) => [line.id, line]));
  const writers = await writersOf(db, changes);
  const conflictNote = (writer: LastWriter | undefined) =>
    writer ? words("page.conflict", { by: writer.author, at: formatInstant(writer.at.toISOString()) }) : words("page.conflictUnknown");
  return changes.map((change) => {
    const { lineId, measure, targetYear, month, before, after } = change;
    const line = lines.get(lineId);
    const figure = (amount: bigint | null) => (amount === null ? words("page.emptied") : amountText(amount, measure));
    return {
      key: `${lineId} ${measure} ${targetYear} ${month ?? ""}`,
      line: `${line?.label || line?.natureLabel} (${line?.nature} · ${line?.activity})`,
      ...{ measure, targetYear, month, at: placeIn(book, change.at), before: figure(before), after: figure(after) },
      gap: figure((after ?? 0n) - (before ?? 0n)),
      note: isConflict(change) ? conflictNote(writers.get(measurePlace(change))) : change.isThousandfold ? words("page.thousand") : "",
    };
  });
}

function isConflict(change: ImportChange): change is ImportConflict {
  return "base" in change;
}

/** Of each figure that others changed too, who wrote it last: of a year spread over its months, the last of them. */
async function writersOf(db: Db, changes: readonly ImportChange[]): Promise<ReadonlyMap<string, LastWriter>> {
  const contested = changes.filter(isConflict);
  const byCell = new Map(
    (
      await lastWriters(
        db,
        contested.flatMap(({ lineId, cells }) => cells.map((cell) => ({ ...cell, lineId }))),
      )
    ).map((writer) => [placeName(writer), writer]),
  );
  return new Map(
    contested.flatMap((change) => {
      const [last] = change.cells
        .flatMap((cell) => byCell.get(placeName({ ...cell, lineId: change.lineId })) ?? [])
        .sort((left, right) => right.at.getTime() - left.at.getTime());
      return last ? [[measurePlace(change), last] as const] : [];
    }),
  );
}
