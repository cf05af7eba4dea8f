import { guard } from "#app/http/guard.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";
import { attachmentById } from "#db/queries/ledger/attachment.ts";
import { attachmentResponse } from "../../attachments/attachment-response.ts";
import { movementAt } from "../movement/load-movement.ts";

/** The bytes of a file of a movement, for whoever reads the movement. */
export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, params, url, organisation, services, notFound, frame } = scene;
  const movement = await movementAt(scene);
  const id = params["attachment"] ?? "";
  const attachment = isUuid(id) ? await attachmentById(db, id) : undefined;
  if (!attachment || attachment.movementId !== movement.id) throw notFound("attachment", id);
  frame();
  return attachmentResponse({ database: services.database, organisation, url }, attachment);
});
