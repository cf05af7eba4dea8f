import { reading } from "../../attachments/attachment-routes.server.ts";
import { movementFiles } from "../movement-files.server.ts";

export const loader = reading(movementFiles);
