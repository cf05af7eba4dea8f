import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { isOthersPage } from "#app/http/page-owner.ts";

/** Undo and redo on a unit's sheet: the last thing that the person wrote there, on this device or another. */
export const action = answeringJson(
  guard.action(
    { capability: "forecast.edit", unit: ({ params }) => params.unit },
    async ({ form, params, context, organisation, person, refused }) => {
      if (isOthersPage(form, organisation, person)) return refused({ kind: "sign-in-required" });
      const direction = form.get("direction");
      if (direction !== "undo" && direction !== "redo") return refused({ kind: "unreadable-form" });
      const campaignId = String(form.get("campaign") ?? "");
      const taken = await takeBackCells(context, { campaignId, unit: params["unit"] ?? "", direction });
      if (!taken.ok) return refused(taken.refusal);
      const { revision, written, kept, refusals } = taken.value;
      return { revision: String(revision), written, kept: kept.map(({ by }) => by), locked: refusals.length };
    },
  ),
);
