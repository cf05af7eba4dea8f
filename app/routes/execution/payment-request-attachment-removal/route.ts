import { removing } from "../../attachments/attachment-routes.server.ts";
import { paymentRequestFiles } from "../expense-files.server.ts";

export const action = removing(paymentRequestFiles);
