import { fileResponse } from "#app/http/file-response.ts";
import { guard } from "#app/http/guard.ts";
import { exportNamed } from "#db/queries/ledger/exports.ts";
import { requireWholeLedger } from "../whole-ledger.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The bytes of a kept export; a download that was cut resumes. */
export const loader = guard.loader({ capability: "ledger.export" }, async (scene) => {
  await requireWholeLedger(scene, "ledger.export");
  const { db, params, year, organisation, services, notFound, request } = scene;
  const id = params["file"] ?? "";
  const file = uuid.test(id) ? await exportNamed(db, year, id) : undefined;
  if (!file) throw notFound("file", id);
  return fileResponse(request, { database: services.database, organisation, file });
});
