import { reading } from "../../attachments/attachment-routes.server.ts";
import { ledgerFiles } from "../ledger-files.server.ts";

export const loader = reading(ledgerFiles);
