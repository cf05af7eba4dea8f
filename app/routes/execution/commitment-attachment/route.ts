import { reading } from "../attachment-routes.server.ts";
import { commitmentDocument } from "../commitment-document.server.ts";

export const loader = reading(commitmentDocument);
