import { addAttachment } from "#app/commands/add-attachment.ts";
import { largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import { requestAt } from "../request-at.ts";

/** The file, the names of the fields and what parts them. */
const formLimitBytes = largestAttachmentBytes + 65_536;

/** Joins a file to a request: by the script (JSON), or by a form. */
export const action = answeringJson(
  guard.action({ capability: "forecast.edit", unit: ({ params }) => params["unit"], formLimitBytes }, async (scene) => {
    const { form, request, context, year, refused, redirect, read } = scene;
    const file = form.get("file");
    if (!(file instanceof File)) return refused({ kind: "unreadable-form" });
    const { id, unit } = (await read((db) => requestAt(db, scene))).request;
    const content = new Uint8Array(await file.arrayBuffer());
    const added = await addAttachment(context, { place: { requestId: id }, name: file.name, content });
    if (!added.ok) return refused(added.refusal);
    if (wantsJson(request)) return { attachment: added.value };
    return redirect(`/${year}/forecast/${unit}/requests/${id}`, "entryForm.attachments.added");
  }),
);
