import type { Database, Organisation } from "#db/client.ts";
import { type Attachment, attachmentSlice } from "#db/queries/ledger/attachment.ts";

const sliceBytes = 1_048_576;

/**
 * The bytes of an attachment, to be shown in a frame or an image of our own pages (`?download` to be kept). Its type is the one that its content
 * showed when it was added.
 */
export function attachmentResponse(
  { database, organisation, url }: { readonly database: Database; readonly organisation: Organisation; readonly url: URL },
  attachment: Attachment,
): Response {
  const disposition = url.searchParams.has("download") ? "attachment" : "inline";
  return new Response(slicesOf(database, organisation, attachment), {
    headers: {
      "Content-Type": attachment.mediaType,
      "Content-Length": String(attachment.sizeBytes),
      "Content-Disposition": `${disposition}; filename="${plain(attachment.name)}"; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
      "Cache-Control": "private, no-store",
      "Repr-Digest": `sha-256=:${Buffer.from(attachment.sha256, "hex").toString("base64")}:`,
    },
  });
}

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
