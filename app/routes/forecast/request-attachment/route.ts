import { guard } from "#app/http/guard.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";
import { attachmentById } from "#db/queries/ledger/attachment.ts";
import { attachmentResponse } from "../../attachments/attachment-response.ts";
import { requestAt } from "../request-at.ts";

/** The bytes of a file of a request, for whoever may read the planning of its unit. */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { db, params, url, organisation, services, notFound, frame } = scene;
  const { request } = await requestAt(db, scene);
  const id = params["attachment"] ?? "";
  const attachment = isUuid(id) ? await attachmentById(db, id) : undefined;
  if (!attachment || attachment.requestId !== request.id) throw notFound("attachment", id);
  frame();
  return attachmentResponse({ database: services.database, organisation, url }, attachment);
});
