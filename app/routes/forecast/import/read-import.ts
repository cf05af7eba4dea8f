import { type ChosenChanges, chosenChanges, type PreviewedImport, previewImport } from "#app/commands/apply-sheet-import.ts";
import { stepLockFor } from "#app/commands/campaign-windows.ts";
import { bookOf } from "#app/commands/keep-sheet-import.ts";
import type { FileBook } from "#app/domain/forecast/import/book.ts";
import type { FileChoices } from "#app/domain/forecast/import/mapping.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { type SheetImport, sheetImportOf } from "#db/queries/forecast/sheet-import.ts";
import { choicesIn, conflictsIn } from "./choices.ts";

/** A file that was given to a unit's sheet, as the answers of the address have it read. */
export interface ReadImport {
  readonly id: string;
  readonly kept: SheetImport;
  readonly campaign: Campaign;
  readonly book: FileBook;
  readonly choices: FileChoices;
  readonly conflicts: "mine" | "theirs";
  readonly preview: PreviewedImport;
  readonly chosen: ChosenChanges;
}

type ReadingScene = Pick<LoaderScene, "db" | "access" | "today" | "params" | "url" | "notFound">;

/** What the page and its file show; undefined when the address names no file. */
export async function readImport({ db, access, today, params, url, notFound }: ReadingScene): Promise<ReadImport | undefined> {
  const id = url.searchParams.get("import");
  if (id === null) return undefined;
  const unit = params["unit"] ?? "";
  const kept = await sheetImportOf(db, unit, id);
  const campaign = kept && (await findCampaign(db, kept.campaign));
  if (!kept || !campaign) throw notFound("file", id);
  const [choices, conflicts, book] = [choicesIn(url.searchParams), conflictsIn(url.searchParams), bookOf(kept)];
  const window = await stepLockFor(db, { access, today }, { campaignId: campaign.id, unit }, "writing");
  const preview = await previewImport(db, {
    campaign,
    unit,
    book,
    choices,
    mayEdit: true,
    view: costView(costSightOf(access), unit),
    window,
  });
  return { id, kept, campaign, book, choices, conflicts, preview, chosen: chosenChanges(preview, conflicts) };
}
