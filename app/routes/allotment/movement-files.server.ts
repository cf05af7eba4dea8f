import type { Bearer } from "../attachments/attachment-routes.server.ts";
import { movementAddress } from "../units/addresses.ts";
import { movementAt } from "./movement/load-movement.ts";

/** The files of the movement of the address, for whoever reads the movement. */
export const movementFiles: Bearer = {
  read: { capability: "allotment.read" },
  change: { capability: "allotment.request" },
  place: async ({ params }) => ({ movementId: params["movement"] ?? "" }),
  isSeen: async (scene, { movementId }) => (await movementAt(scene)).id === movementId,
  page: ({ year, params }) => movementAddress(year, params["movement"] ?? ""),
};
