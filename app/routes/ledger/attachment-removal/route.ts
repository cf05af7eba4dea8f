import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import { entryAddress, newEntryAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";

export const action = answeringJson(
  guard.action({ capability: "ledger.post", whole: true }, async ({ form, request, context, params, year, refused, redirect }) => {
    const id = params["attachment"] ?? "";
    if (!isUuid(id)) return refused({ kind: "not-found", what: "attachment", id });
    const removed = await removeAttachment(context, { id, reason: String(form.get("reason") ?? "") });
    if (!removed.ok) return refused(removed.refusal);
    if (wantsJson(request)) return { removed: true };
    const { draftId, entryId } = removed.value;
    return redirect(
      entryId === null ? `${newEntryAddress(year)}?draft=${draftId}` : entryAddress(year, entryId),
      "entryForm.attachments.removed",
    );
  }),
);
