import { addAttachment, capabilityAt } from "#app/commands/add-attachment.ts";
import type { ExpensePlace } from "#app/commands/expense-to-join.ts";
import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import { guard, type LoaderScene } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";
import { type Attachment, attachmentById } from "#db/queries/ledger/attachment.ts";
import { attachmentResponse } from "../attachments/attachment-response.ts";

/** A document of an expense: the place of its files, its page, and whether the reader sees it. */
interface ExpenseDocument {
  readonly place: (id: string) => ExpensePlace;
  readonly address: (year: number, id: string) => string;
  readonly isSeen: (scene: LoaderScene, id: string) => Promise<boolean>;
}

/** The file, the names of the fields and what parts them. */
const formLimitBytes = largestAttachmentBytes + 65_536;

/** Joins a file to the document of `:id`: by the script (JSON), or by a form. */
export function joining({ place, address }: ExpenseDocument) {
  return answeringJson(
    guard.action(
      { capability: capabilityAt(place("")), formLimitBytes },
      async ({ form, request, context, params, year, refused, redirect }) => {
        const file = form.get("file");
        if (!(file instanceof File)) return refused({ kind: "unreadable-form" });
        const id = params["id"] ?? "";
        const content = new Uint8Array(await file.arrayBuffer());
        const added = await addAttachment(context, { place: place(id), name: file.name, content });
        if (!added.ok) return refused(added.refusal);
        if (wantsJson(request)) return { attachment: added.value };
        return redirect(address(year, id), "entryForm.attachments.added");
      },
    ),
  );
}

/** The bytes of a file of the document of `:id`, for whoever reads it. */
export function reading({ place, isSeen }: ExpenseDocument) {
  return guard.loader({ capability: "execution.read" }, async (scene) => {
    const { db, params, url, organisation, services, notFound, frame } = scene;
    const [id, attachmentId] = [params["id"] ?? "", params["attachment"] ?? ""];
    const attachment = isUuid(attachmentId) && (await isSeen(scene, id)) ? await attachmentById(db, attachmentId) : undefined;
    if (!attachment || !isOf(attachment, place(id))) throw notFound("attachment", attachmentId);
    frame();
    return attachmentResponse({ database: services.database, organisation, url }, attachment);
  });
}

/** Marks a file of the document of `:id` as removed, with a reason. */
export function removing({ place, address }: ExpenseDocument) {
  return answeringJson(
    guard.action({ capability: capabilityAt(place("")) }, async ({ form, request, context, params, year, refused, redirect }) => {
      const [id, attachmentId] = [params["id"] ?? "", params["attachment"] ?? ""];
      if (!isUuid(attachmentId)) return refused({ kind: "not-found", what: "attachment", id: attachmentId });
      const removed = await removeAttachment(context, { id: attachmentId, place: place(id), reason: String(form.get("reason") ?? "") });
      if (!removed.ok) return refused(removed.refusal);
      if (wantsJson(request)) return { removed: true };
      return redirect(address(year, id), "entryForm.attachments.removed");
    }),
  );
}

function isOf({ commitmentId, paymentRequestId }: Attachment, place: ExpensePlace): boolean {
  return "commitmentId" in place ? commitmentId === place.commitmentId : paymentRequestId === place.paymentRequestId;
}
