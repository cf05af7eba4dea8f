import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";
import { movementAddress } from "../../units/addresses.ts";

/** Takes a file off a draft, or marks the one of a movement that was proposed as removed, with a reason. */
export const action = answeringJson(
  guard.action({ capability: "allotment.request" }, async ({ form, request, context, params, year, refused, redirect }) => {
    const [id, movementId] = [params["attachment"] ?? "", params["movement"] ?? ""];
    if (!isUuid(id)) return refused({ kind: "not-found", what: "attachment", id });
    const removed = await removeAttachment(context, { id, place: { movementId }, reason: String(form.get("reason") ?? "") });
    if (!removed.ok) return refused(removed.refusal);
    if (wantsJson(request)) return { removed: true };
    return redirect(movementAddress(year, movementId), "entryForm.attachments.removed");
  }),
);
