import { fileResponse } from "#app/http/file-response.ts";
import { guard } from "#app/http/guard.ts";
import { minutesPapers, paperOf } from "#db/queries/arbitration/minutes.ts";
import { sittingOfAddress } from "../sitting-place.ts";

/** A paper of sealed minutes, as it was kept: `pdf`, `docx`, `xlsx`. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, params, organisation, services, notFound, request } = scene;
  const sitting = await sittingOfAddress(db, scene);
  const paper = minutesPapers.find((own) => own === params["paper"]);
  const file = paper && (await paperOf(db, sitting.id, paper));
  if (!file) throw notFound("file", params["paper"] ?? "");
  return fileResponse(request, { database: services.database, organisation, file });
});
