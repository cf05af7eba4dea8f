import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";
import { requestAt } from "../request-at.ts";

export const action = answeringJson(
  guard.action({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async (scene) => {
    const { form, request, context, params, year, refused, redirect, read } = scene;
    const id = params["attachment"] ?? "";
    if (!isUuid(id)) return refused({ kind: "not-found", what: "attachment", id });
    const own = (await read((db) => requestAt(db, scene))).request;
    const removed = await removeAttachment(context, { id, place: { requestId: own.id }, reason: String(form.get("reason") ?? "") });
    if (!removed.ok) return refused(removed.refusal);
    if (wantsJson(request)) return { removed: true };
    return redirect(`/${year}/forecast/${own.unit}/requests/${own.id}`, "entryForm.attachments.removed");
  }),
);
