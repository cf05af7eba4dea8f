import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { fromStored } from "#app/commands/stored-value.ts";
import { isEnded } from "#app/domain/job.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useLookAgain } from "#app/ui/use-look-again.ts";
import { jobById } from "#db/queries/job.ts";
import { cancellationAddress, jobAddress, jobsAddress } from "../addresses.ts";
import { useKindWords } from "../kind-words.ts";
import { JobStatusPill } from "../status-pill.tsx";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Its author's page, and the administrator's: to anybody else it does not exist. */
export const loader = guard.loader({ capability: "signed-in" }, async ({ db, params, person, locale, mayDo, newKey, notFound }) => {
  const id = params["id"] ?? "";
  const job = uuid.test(id) ? await jobById(db, id) : undefined;
  if (!job || (job.authorId !== person.id && !mayDo("admin.users"))) throw notFound("job", id);
  const { refusal, ...shown } = job;
  return { job: shown, refused: refusal === null ? null : wordsOf(fromStored(refusal) as Refusal, locale), key: newKey() };
});

export default function JobPage() {
  const { job, refused, key } = useLoaderData<typeof loader>();
  const words = useTranslations("jobs");
  const kinds = useKindWords();
  const format = useFormat();
  const ended = isEnded(job.status);
  useLookAgain(!ended);
  return (
    <Page
      title={kinds.title(job.kind)}
      crumbs={[{ label: words("title"), to: jobsAddress }]}
      marks={<JobStatusPill status={job.status} />}
      message={words("askedBy", { author: job.author, at: format.instant(job.createdAt) })}
    >
      {!ended && (
        <ProgressBar label={words(job.cancelAsked ? "stopping" : job.status === "queued" ? "now.queued" : "now.running")} progress={job} />
      )}
      {job.status === "done" && (
        <Notice kind="success" title={kinds.done(job.kind, job.result?.values ?? {})}>
          {job.result?.address && (
            <Link to={job.result.address} className={buttonClass("primary")} reloadDocument>
              {kinds.open(job.kind)}
            </Link>
          )}
        </Notice>
      )}
      {job.status === "failed" && <Notice kind="refusal">{refused ?? words("broken", { id: job.id })}</Notice>}
      {job.status === "cancelled" && <Notice kind="warning" title={words("cancelled")} />}
      {!ended && (
        <Form method="post" action={cancellationAddress(job.id)}>
          <CommandKey value={key} />
          <SubmitButton look="plain">{words("cancel")}</SubmitButton>
          <noscript>
            <Link to={jobAddress(job.id)} className={buttonClass()}>
              {words("lookAgain")}
            </Link>
          </noscript>
        </Form>
      )}
    </Page>
  );
}
