import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { startJob } from "#app/commands/start-job.ts";
import { undoExtract } from "#app/commands/undo-extract.ts";
import { guard } from "#app/http/guard.ts";
import { undoExtractJob } from "#app/jobs/import-extract.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useExecutionCrumb } from "../../execution/execution-crumb.ts";
import { jobAddress } from "../../jobs/addresses.ts";
import styles from "../../units/units.module.css";
import { extractAddress, extractsAddress } from "../addresses.ts";
import { extractAt } from "../extract/load-extract.ts";
import { isLarge } from "../is-large.ts";

export const loader = guard.loader({ capability: "execution.import", whole: true }, async (scene) => {
  const { id, name, state } = await extractAt(scene.db, scene);
  return { year: scene.year, id, name, state, key: scene.newKey() };
});

/** Undoes a whole import by reversals; a large one as a job. */
export const action = guard.action({ capability: "execution.import", whole: true }, async (scene) => {
  const { form, year, context, redirect, refused } = scene;
  const kept = await scene.read((db) => extractAt(db, scene));
  const reason = String(form.get("reason") ?? "").trim();
  if (reason === "") return refused({ kind: "reason-required" });
  const address = extractAddress(year, kept.id);
  if (isLarge(kept)) {
    const started = await startJob(context, { ...undoExtractJob, request: { importId: kept.id, reason, address } });
    return started.ok ? redirect(jobAddress(started.value.jobId)) : refused(started.refusal);
  }
  const undone = await undoExtract(context, { importId: kept.id, reason });
  return undone.ok
    ? redirect(address, "extracts.undoneDone", { changes: undone.value.changes, unmatched: undone.value.unmatched })
    : refused(undone.refusal);
});

export default function UndoingPage() {
  const { year, id, name, state, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("extracts");
  const crumbs = [
    useExecutionCrumb(year),
    { label: words("title"), to: extractsAddress(year) },
    { label: name, to: extractAddress(year, id) },
  ];
  return (
    <Page title={words("undo.title")} crumbs={crumbs} message={words("undo.sentence")}>
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      {state === "posted" ? (
        <Form method="post" className={styles.form}>
          <CommandKey value={key} />
          <TextAreaField name="reason" label={words("undo.reason")} required />
          <ButtonRow>
            <SubmitButton look="danger">{words("undo.submit")}</SubmitButton>
            <Link to={extractAddress(year, id)} className={buttonClass()}>
              {words("post.back")}
            </Link>
          </ButtonRow>
        </Form>
      ) : (
        <Link to={extractAddress(year, id)}>{words("post.back")}</Link>
      )}
    </Page>
  );
}
