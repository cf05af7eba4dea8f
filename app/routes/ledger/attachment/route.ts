import { draftReaderFor } from "#app/commands/ledger-reach.ts";
import { guard } from "#app/http/guard.ts";
import { attachmentById } from "#db/queries/ledger/attachment.ts";
import { draftById } from "#db/queries/ledger/draft.ts";
import { attachmentResponse } from "../../attachments/attachment-response.ts";
import { isUuid } from "../identifiers.ts";

/** The bytes of an attachment of an entry; of a draft, for who may see the draft. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, params, url, organisation, person, access, today, services, notFound, frame } = scene;
  const id = params["attachment"] ?? "";
  const attachment = isUuid(id) ? await attachmentById(db, id) : undefined;
  if (!attachment || attachment.requestId !== null) throw notFound("attachment", id);
  if (attachment.entryId === null) {
    const reader = await draftReaderFor(db, { id: person.id, access }, today);
    if (!(await draftById(db, attachment.draftId ?? "", reader))) throw notFound("attachment", id);
  }
  frame();
  return attachmentResponse({ database: services.database, organisation, url }, attachment);
});
