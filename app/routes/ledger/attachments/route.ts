import { addAttachment } from "#app/commands/add-attachment.ts";
import { largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import type { AttachmentPlace } from "#db/queries/ledger/attachment.ts";
import { entryAddress, newEntryAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";

/** The file, the names of the fields and what parts them. */
const formLimitBytes = largestAttachmentBytes + 65_536;

/** Joins a file to a draft or to an entry: by the script (JSON), or by a form. */
export const action = answeringJson(
  guard.action({ capability: "ledger.post", whole: true, formLimitBytes }, async ({ form, request, context, year, refused, redirect }) => {
    const place = placeIn(form);
    const file = form.get("file");
    if (!place || !(file instanceof File)) return refused({ kind: "unreadable-form" });
    const content = new Uint8Array(await file.arrayBuffer());
    const added = await addAttachment(context, { place, name: file.name, content });
    if (!added.ok) return refused(added.refusal);
    if (wantsJson(request)) return { attachment: added.value };
    return redirect(
      "entryId" in place ? entryAddress(year, place.entryId) : `${newEntryAddress(year)}?draft=${place.draftId}`,
      "entryForm.attachments.added",
    );
  }),
);

function placeIn(form: FormData): Extract<AttachmentPlace, { draftId: string } | { entryId: bigint }> | undefined {
  const [draft, entry] = [String(form.get("draft") ?? ""), String(form.get("entry") ?? "")];
  if (isUuid(draft)) return { draftId: draft };
  return /^\d{1,18}$/.test(entry) ? { entryId: BigInt(entry) } : undefined;
}
