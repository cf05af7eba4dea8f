import { exportLedgerJob } from "./export-ledger.ts";
import { checkExtractJob, postExtractJob, undoExtractJob } from "./import-extract.ts";
import { checkLedgerJob, importLedgerJob } from "./import-ledger.ts";
import type { JobHandler } from "./job.ts";

/** Everything that can be asked for as a job, by its kind. */
export const jobHandlers: readonly JobHandler<never>[] = [
  exportLedgerJob,
  checkLedgerJob,
  importLedgerJob,
  checkExtractJob,
  postExtractJob,
  undoExtractJob,
];
