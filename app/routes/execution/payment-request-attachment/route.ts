import { reading } from "../attachment-routes.server.ts";
import { paymentRequestDocument } from "../payment-request-document.server.ts";

export const loader = reading(paymentRequestDocument);
