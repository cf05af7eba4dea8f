import { type PreviewedImport, sheetRead } from "#app/commands/apply-sheet-import.ts";
import { columnLetters, type FileBook } from "#app/domain/forecast/import/book.ts";
import { memoryOf } from "#app/domain/forecast/import/boomerang.ts";
import { rolesOf } from "#app/domain/forecast/import/column-role.ts";
import { filledSheets, mappingOf } from "#app/domain/forecast/import/mapping.ts";
import { knownCodes } from "#app/domain/forecast/import/place-rows.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { appliedBefore } from "#db/queries/forecast/sheet-import.ts";
import { changeRows, shownChanges } from "./change-rows.ts";
import { faultRows, faultsOf } from "./fault-rows.ts";
import { readImport } from "./read-import.ts";

const mostShown = 500;

/** What the page shows of the file that its address names; undefined when it names none. */
export async function loadPreview(scene: LoaderScene) {
  const { db, url, locale } = scene;
  const read = await readImport(scene);
  if (!read) return undefined;
  const { id, kept, campaign, choices, conflicts, book, preview, chosen } = read;
  const index = memoryOf(book) ? undefined : sheetRead(book, choices);
  const sheet = index === undefined ? undefined : book.sheets[index];
  const mapping = sheet && mappingOf(sheet, index ?? 0, choices, knownCodes(preview.lines), campaign.targetYear);
  const faults = faultsOf(preview, chosen);
  const changes = shownChanges(read);
  const earlier = kept.appliedAt === null ? await appliedBefore(db, id) : undefined;
  return {
    id,
    campaign: campaign.id,
    search: url.search,
    file: { name: kept.name, at: kept.at.toISOString(), by: kept.by, appliedAt: kept.appliedAt?.toISOString(), appliedBy: kept.appliedBy },
    before: earlier && { by: earlier.by, at: earlier.at.toISOString() },
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
    changeCount: changes.length,
    changes: await changeRows(db, read, changes.slice(0, mostShown), locale),
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

function countsOf({ merged: { untouched, same, empty } }: PreviewedImport) {
  return { untouched, same, empty };
}
