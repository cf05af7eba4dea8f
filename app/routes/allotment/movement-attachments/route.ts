import { addAttachment } from "#app/commands/add-attachment.ts";
import { largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import { movementAddress } from "../../units/addresses.ts";

/** The file, the names of the fields and what parts them. */
const formLimitBytes = largestAttachmentBytes + 65_536;

/** Joins a file to a movement: by the script (JSON), or by a form. */
export const action = answeringJson(
  guard.action({ capability: "allotment.request", formLimitBytes }, async ({ form, request, context, params, year, refused, redirect }) => {
    const file = form.get("file");
    if (!(file instanceof File)) return refused({ kind: "unreadable-form" });
    const movementId = params["movement"] ?? "";
    const content = new Uint8Array(await file.arrayBuffer());
    const added = await addAttachment(context, { place: { movementId }, name: file.name, content });
    if (!added.ok) return refused(added.refusal);
    if (wantsJson(request)) return { attachment: added.value };
    return redirect(movementAddress(year, movementId), "entryForm.attachments.added");
  }),
);
