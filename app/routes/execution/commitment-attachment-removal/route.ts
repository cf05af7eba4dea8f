import { removing } from "../attachment-routes.server.ts";
import { commitmentDocument } from "../commitment-document.server.ts";

export const action = removing(commitmentDocument);
