import { z } from "zod";
import { type CellsInput, writeCells } from "#app/commands/write-cells.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { isOthersPage } from "#app/http/page-owner.ts";
import { cellSteps } from "#db/queries/forecast/cells.ts";
import { lineAt } from "#db/queries/forecast/grid.ts";
import { detailSteps, guidanceStep } from "./cell-inputs.ts";
import { type Story, storyStep, writtenMessage } from "./message.ts";
import { editsIn } from "./read-edits.ts";
import { staffStory } from "./staff-story.ts";

const cell = z.object({
  campaign: z.uuid(),
  line: z.uuid(),
  measure: z.enum(["AE", "CP", "ETPT", "DAY"]),
  year: z.coerce.number().int().min(1900).max(2200),
  month: z.coerce.number().int().min(1).max(12).optional(),
});
const kinds = ["entry", "paste", "spread", "template"] as const satisfies readonly CellsInput["kind"][];
/** A hundred and twenty thousand cells and more: fifty bytes each. */
const formLimitBytes = 16 * 2 ** 20;

const shownSteps = 5;

/** Where what a cell holds comes from: its latest changes. `month` absent: those of the whole year, its months included. */
export const loader = guard.loader(
  { capability: "planning.read", unit: ({ params }) => params.unit },
  async ({ db, params, url, access, notFound }) => {
    const unit = params["unit"] ?? "";
    const asked = cell.safeParse(Object.fromEntries(url.searchParams));
    if (!asked.success) throw notFound("cell", url.search);
    const { campaign, line, measure, year, month } = asked.data;
    const found = await lineAt(db, line);
    if (found?.place.campaignId !== campaign || found.place.unit !== unit) throw notFound("cell", url.search);
    const place = { lineId: line, measure, targetYear: year };
    const view = costView(costSightOf(access), unit);
    const steps = await cellSteps(db, { campaign, unit }, { ...place, month }, { limit: shownSteps, view });
    return Response.json({
      steps: steps.map(storyStep),
      staff: await staffStory(db, { campaign, unit }, place, view),
      details: await detailSteps(db, { ...place, month: month ?? 0 }),
      guidance: await guidanceStep(db, { campaign, unit, view }, found.line, measure),
    } satisfies Story);
  },
);

/** Cells of a unit's sheet, as its grid sends them: what was typed in a breath, or one paste. */
export const action = answeringJson(
  guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit, formLimitBytes }, async (scene) => {
    const { form, params, context, organisation, person, refused } = scene;
    if (isOthersPage(form, organisation, person)) return refused({ kind: "sign-in-required" });
    const kind = kinds.find((own) => own === form.get("kind"));
    const edits = editsIn(String(form.get("edits") ?? ""));
    if (kind === undefined || edits === undefined) return refused({ kind: "unreadable-form" });
    const campaignId = String(form.get("campaign") ?? "");
    const written = await writeCells(context, { campaignId, unit: params["unit"] ?? "", kind, edits });
    return written.ok ? writtenMessage(written.value) : refused(written.refusal);
  }),
);
