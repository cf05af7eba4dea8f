import { type PreviewedImport, sheetRead } from "#app/commands/apply-sheet-import.ts";
import { placeName } from "#app/domain/forecast/edit.ts";
import { columnLetters, type FileBook } from "#app/domain/forecast/import/book.ts";
import { memoryOf } from "#app/domain/forecast/import/boomerang.ts";
import { rolesOf } from "#app/domain/forecast/import/column-role.ts";
import { filledSheets, mappingOf } from "#app/domain/forecast/import/mapping.ts";
import type { ImportChange, ImportConflict } from "#app/domain/forecast/import/merge.ts";
import { knownCodes } from "#app/domain/forecast/import/place-rows.ts";
import { measurePlace } from "#app/domain/forecast/import/placed.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { Db } from "#db/client.ts";
import { type LastWriter, lastWriters } from "#db/queries/forecast/cells.ts";
import { faultRows, faultsOf, placeIn } from "./fault-rows.ts";
import { readImport } from "./read-import.ts";

const mostShown = 500;

/** What the page shows of the file that its address names; undefined when it names none. */
export async function loadPreview(scene: LoaderScene) {
  const { db, url, locale } = scene;
  const read = await readImport(scene);
  if (!read) return undefined;
  const { id, kept, campaign, choices, conflicts, book, preview, chosen } = read;
  const lines = new Map(preview.lines.map((line) => [line.id, line]));
  const words = translatorFor(locale, "sheetImport");
  const conflictNote = (writer: LastWriter | undefined) =>
    writer ? words("page.conflict", { by: writer.author, at: formatInstant(writer.at.toISOString()) }) : words("page.conflictUnknown");
  const index = memoryOf(book) ? undefined : sheetRead(book, choices);
  const sheet = index === undefined ? undefined : book.sheets[index];
  const mapping = sheet && mappingOf(sheet, index ?? 0, choices, knownCodes(preview.lines), campaign.targetYear);
  const faults = faultsOf(preview, chosen);
  const left = conflicts === "mine" ? [] : preview.merged.conflicts;
  const changes = [...chosen.changes, ...left].slice(0, mostShown);
  const writers = await writersOf(db, changes);
  return {
    id,
    campaign: campaign.id,
    search: url.search,
    file: { name: kept.name, at: kept.at.toISOString(), by: kept.by, appliedAt: kept.appliedAt?.toISOString(), appliedBy: kept.appliedBy },
    source: sourceOf(book),
    ...{ digest: chosen.digest, count: chosen.changes.length, conflicts, questions: preview.questions },
    asked: {
      sheets: memoryOf(book) ? [] : filledSheets(book).map((own) => ({ value: String(own), label: book.sheets[own]?.name ?? "" })),
      sheet: index,
      measure: mapping?.measure,
      decimal: choices.decimalSign ?? (preview.merged.questions.some(({ kind }) => kind === "decimal-sign") ? "?" : undefined),
      scaled: choices.scaled ?? (preview.merged.questions.some(({ kind }) => kind === "scale") ? "?" : undefined),
      hidden: choices.hidden ?? (preview.placed.hidden.rows + preview.placed.hidden.columns || undefined),
      codes: choices.codes ?? (preview.placed.eaten.length || undefined),
      conflicts: preview.merged.conflicts.length,
      roles: rolesOf(campaign.targetYear, campaign.targetYear + 2),
      columns: (mapping?.roles ?? []).map((role, column) => ({ letters: columnLetters(column + 1), name: `c${column + 1}`, role })),
    },
    counts: { ...countsOf(preview), totals: preview.placed.totals.length },
    missing: preview.missing,
    changeCount: chosen.changes.length + left.length,
    changes: changes.map((change) => {
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
    }),
    faultCount: faults.length,
    faults: faultRows(faults.slice(0, mostShown), book, locale).map((row, ordinal) => ({ ...row, key: String(ordinal) })),
  };
}

/** How a text was understood, which decides what its figures and its labels are; undefined for a workbook. */
function sourceOf({ kind, charset = "", separator = "", mojibake }: FileBook) {
  if (kind === "workbook") return undefined;
  return {
    kind,
    charset: charsetNames[charset] ?? charset.toUpperCase(),
    separator: separatorNames[separator] ?? separator,
    mojibake: mojibake === true,
  };
}

const charsetNames: Readonly<Record<string, string>> = { "windows-1252": "Windows-1252", "utf-16le": "UTF-16", "utf-16be": "UTF-16" };
const separatorNames: Readonly<Record<string, string>> = { "\t": "tab", ";": "semicolon", ",": "comma" };

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

function countsOf({ merged: { untouched, same, empty } }: PreviewedImport) {
  return { untouched, same, empty };
}
