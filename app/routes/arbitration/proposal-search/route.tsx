import { Form, Link, useActionData, useLoaderData, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { cancelJob } from "#app/commands/cancel-job.ts";
import { fromStored } from "#app/commands/stored-value.ts";
import { isEnded } from "#app/domain/job.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useLookAgain } from "#app/ui/use-look-again.ts";
import { findSearch } from "#db/queries/arbitration/proposal/search.ts";
import { jobById } from "#db/queries/job.ts";
import { ConflictPart } from "../proposing/conflict-part.tsx";
import { useGapWords } from "../proposing/gap-words.ts";
import { seenCase } from "../proposing/load-case.ts";
import { namedRules } from "../proposing/named-rules.ts";
import styles from "../proposing/proposing.module.css";

/** The search goes on in its own thread; this page looks how far it is. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, params, locale, person, newKey, notFound } = scene;
  const id = params["job"] ?? "";
  const search = await findSearch(db, id);
  const job = search && (await jobById(db, id));
  if (!search || !job) throw notFound("job", id);
  const refusal = job.refusal === null ? null : (fromStored(job.refusal) as Refusal);
  const seen = refusal?.kind === "proposal-conflict" ? await seenCase(scene, { campaignId: search.campaignId }) : null;
  return {
    ...{ year, key: newKey(), own: job.authorId === person.id },
    job: { id, status: job.status, cancelAsked: job.cancelAsked, done: job.done, total: job.total },
    search: { ...search, proven: search.worth !== null && search.bound !== null ? { worth: search.worth, bound: search.bound } : null },
    refused: refusal && wordsOf(refusal, locale),
    conflict:
      refusal?.kind === "proposal-conflict" && seen && seen !== "partial"
        ? await namedRules(db, seen, { criteriaId: search.criteriaId, rules: refusal.rules })
        : null,
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async ({ context, params, year, refused, redirect }) => {
  const jobId = params["job"] ?? "";
  const stopped = await cancelJob(context, { jobId });
  if (!stopped.ok && stopped.refusal.kind !== "wrong-state") return refused(stopped.refusal);
  return redirect(`/${year}/arbitration/proposal/searches/${jobId}`);
});

export default function SearchPage() {
  const { year, job, search, refused, conflict, own, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("proposal");
  const arbitration = useTranslations("arbitration");
  const jobs = useTranslations("jobs");
  const gapWords = useGapWords();
  const navigate = useNavigate();
  const ended = isEnded(job.status);
  const here = `/${year}/arbitration/proposal`;
  const found = search.proposalId === null ? null : `${here}/${search.proposalId}`;
  useLookAgain(!ended && found === null);
  useEffect(() => {
    if (found !== null) navigate(found, { replace: true });
  }, [found, navigate]);
  return (
    <Page
      title={search.continues === null ? words("search.title") : words("search.onwards")}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration` },
        { label: words("heading", { year: String(year) }), to: here },
      ]}
      message={words("search.message")}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {!ended && found === null && (
        <>
          <ProgressBar
            label={words(job.cancelAsked ? "search.stopping" : job.status === "queued" ? "search.queued" : "search.running")}
            progress={job}
          />
          <p className={styles.best} role="status">
            {search.proven ? words("search.best", { gap: gapWords(search.proven) }) : words("search.nothingYet")}
          </p>
          {own && (
            <Form method="post">
              <CommandKey value={key} />
              <SubmitButton look="plain">{words(search.proven ? "search.stopAndKeep" : "search.stop")}</SubmitButton>
            </Form>
          )}
          <noscript>
            <Link to={`${here}/searches/${job.id}`} className={buttonClass()}>
              {jobs("lookAgain")}
            </Link>
          </noscript>
        </>
      )}
      {found !== null && (
        <Notice kind="success" title={words("search.found")}>
          <Link to={found} className={buttonClass("primary")}>
            {words("search.open")}
          </Link>
        </Notice>
      )}
      {job.status === "failed" && <Notice kind="refusal" title={refused ?? jobs("broken", { id: job.id })} />}
      {conflict && <ConflictPart conflict={conflict} year={year} />}
      {job.status === "cancelled" && <Notice kind="warning" title={words("search.cancelled")} />}
      {ended && found === null && (
        <p>
          <Link to={here}>{words("back")}</Link>
        </p>
      )}
    </Page>
  );
}
