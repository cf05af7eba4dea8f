import { reading } from "../../attachments/attachment-routes.server.ts";
import { paymentRequestFiles } from "../expense-files.server.ts";

export const loader = reading(paymentRequestFiles);
