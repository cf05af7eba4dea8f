import { addAttachment } from "#app/commands/add-attachment.ts";
import { type NamedPlace, removeAttachment } from "#app/commands/remove-attachment.ts";
import { largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { type ActionScene, guard, type LoaderScene, type Requirement, type WhereWithForm } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";
import { type Attachment, type AttachmentPlace, attachmentById } from "#db/queries/ledger/attachment.ts";
import { attachmentResponse } from "./attachment-response.ts";

/** Things of one kind to which files are joined, as the three routes of their files know them. */
export interface Bearer {
  readonly read: Requirement;
  readonly change: Requirement<WhereWithForm>;
  /** What the address, or the form, names; undefined: nothing. Throws the page of what is out of sight. */
  place(scene: ActionScene): Promise<AttachmentPlace | undefined>;
  /** Whether the file is of what the address names, and the reader sees it there. */
  isSeen(scene: LoaderScene, attachment: Attachment): Promise<boolean>;
  /** The page that shows the files of a place; of none: where one looks for it. */
  page(scene: Pick<ActionScene, "year" | "params">, place: AttachmentPlace | undefined): string;
}

/** The file, the names of the fields and what parts them. */
const formLimitBytes = largestAttachmentBytes + 65_536;

/** Joins a file: by the script (JSON), or by a form, whose refusal is shown on the page that it was sent from. */
export function joining({ change, place: placeIn, page }: Bearer) {
  return answeringJson(
    guard.action({ ...change, formLimitBytes }, async (scene) => {
      const { form, request, context, redirect } = scene;
      const place = await placeIn(scene);
      const address = page(scene, place);
      const file = form.get("file");
      if (!place || !(file instanceof File)) return refusedAt(scene, address, { kind: "unreadable-form" });
      const content = new Uint8Array(await file.arrayBuffer());
      const added = await addAttachment(context, { place, name: file.name, content });
      if (!added.ok) return refusedAt(scene, address, added.refusal);
      return wantsJson(request) ? { attachment: added.value } : redirect(address, "entryForm.attachments.added");
    }),
  );
}

/** The bytes of a file, for whoever reads what it is joined to. */
export function reading({ read, isSeen }: Bearer) {
  return guard.loader(read, async (scene) => {
    const { db, params, url, organisation, services, notFound, frame } = scene;
    const id = params["attachment"] ?? "";
    const attachment = isUuid(id) ? await attachmentById(db, id) : undefined;
    if (!attachment || !(await isSeen(scene, attachment))) throw notFound("attachment", id);
    frame();
    return attachmentResponse({ database: services.database, organisation, url }, attachment);
  });
}

/** Takes a file off, or marks it as removed with a reason: by the script (JSON), or by a form. */
export function removing({ change, place: placeIn, page }: Bearer) {
  return answeringJson(
    guard.action(change, async (scene) => {
      const { form, request, context, params, redirect } = scene;
      const id = params["attachment"] ?? "";
      const place = await placeIn(scene);
      if (!isUuid(id)) return refusedAt(scene, page(scene, place), { kind: "not-found", what: "attachment", id });
      const removal = { id, reason: String(form.get("reason") ?? ""), ...(isNamed(place) && { place }) };
      const removed = await removeAttachment(context, removal);
      if (!removed.ok) return refusedAt(scene, page(scene, place), removed.refusal);
      return wantsJson(request) ? { removed: true } : redirect(page(scene, placeOf(removed.value)), "entryForm.attachments.removed");
    }),
  );
}

function refusedAt({ request, refused, refusedOn }: ActionScene, address: string, refusal: Refusal) {
  return wantsJson(request) ? refused(refusal) : refusedOn(address, refusal);
}

/** A place with an address of its own; the others are of the ledger. */
function isNamed(place: AttachmentPlace | undefined): place is NamedPlace {
  return place !== undefined && !("draftId" in place) && !("entryId" in place);
}

type Joined = Pick<Attachment, "draftId" | "entryId" | "requestId" | "movementId" | "commitmentId" | "paymentRequestId">;

/** To what a file is joined; a draft that was posted is its entry. */
function placeOf({ draftId, entryId, requestId, movementId, commitmentId, paymentRequestId }: Joined): AttachmentPlace | undefined {
  if (entryId !== null) return { entryId };
  if (draftId !== null) return { draftId };
  if (requestId !== null) return { requestId };
  if (movementId !== null) return { movementId };
  if (commitmentId !== null) return { commitmentId };
  return paymentRequestId === null ? undefined : { paymentRequestId };
}
