import { joining } from "../../attachments/attachment-routes.server.ts";
import { commitmentFiles } from "../expense-files.server.ts";

export const action = joining(commitmentFiles);
