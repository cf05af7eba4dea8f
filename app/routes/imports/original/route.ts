import { guard } from "#app/http/guard.ts";
import { contentDisposition } from "#app/http/table-file.ts";
import { contentOfImport } from "#db/queries/chorus/import.ts";
import { extractAt } from "../extract/load-extract.ts";

/** The extract as it was given, byte for byte. */
export const loader = guard.loader({ capability: "execution.import", whole: true }, async (scene) => {
  const kept = await extractAt(scene.db, scene);
  const bytes = await contentOfImport(scene.db, kept.id);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": contentDisposition(kept.name),
      "Cache-Control": "private, no-store",
    },
  });
});
