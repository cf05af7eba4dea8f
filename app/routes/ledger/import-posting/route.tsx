import { useActionData, useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { importLedgerUpload } from "#app/commands/import-ledger-upload.ts";
import { startJob } from "#app/commands/start-job.ts";
import { guard } from "#app/http/guard.ts";
import { importLedgerJob } from "#app/jobs/import-ledger.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { uploadById } from "#db/queries/ledger-import/upload.ts";
import { jobAddress } from "../../jobs/addresses.ts";
import { importAddress, importsAddress, ledgerAddress, ledgerCrumbs } from "../addresses.ts";
import { isUuid } from "../export-address.ts";
import { bytesAtOnce } from "../import/bytes-at-once.ts";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "ledger.import", whole: true }, async () => null);

/** Imports the file whose report was seen, with what was confirmed beside it. A large one is imported as a job. */
export const action = guard.action({ capability: "ledger.import", whole: true }, async (scene) => {
  const { form, params, context, redirect, refused, notFound } = scene;
  const id = params["upload"] ?? "";
  const upload = isUuid(id) ? await scene.read((db) => uploadById(db, id)) : undefined;
  if (!upload) throw notFound("file", id);
  const request = {
    uploadId: upload.id,
    sha256: String(form.get("sha256") ?? ""),
    createAccounts: form.get("createAccounts") === "on",
    tolerate: form.get("tolerate") === "on",
  };
  if (upload.size > bytesAtOnce) {
    const started = await startJob(context, { ...importLedgerJob, request });
    return started.ok ? redirect(jobAddress(started.value.jobId)) : refused(started.refusal);
  }
  const imported = await importLedgerUpload(context, request);
  if (!imported.ok) return refused(imported.refusal);
  const { fiscalYear, entries, lines } = imported.value;
  return redirect(ledgerAddress(fiscalYear), "ledgerImport.done", { entries, lines });
});

/** Only met when the import was refused: why, and the way back to the report. */
export default function PostingPage() {
  const answer = useActionData<typeof action>();
  const { upload = "", year = "" } = useParams();
  const words = useTranslations("ledgerImport");
  const ledgerWords = useTranslations("ledger");
  const crumbs = ledgerCrumbs(ledgerWords("title"), Number(year), { label: words("title"), to: importsAddress(Number(year)) });
  return (
    <Page title={words("post.refused")} crumbs={crumbs}>
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <a href={importAddress(Number(year), upload)}>{words("post.back")}</a>
    </Page>
  );
}
