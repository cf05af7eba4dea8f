import { joining } from "../../attachments/attachment-routes.server.ts";
import { ledgerFiles } from "../ledger-files.server.ts";

export const action = joining(ledgerFiles);
