import { joining } from "../../attachments/attachment-routes.server.ts";
import { movementFiles } from "../movement-files.server.ts";

export const action = joining(movementFiles);
