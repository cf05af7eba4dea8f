import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { checkLedgerUpload, type UploadChoices } from "#app/commands/check-ledger-upload.ts";
import { startJob } from "#app/commands/start-job.ts";
import { type ActionScene, guard } from "#app/http/guard.ts";
import { statusOf, wordsOf } from "#app/http/refusal.ts";
import { checkLedgerJob } from "#app/jobs/import-ledger.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { jobAddress } from "../../jobs/addresses.ts";
import { importAddress, importsAddress, ledgerCrumbs } from "../addresses.ts";
import { bytesAtOnce } from "./bytes-at-once.ts";
import { CheckReport } from "./check-report.tsx";
import { ImportSteps } from "./import-steps.tsx";
import { loadUpload } from "./load-upload.ts";
import { PreviewTable } from "./preview-table.tsx";
import { readChoices } from "./read-choices.ts";
import { ReadingForms } from "./reading-forms.tsx";

export const loader = guard.loader({ capability: "ledger.import", whole: true }, async (scene) => {
  const { upload, ...loaded } = await loadUpload(scene, scene.url);
  const { id, name, size, sha256, author, at } = upload;
  return {
    year: scene.year,
    file: { id, name, size, sha256, author, at },
    ...loaded,
    keys: { check: scene.newKey(), post: scene.newKey() },
  };
});

/** Checks the file as it is chosen to be read: nothing is written but the report. A large one is checked as a job. */
export const action = guard.action({ capability: "ledger.import", whole: true }, async (scene) => {
  const { form, year, locale, redirect, context } = scene;
  const { upload, proposal, survey } = await scene.read((db) => loadUpload({ ...scene, db }, chosenAddress(scene)));
  const read = readChoices(form, proposal, survey.mojibake);
  if (!read.ok) {
    const message = wordsOf({ kind: "wrong-form", fields: read.fields }, locale);
    return data({ message, fields: read.fields, typed: typedIn(form) }, { status: 422 });
  }
  const request = { uploadId: upload.id, choices: read.choices satisfies UploadChoices };
  if (upload.size > bytesAtOnce) {
    const started = await startJob(context, { ...checkLedgerJob, request: { ...request, address: importAddress(year, upload.id) } });
    if (started.ok) return redirect(jobAddress(started.value.jobId));
    return data({ message: wordsOf(started.refusal, locale), fields: {}, typed: typedIn(form) }, { status: statusOf(started.refusal) });
  }
  const checked = await checkLedgerUpload(context, request);
  if (checked.ok) return redirect(`${importAddress(year, upload.id)}#report`);
  return data({ message: wordsOf(checked.refusal, locale), fields: {}, typed: typedIn(form) }, { status: statusOf(checked.refusal) });
});

export default function ImportPage() {
  const { year, file, survey, proposal, remembered, choices, report, named, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("ledgerImport");
  const ledgerWords = useTranslations("ledger");
  const wrong = answer && "fields" in answer ? answer : undefined;
  const refused = answer && "refusal" in answer ? answer.refusal : undefined;
  return (
    <Page
      title={file.name}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("title"), to: importsAddress(year) })}
      message={words("fileSentence")}
    >
      <ImportSteps reached={report ? "check" : "reading"} />
      {(wrong ?? refused) && <Notice kind="refusal">{(wrong ?? refused)?.message}</Notice>}
      {report && !wrong && <CheckReport year={year} upload={file} report={report} commandKey={keys.post} />}
      <ReadingForms
        file={file}
        survey={survey}
        proposal={proposal}
        remembered={remembered}
        exercise={choices?.exercise ?? named}
        typed={wrong?.typed}
        errors={wrong?.fields ?? {}}
        commandKey={keys.check}
        checked={report !== null}
      />
      <PreviewTable names={proposal.names} sample={proposal.sample} columns={proposal.choices.columns} />
    </Page>
  );
}

/** The form says again how the bytes are read: the proposal is made with it. */
function chosenAddress({ url, form }: ActionScene): URL {
  const chosen = new URL(url);
  for (const name of ["charset", "separator", "mojibake"]) {
    const value = form.get(name);
    if (typeof value === "string") chosen.searchParams.set(name, value);
  }
  return chosen;
}

function typedIn(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" && name !== "key" ? [[name, value]] : [])));
}
