import { fileResponse } from "#app/http/file-response.ts";
import { guard } from "#app/http/guard.ts";
import { exportNamed } from "#db/queries/ledger/exports.ts";
import { isUuid } from "../export-address.ts";

/** The bytes of a kept export; a download that was cut resumes. */
export const loader = guard.loader({ capability: "ledger.export", whole: true }, async (scene) => {
  const { db, params, year, organisation, services, notFound, request } = scene;
  const id = params["file"] ?? "";
  const file = isUuid(id) ? await exportNamed(db, year, id) : undefined;
  if (!file) throw notFound("file", id);
  return fileResponse(request, { database: services.database, organisation, file });
});
