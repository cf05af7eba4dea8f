import { checkLedgerUpload, type UploadChoices } from "#app/commands/check-ledger-upload.ts";
import type { ImportWatch } from "#app/commands/import-ledger.ts";
import { importLedgerUpload, type UploadImport } from "#app/commands/import-ledger-upload.ts";
import { accept, refuse } from "#app/domain/result.ts";
import type { JobHandler, JobWork } from "./job.ts";

/** The check of a file that outlasts a page. */
export const checkLedgerJob: JobHandler<{ uploadId: string; choices: UploadChoices; address: string }> = {
  kind: "check-ledger-file",
  capability: "ledger.import",
  async run({ context, request: { uploadId, choices, address }, ...work }) {
    const checked = await checkLedgerUpload(context, { uploadId, choices }, watchOf(work));
    if (!checked.ok) return refuse(checked.refusal);
    const { lines, rules } = checked.value;
    const faults = rules.reduce((sum, { severity, count }) => sum + (severity === "notice" ? 0 : count), 0);
    return accept({ address, values: { lines, faults } });
  },
};

/** The import of one: all of it in one transaction, so that a job which is stopped or lost leaves nothing. */
export const importLedgerJob: JobHandler<UploadImport> = {
  kind: "import-ledger-file",
  capability: "ledger.import",
  async run({ context, request, ...work }) {
    const imported = await importLedgerUpload(context, request, watchOf(work));
    if (!imported.ok) return refuse(imported.refusal);
    const { fiscalYear, entries, lines } = imported.value;
    return accept({ address: `/${fiscalYear}/ledger`, values: { entries, lines } });
  },
};

function watchOf({ progress, signal }: Pick<JobWork<unknown>, "progress" | "signal">): Pick<ImportWatch, "signal" | "progress"> {
  return { signal, progress: (done) => progress({ done: BigInt(done), total: 1_000n }) };
}
