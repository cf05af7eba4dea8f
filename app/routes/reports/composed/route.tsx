import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { digestOf, issueReport } from "#app/commands/issue-report.ts";
import { monthsOver } from "#app/domain/forecast/landing.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { isComposed } from "#app/domain/reports/kind.ts";
import { reportContent } from "#app/domain/reports/report.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { composedReportFileAddress, issuedReportAddress, reportsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { FileLinks } from "../file-links.tsx";
import { ReportView, useReportReader } from "../report-view.tsx";
import { titleOf } from "../report-words.ts";
import { loadComposed } from "./load-composed.ts";
import { composedIssueSchema } from "./read-issue.ts";

export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { db, year, access, today, newKey, services } = scene;
  const report = await loadComposed(scene);
  const months = monthsOver(year, today);
  return {
    upTo: months === 0 ? undefined : monthOfYear(year, months),
    ...{ report, year, sha256: digestOf(reportContent(report)), demo: services.settings.demo, key: newKey() },
    ...{ running: report.asOf === today, mayIssue: await holdsWholeLedger(db, access, "reports.issue", today) },
  };
});

export const action = guard.action(
  { capability: "reports.issue", whole: true },
  async ({ form, locale, year, params, url, context, refused, redirect, notFound }) => {
    const kind = params.kind ?? "";
    if (!isComposed(kind)) throw notFound("report", kind);
    const read = readForm(form, composedIssueSchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const { sha256, words, asked } = read.value;
    const subject = kind === "unit" ? (searchOf(url).unit ?? "") : null;
    const done = await issueReport(context, { kind, year, subject, sha256, words: { words, asked } });
    if (!done.ok) return refused(done.refusal, read.submission);
    return redirect(issuedReportAddress(year, done.value.id), "reports.budget.issued", { number: String(done.value.number) });
  },
);

export default function ComposedReportPage() {
  const { year, report, upTo, running, sha256, mayIssue, demo, key } = useLoaderData<typeof loader>();
  const words = useTranslations("reports");
  const reader = useReportReader();
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={titleOf(report, reader.words)}
      crumbs={[{ label: words("heading", { year: String(year) }), to: reportsAddress(year) }]}
      message={words("composed.message", { running: String(running), day: format.day(report.asOf) })}
      actions={<FileLinks kind={report.kind} file={composedReportFileAddress(year, report.kind, report.subject?.code)} />}
    >
      {demo && <Fictitious what={words("composed.invented")} />}
      <ReportView report={report} told={{ ...report, upTo }} />
      {mayIssue && (
        <div className="no-print">
          <Section title={words("composed.issueHeading")}>
            <Form method="post" className={styles.form}>
              <CommandKey value={key} />
              <input type="hidden" name="sha256" value={sha256} />
              <Fields {...fields}>
                <ErrorSummary general={general} />
                <p>{words("budget.issueHint")}</p>
                <TextAreaField name="words" label={words("composed.words")} hint={words("composed.wordsHint")} rows={4} />
                {report.kind === "note" && (
                  <TextAreaField name="asked" label={words("composed.asked")} hint={words("composed.askedHint")} rows={6} />
                )}
                <ButtonRow>
                  <SubmitButton>{words("budget.issue")}</SubmitButton>
                </ButtonRow>
              </Fields>
            </Form>
          </Section>
        </div>
      )}
    </Page>
  );
}
