import type { Bearer } from "../attachments/attachment-routes.server.ts";
import { requestAt } from "./request-at.ts";

/** The files of the request of the address, for whoever may read the planning of its unit. */
export const requestFiles: Bearer = {
  read: { capability: "planning.read", unit: ({ params }) => params["unit"] },
  change: { capability: "forecast.edit", unit: ({ params }) => params["unit"] },
  place: async (scene) => ({ requestId: (await scene.read((db) => requestAt(db, scene))).request.id }),
  isSeen: async (scene, { requestId }) => (await requestAt(scene.db, scene)).request.id === requestId,
  page: ({ year, params }) => `/${year}/forecast/${params["unit"]}/requests/${params["request"]}`,
};
