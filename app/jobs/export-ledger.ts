import { exportLedger } from "#app/commands/export-ledger.ts";
import type { LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import { accept, refuse } from "#app/domain/result.ts";
import { type LedgerSubject, ledgerWriter } from "#app/http/ledger-file.ts";
import type { JobHandler } from "./job.ts";

/** An export that outlasts a page: what is asked, for whom, and where it is then read. */
export interface ExportWork {
  readonly request: LedgerExportRequest;
  readonly subject: LedgerSubject;
  /** Of the register, below which the file has its page. */
  readonly register: string;
}

export const exportLedgerJob: JobHandler<ExportWork> = {
  kind: "export-ledger",
  capability: "ledger.export",
  async run({ context, request: { request, subject, register }, progress, signal }) {
    const made = await exportLedger(context, request, ledgerWriter(request, subject), { progress, signal });
    if (!made.ok) return refuse(made.refusal);
    const { fileId, name, lines } = made.value;
    return accept({ address: `${register}/${fileId}/report`, values: { name, lines } });
  },
};
