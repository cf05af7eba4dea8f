import { draftReaderFor } from "#app/commands/ledger-reach.ts";
import type { AttachmentPlace } from "#db/queries/ledger/attachment.ts";
import { draftById } from "#db/queries/ledger/draft.ts";
import type { Bearer } from "../attachments/attachment-routes.server.ts";
import { entryAddress, ledgerAddress, newEntryAddress } from "./addresses.ts";
import { isUuid } from "./identifiers.ts";

/** The files of an entry; of a draft, for who may see the draft. The form names the one or the other, and the address neither. */
export const ledgerFiles: Bearer = {
  read: { capability: "ledger.read", whole: true },
  change: { capability: "ledger.post", whole: true },
  place: async ({ form }) => placeIn(form),
  isSeen: async ({ db, person, access, today }, { entryId, draftId }) => {
    if (entryId !== null || draftId === null) return entryId !== null;
    return (await draftById(db, draftId, await draftReaderFor(db, { id: person.id, access }, today))) !== undefined;
  },
  page: ({ year }, place) => {
    if (place && "entryId" in place) return entryAddress(year, place.entryId);
    return place && "draftId" in place ? `${newEntryAddress(year)}?draft=${place.draftId}` : ledgerAddress(year);
  },
};

function placeIn(form: FormData): AttachmentPlace | undefined {
  const [draft, entry] = [String(form.get("draft") ?? ""), String(form.get("entry") ?? "")];
  if (isUuid(draft)) return { draftId: draft };
  return /^\d{1,18}$/.test(entry) ? { entryId: BigInt(entry) } : undefined;
}
