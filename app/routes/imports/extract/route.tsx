import { data } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { checkExtract } from "#app/commands/check-extract.ts";
import { startJob } from "#app/commands/start-job.ts";
import { posts } from "#app/domain/chorus/kind.ts";
import { isDay } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { statusOf, wordsOf } from "#app/http/refusal.ts";
import { checkExtractJob } from "#app/jobs/import-extract.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { contentOfImport } from "#db/queries/chorus/import.ts";
import { useExecutionCrumb } from "../../execution/execution-crumb.ts";
import { jobAddress } from "../../jobs/addresses.ts";
import styles from "../../units/units.module.css";
import { extractAddress, extractFileAddress, extractPostingAddress, extractsAddress, extractUndoingAddress } from "../addresses.ts";
import { bytesAtOnce } from "../large.ts";
import { extractAt, loadExtract } from "./load-extract.ts";
import { MappingForm } from "./mapping-form.tsx";
import { readChoices } from "./read-choices.ts";
import { ExtractReportView } from "./report.tsx";

export const loader = guard.loader({ capability: "execution.import", whole: true }, async (scene) => {
  const { year, newKey } = scene;
  return { year, ...(await loadExtract(scene)), keys: { check: newKey(), post: newKey() } };
});

/** Checks the extract as it is chosen to be read: nothing is written but the report. A large one is checked as a job. */
export const action = guard.action({ capability: "execution.import", whole: true }, async (scene) => {
  const { form, year, locale, redirect, context } = scene;
  const kept = await scene.read((db) => extractAt(db, scene));
  const asOf = String(form.get("asOf") ?? "");
  const wrong = isDay(asOf) ? undefined : ({ kind: "not-a-day", text: asOf } as const);
  if (wrong) return data({ refusal: { kind: wrong.kind, message: wordsOf(wrong, locale) } }, { status: statusOf(wrong) });
  const request = { importId: kept.id, asOf, choices: readChoices(form, kept.kind) };
  const address = `${extractAddress(year, kept.id)}`;
  if ((await scene.read((db) => contentOfImport(db, kept.id))).length > bytesAtOnce) {
    const started = await startJob(context, { ...checkExtractJob, request: { ...request, address } });
    return started.ok ? redirect(jobAddress(started.value.jobId)) : scene.refused(started.refusal);
  }
  const checked = await checkExtract(context, request);
  return checked.ok ? redirect(address) : scene.refused(checked.refusal);
});

const pills: Readonly<Record<"waiting" | "posted" | "undone", StateKind>> = { waiting: "in-progress", posted: "done", undone: "returned" };

export default function ExtractPage() {
  const { year, kept, choices, report, remembered, again, reading, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("extracts");
  const format = useFormat();
  const changes = report ? report.added + report.changed : 0;
  const instant = (at: Date | null) => format.instant(at?.toISOString() ?? "");
  return (
    <Page
      title={kept.name}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: extractsAddress(year) }]}
      marks={<StatePill kind={pills[kept.state]}>{words(`states.${kept.state}`)}</StatePill>}
      message={words("file", { kind: words(`kinds.${kept.kind}`), day: format.day(kept.asOf), by: kept.author, at: instant(kept.at) })}
      actions={
        <a href={extractFileAddress(year, kept.id)} className={buttonClass()} download>
          {words("original")}
        </a>
      }
    >
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      {again && (
        <Notice kind="warning" title={words("again", { by: again.by, at: instant(again.at) })}>
          <Link to={extractAddress(year, again.id)}>{words("seeAgain")}</Link>
        </Notice>
      )}
      {remembered && <Notice kind="information">{words("remembered", { by: remembered.by, at: instant(remembered.at) })}</Notice>}
      {reading?.mojibake && <Notice kind="warning">{words("mojibake")}</Notice>}
      {kept.state === "undone" && (
        <Notice kind="warning" title={words("undone", { by: kept.undoneBy ?? "", at: instant(kept.undoneAt) })}>
          {kept.undoneWhy}
        </Notice>
      )}
      {kept.state === "waiting" && report && !again && (
        <Form method="post" action={extractPostingAddress(year, kept.id)} className={styles.form}>
          <CommandKey value={keys.post} />
          <input type="hidden" name="digest" value={kept.digest ?? ""} />
          <p>{words(posts(kept.kind) ? "post.sentence" : "post.controlSentence", { count: changes, rejected: report.rejected })}</p>
          <ButtonRow>
            <SubmitButton>{words("post.submit", { count: changes })}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
      {kept.state === "posted" && (
        <p>
          {words("posted", { by: kept.postedBy ?? "", at: instant(kept.postedAt) })}{" "}
          <Link to={extractUndoingAddress(year, kept.id)} className="no-print">
            {words("undo.title")}
          </Link>
        </p>
      )}
      {report && <ExtractReportView year={year} id={kept.id} kind={kept.kind} report={report} done={kept.state !== "waiting"} />}
      {reading && (
        <>
          <MappingForm
            key={`${reading.sheet} ${reading.head}`}
            kind={kept.kind}
            asOf={kept.asOf}
            choices={choices}
            reading={reading}
            checked={report !== null}
            commandKey={keys.check}
          />
          <Section title={words("preview")}>
            <Preview names={reading.names} sample={reading.sample} head={reading.head} />
          </Section>
        </>
      )}
    </Page>
  );
}

interface PreviewRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The first rows as they are written in the file. */
function Preview({
  names,
  sample,
  head,
}: {
  readonly names: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly head: number;
}) {
  const words = useTranslations("extracts");
  const columns: Column<PreviewRow>[] = [
    { key: "row", head: words("report.row"), cell: ({ row }) => row },
    ...names.map((name, index): Column<PreviewRow> => ({ key: `${index}`, head: name || "–", cell: ({ cells }) => cells[index] ?? "" })),
  ];
  const rows = sample.map((cells, index) => ({ row: head + index + 1, cells }));
  return <DataTable caption={words("preview")} hideCaption wide columns={columns} rows={rows} rowKey={({ row }) => String(row)} />;
}
