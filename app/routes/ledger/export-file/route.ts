import { guard } from "#app/http/guard.ts";
import type { Database, Organisation } from "#db/client.ts";
import { exportNamed, exportSlice } from "#db/queries/ledger/exports.ts";
import { requireWholeLedger } from "../whole-ledger.ts";

const sliceBytes = 1_048_576;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The bytes of a kept export, a slice in memory at a time. */
export const loader = guard.loader({ capability: "ledger.export" }, async (scene) => {
  await requireWholeLedger(scene, "ledger.export");
  const { db, params, year, organisation, services, notFound } = scene;
  const id = params["file"] ?? "";
  const file = uuid.test(id) ? await exportNamed(db, year, id) : undefined;
  if (!file) throw notFound("file", id);
  return new Response(slicesOf(services.database, organisation, file), {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Length": String(file.sizeBytes),
      "Content-Disposition": `attachment; filename="${file.name}"`,
      "Cache-Control": "private, no-store",
      "Repr-Digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
    },
  });
});

function slicesOf(
  database: Database,
  organisation: Organisation,
  { id, sizeBytes }: { id: string; sizeBytes: number },
): ReadableStream<Uint8Array> {
  let from = 0;
  return new ReadableStream({
    pull: async (controller) => {
      const slice = await database.read(organisation, (db) => exportSlice(db, id, from, sliceBytes));
      if (slice.length > 0) controller.enqueue(slice);
      from += slice.length;
      if (from >= sizeBytes || slice.length === 0) controller.close();
    },
  });
}
