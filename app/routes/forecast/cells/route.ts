import { type CellsInput, writeCells } from "#app/commands/write-cells.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { writtenMessage } from "./message.ts";
import { editsIn } from "./read-edits.ts";

const kinds = ["entry", "paste", "spread"] as const satisfies readonly CellsInput["kind"][];
/** Forty thousand cells and more. */
const formLimitBytes = 8 * 2 ** 20;

/** Cells of a unit's sheet, as its grid sends them: what was typed in a breath, or one paste. */
export const action = answeringJson(
  guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit, formLimitBytes }, async (scene) => {
    const { form, params, context, refused } = scene;
    const kind = kinds.find((own) => own === form.get("kind"));
    const edits = editsIn(String(form.get("edits") ?? ""));
    if (kind === undefined || edits === undefined) return refused({ kind: "unreadable-form" });
    const campaignId = String(form.get("campaign") ?? "");
    const written = await writeCells(context, { campaignId, unit: params["unit"] ?? "", kind, edits });
    return written.ok ? writtenMessage(written.value) : refused(written.refusal);
  }),
);
