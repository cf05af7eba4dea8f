import { holdCells } from "#app/commands/hold-cells.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { placesIn } from "../cells/read-edits.ts";

/** The cells of a unit's sheet that are held: their figures change only when they are typed. */
export const action = answeringJson(
  guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async ({ form, params, context, refused }) => {
    const cells = placesIn(String(form.get("cells") ?? ""));
    if (cells === undefined) return refused({ kind: "unreadable-form" });
    const campaignId = String(form.get("campaign") ?? "");
    const held = await holdCells(context, { campaignId, unit: params["unit"] ?? "", cells, held: form.get("held") === "true" });
    return held.ok ? { revision: String(held.value.revision), changed: held.value.changed } : refused(held.refusal);
  }),
);
