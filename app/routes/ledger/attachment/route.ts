import { draftReaderFor } from "#app/commands/ledger-reach.ts";
import { guard } from "#app/http/guard.ts";
import type { Database, Organisation } from "#db/client.ts";
import { attachmentById, attachmentSlice } from "#db/queries/ledger/attachment.ts";
import { draftById } from "#db/queries/ledger/draft.ts";
import { isUuid } from "../identifiers.ts";

const sliceBytes = 1_048_576;
/**
 * The bytes of an attachment, to be shown in a frame or an image of our own pages (`?download` to be kept). Its type is the one that its
 * content showed when it was added. Of a draft, for who may see the draft.
 */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, params, url, organisation, person, access, today, services, notFound, frame } = scene;
  const id = params["attachment"] ?? "";
  const attachment = isUuid(id) ? await attachmentById(db, id) : undefined;
  if (!attachment) throw notFound("attachment", id);
  if (attachment.entryId === null) {
    const reader = await draftReaderFor(db, { id: person.id, access }, today);
    if (!(await draftById(db, attachment.draftId ?? "", reader))) throw notFound("attachment", id);
  }
  frame();
  const disposition = url.searchParams.has("download") ? "attachment" : "inline";
  return new Response(slicesOf(services.database, organisation, attachment), {
    headers: {
      "Content-Type": attachment.mediaType,
      "Content-Length": String(attachment.sizeBytes),
      "Content-Disposition": `${disposition}; filename="${plain(attachment.name)}"; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
      "Cache-Control": "private, no-store",
      "Repr-Digest": `sha-256=:${Buffer.from(attachment.sha256, "hex").toString("base64")}:`,
    },
  });
});

/** What every browser reads, whatever its age: the letters of ASCII. */
function plain(name: string): string {
  return name.normalize("NFD").replace(/[^\x20-\x7e]|["\\]/g, "");
}

function slicesOf(
  database: Database,
  organisation: Organisation,
  { id, sizeBytes }: { id: string; sizeBytes: number },
): ReadableStream<Uint8Array> {
  let from = 0;
  return new ReadableStream({
    pull: async (controller) => {
      const slice = await database.read(organisation, (db) => attachmentSlice(db, id, from, sliceBytes));
      if (slice.length > 0) controller.enqueue(slice);
      from += slice.length;
      if (from >= sizeBytes || slice.length === 0) controller.close();
    },
  });
}
