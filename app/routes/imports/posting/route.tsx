import { useActionData, useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type PostedExtract, postExtract } from "#app/commands/post-extract.ts";
import { startJob } from "#app/commands/start-job.ts";
import { guard } from "#app/http/guard.ts";
import { postExtractJob } from "#app/jobs/import-extract.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useExecutionCrumb } from "../../execution/execution-crumb.ts";
import { jobAddress } from "../../jobs/addresses.ts";
import { extractAddress, extractsAddress } from "../addresses.ts";
import { extractAt } from "../extract/load-extract.ts";
import { isLarge } from "../is-large.ts";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "execution.import", whole: true }, async () => null);

/** Imports the extract whose report was seen. A large one is imported as a job. */
export const action = guard.action({ capability: "execution.import", whole: true }, async (scene) => {
  const { form, year, context, redirect, refused } = scene;
  const kept = await scene.read((db) => extractAt(db, scene));
  const request = { importId: kept.id, digest: String(form.get("digest") ?? "") };
  const address = extractAddress(year, kept.id);
  if (isLarge(kept)) {
    const started = await startJob(context, { ...postExtractJob, request: { ...request, address } });
    return started.ok ? redirect(jobAddress(started.value.jobId)) : refused(started.refusal);
  }
  const posted = await postExtract(context, request);
  return posted.ok ? redirect(address, "extracts.done", saidOf(posted.value)) : refused(posted.refusal);
});

function saidOf({ changes, overruns, vanished }: PostedExtract) {
  return { changes, overruns, vanished };
}

/** Only met when the import was refused: why, and the way back to the report. */
export default function PostingPage() {
  const answer = useActionData<typeof action>();
  const { import: id = "", year = "" } = useParams();
  const words = useTranslations("extracts");
  const crumbs = [useExecutionCrumb(Number(year)), { label: words("title"), to: extractsAddress(Number(year)) }];
  return (
    <Page title={words("post.refused")} crumbs={crumbs}>
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <a href={extractAddress(Number(year), id)}>{words("post.back")}</a>
    </Page>
  );
}
