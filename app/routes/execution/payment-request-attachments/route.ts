import { joining } from "../../attachments/attachment-routes.server.ts";
import { paymentRequestFiles } from "../expense-files.server.ts";

export const action = joining(paymentRequestFiles);
