import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { checkLedgerUpload, questionsOf } from "#app/commands/check-ledger-upload.ts";
import { sourceOf } from "#app/commands/ledger-source.ts";
import { startJob } from "#app/commands/start-job.ts";
import { uploadLedgerFile } from "#app/commands/upload-ledger-file.ts";
import { guard } from "#app/http/guard.ts";
import { checkLedgerJob } from "#app/jobs/import-ledger.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { keptImports, waitingUploads } from "#db/queries/ledger-import/upload.ts";
import { jobAddress } from "../../jobs/addresses.ts";
import { importAddress, importsAddress, ledgerCrumbs } from "../addresses.ts";
import { bytesAtOnce } from "../import/bytes-at-once.ts";
import styles from "../ledger.module.css";
import { ImportedFiles } from "./imported-files.tsx";
import { WaitingFiles } from "./waiting-files.tsx";

/** What is said before a file is chosen. Beyond, the command line reads files of any size. */
const limitBytes = 64 * 1_048_576;
const formLimitBytes = limitBytes + 65_536;

export const loader = guard.loader({ capability: "ledger.import", whole: true }, async (scene) => {
  const { db, year, newKey } = scene;
  return { year, commandKey: newKey(), waiting: await waitingUploads(db), imported: await keptImports(db) };
});

/** Keeps the file and leads to its page; one that asks nothing is checked on the way. */
export const action = guard.action({ capability: "ledger.import", whole: true, formLimitBytes }, async (scene) => {
  const { form, context, refused, redirect, year } = scene;
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return refused({ kind: "wrong-form", fields: { file: "file" } });
  const uploaded = await uploadLedgerFile(context, { file: sourceOf(new Uint8Array(await file.arrayBuffer())), fileName: file.name });
  if (!uploaded.ok) return refused(uploaded.refusal);
  const { uploadId } = uploaded.value;
  const address = importAddress(year, uploadId);
  const asked = await questionsOf(context, uploadId);
  if (asked.length > 0) return redirect(address);
  const request = { uploadId, choices: { reading: null, exercise: null } };
  const own = { ...context, key: scene.newKey() };
  if (file.size > bytesAtOnce) {
    const started = await startJob(own, { ...checkLedgerJob, request: { ...request, address } });
    return started.ok ? redirect(jobAddress(started.value.jobId)) : refused(started.refusal);
  }
  const checked = await checkLedgerUpload(own, request);
  return checked.ok ? redirect(address) : refused(checked.refusal);
});

export default function ImportsPage() {
  const { year, commandKey, waiting, imported } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("ledgerImport");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const refusal = answer && "refusal" in answer ? answer.refusal : undefined;
  const missing = refusal?.kind === "wrong-form";
  return (
    <Page title={words("title")} crumbs={ledgerCrumbs(ledgerWords("title"), year)} message={words("sentence")}>
      {refusal && !missing && (
        <Notice kind="refusal">
          {refusal.message} {refusal.kind === "already-imported" && <a href="#imported">{words("seeImported")}</a>}
        </Notice>
      )}
      <Form method="post" encType="multipart/form-data" className={styles.form} action={importsAddress(year)}>
        <Fields errors={missing ? { file: words("wrong.file") } : {}}>
          <ErrorSummary />
          <CommandKey value={commandKey} />
          <Field
            field={{
              name: "file",
              label: words("file"),
              hint: words("fileHint", { limit: format.count(limitBytes / 1_048_576) }),
              required: true,
            }}
          >
            {({ required: _, defaultValue: _value, ...control }) => (
              <input {...control} type="file" accept=".txt,.csv,.tsv,text/plain,text/csv" />
            )}
          </Field>
          <ButtonRow>
            <SubmitButton>{words("upload")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
      {waiting.length > 0 && (
        <Section title={words("waiting.title")}>
          <WaitingFiles year={year} files={waiting} />
        </Section>
      )}
      <Section title={words("imported.title")}>
        <div id="imported">
          <ImportedFiles files={imported} />
        </div>
      </Section>
    </Page>
  );
}
