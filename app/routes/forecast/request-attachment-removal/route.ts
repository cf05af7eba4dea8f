import { removing } from "../../attachments/attachment-routes.server.ts";
import { requestFiles } from "../request-files.server.ts";

export const action = removing(requestFiles);
