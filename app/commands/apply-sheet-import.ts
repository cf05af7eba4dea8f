import { createHash, randomUUID } from "node:crypto";
import type { StepLock } from "#app/domain/campaign/calendar.ts";
import type { EditedLine } from "#app/domain/forecast/edit.ts";
import { cellText, type FileBook } from "#app/domain/forecast/import/book.ts";
import { memoryOf, placeBoomerang } from "#app/domain/forecast/import/boomerang.ts";
import { type FileChoices, mappingOf, onlySheet } from "#app/domain/forecast/import/mapping.ts";
import { type ImportPreview, type JudgedChoice, judgeChosen, mergeFile } from "#app/domain/forecast/import/merge.ts";
import { knownCodes, placeRows } from "#app/domain/forecast/import/place-rows.ts";
import { type ImportFault, type MissingLine, measurePlace, type PlacedFile } from "#app/domain/forecast/import/placed.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { codesInForce } from "#db/queries/campaign/sheet.ts";
import type { Campaign } from "#db/queries/campaign.ts";
import { detailCounts } from "#db/queries/forecast/detail.ts";
import { type SheetLine, sheetLines } from "#db/queries/forecast/grid.ts";
import { heldCells } from "#db/queries/forecast/marks.ts";
import { cellsOf, writeBatch } from "#db/queries/forecast/sheet.ts";
import { markApplied, sheetImportOf } from "#db/queries/forecast/sheet-import.ts";
import { bookOf } from "./keep-sheet-import.ts";
import { openedSheet } from "./opened-sheet.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** What a file would make of a unit's sheet, with what was answered about it. */
export interface PreviewedImport {
  readonly placed: PlacedFile;
  readonly merged: ImportPreview;
  readonly lines: readonly SheetLine[];
  readonly edited: ReadonlyMap<string, EditedLine>;
  readonly firstYear: number;
  /** Lines that the file asks for, of natures and activities in force, which a request may take in. */
  readonly missing: readonly MissingLine[];
  /** Answers that are missing: nothing is written before. */
  readonly questions: number;
}

interface ImportAsked {
  readonly campaign: Campaign;
  readonly unit: string;
  readonly book: FileBook;
  readonly choices: FileChoices;
  readonly mayEdit: boolean;
  /** What the reader sees of the unit's plan: the rest is neither shown nor written. */
  readonly view: CostView;
  /** Why the calendar does not let this person write today. */
  readonly window: StepLock | undefined;
}

export async function previewImport(
  db: Db,
  { campaign, unit, book, choices, mayEdit, view, window }: ImportAsked,
): Promise<PreviewedImport> {
  const lines = await sheetLines(db, campaign.id, unit);
  const ids = lines.map(({ id }) => id);
  const details = await detailCounts(db, ids);
  const cells = await cellsOf(db, ids, view);
  const held = await heldCells(db, ids);
  const edited = new Map(
    lines.map((line): [string, EditedLine] => {
      const own = held.get(line.id);
      const counts = details.get(line.id);
      const standing = {
        ...{ ...line, campaignState: campaign.state, mayEdit, seesCosts: view === "whole", window },
        ...(counts ? { details: counts } : {}),
      };
      return [line.id, { ...standing, cells: cells.get(line.id) ?? [], ...(own ? { held: own } : {}) }];
    }),
  );
  const placed = placedFile(book, choices, { unit, firstYear: campaign.targetYear, lines, edited });
  const { decimalSign, scaled } = choices;
  const reading = { ...(decimalSign && { decimalSign }), ...(scaled && { scaled: scaled === "yes" }) };
  const merged = mergeFile(placed.cells, { lines: edited, firstYear: campaign.targetYear, choices: reading });
  const asked = [placed.eaten.length > 0, placed.hidden.rows + placed.hidden.columns > 0, sheetRead(book, choices) === undefined];
  const firstYear = campaign.targetYear;
  const codes = placed.missing.length > 0 ? await codesInForce(db, `${firstYear}-01-01`) : undefined;
  const missing = placed.missing.filter(({ nature, activity }) => codes?.natures.has(nature) && codes.activities.has(activity));
  return { placed, merged, lines, edited, firstYear, missing, questions: merged.questions.length + asked.filter((own) => own).length };
}

/** The sheet of the file that is read: the one chosen, else the only one in sight. */
export function sheetRead(book: FileBook, { sheet }: FileChoices): number | undefined {
  return memoryOf(book) ? 0 : (sheet ?? onlySheet(book));
}

/** What is written when a preview is applied, what the rules refuse of it, and its digest: what was seen is what is written, or nothing is. */
export interface ChosenChanges extends Pick<JudgedChoice, "writes"> {
  readonly changes: JudgedChoice["kept"];
  readonly faults: readonly ImportFault[];
  readonly digest: string;
}

export function chosenChanges({ placed, merged, edited, firstYear }: PreviewedImport, conflicts: "mine" | "theirs"): ChosenChanges {
  const chosen = conflicts === "mine" ? [...merged.changes, ...merged.conflicts] : merged.changes;
  const { kept: changes, refused, writes } = judgeChosen(chosen, { lines: edited, firstYear });
  const said = new Map(refused.length === 0 ? [] : placed.cells.map((own) => [measurePlace(own), cellText(own.cell)]));
  const faults = refused.map(({ change, fault }) => ({ at: change.at, fault, text: said.get(measurePlace(change)) ?? "", place: change }));
  const texts = changes.map(({ lineId, measure, targetYear, month, before, after }) =>
    [lineId, measure, targetYear, month, before, after].join(" "),
  );
  return { changes, faults, writes, digest: createHash("sha256").update(texts.join("\n")).digest("hex") };
}

export interface AppliedImport {
  readonly unit: string;
  readonly importId: string;
  readonly choices: FileChoices;
  readonly conflicts: "mine" | "theirs";
  /** Of what was seen. */
  readonly digest: string;
}

/** `written`: cells, of which a total spread over its months has several. */
export interface AppliedImportOutcome {
  readonly written: number;
  readonly campaign: string;
}

/** Writes what the preview showed as one revision and one batch of kind « import », which one undo takes back: all of it, or nothing. */
export async function applySheetImport(context: CommandContext, input: AppliedImport): Promise<Result<AppliedImportOutcome>> {
  const { unit, importId, choices, conflicts, digest } = input;
  const said = { unit, importId, conflicts, digest };
  return await runCommand(context, { name: "apply-sheet-import", capability: "forecast.edit", unit }, said, async (db, touch) => {
    const kept = await sheetImportOf(db, unit, importId, { lock: true });
    if (!kept) return refuse({ kind: "not-found", what: "file", id: importId });
    if (kept.appliedAt) return refuse({ kind: "sheet-import-applied", at: kept.appliedAt.toISOString(), by: kept.appliedBy ?? "" });
    const opened = await openedSheet(db, context, { campaignId: kept.campaign, unit });
    if (!opened.ok) return opened;
    const { campaign, sheet, window, view } = opened.value;
    const preview = await previewImport(db, { campaign, unit, book: bookOf(kept), choices, mayEdit: true, view, window });
    if (preview.questions > 0) return refuse({ kind: "sheet-import-open-questions", count: preview.questions });
    const chosen = chosenChanges(preview, conflicts);
    if (chosen.digest !== digest) return refuse({ kind: "sheet-import-moved" });
    const { writes: changes } = chosen;
    if (changes.length === 0) return refuse({ kind: "sheet-import-nothing" });
    const batch = { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author: context.actor.id, kind: "import" as const };
    await writeBatch(db, { batch, changes });
    await markApplied(db, importId, { batchId: batch.id, by: context.actor.id });
    touch({
      kind: "sheet",
      id: sheet.id,
      unit,
      detail: { revision: sheet.revision, batch: batch.id, cells: changes.length, import: importId },
    });
    return accept({ written: changes.length, campaign: campaign.id });
  });
}

interface PlacedScene {
  readonly unit: string;
  readonly firstYear: number;
  readonly lines: readonly SheetLine[];
  readonly edited: ReadonlyMap<string, EditedLine>;
}

const nothingPlaced: PlacedFile = { cells: [], faults: [], totals: [], eaten: [], missing: [], hidden: { rows: 0, columns: 0 } };

function placedFile(book: FileBook, choices: FileChoices, { edited, ...scene }: PlacedScene): PlacedFile {
  const memory = memoryOf(book);
  if (memory) return placeBoomerang(book, memory, edited);
  const index = sheetRead(book, choices);
  const sheet = index === undefined ? undefined : book.sheets[index];
  if (index === undefined || !sheet) return nothingPlaced;
  return placeRows(book, mappingOf(sheet, index, choices, knownCodes(scene.lines), scene.firstYear), choices, scene);
}
