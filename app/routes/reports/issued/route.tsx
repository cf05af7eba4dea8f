import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { movedLines } from "#app/domain/reports/budget-table.ts";
import { changesOf, figureChanges } from "#app/domain/reports/changes.ts";
import { guard, type LoaderScene } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { composeReport } from "#db/queries/reports/compose.ts";
import { budgetReportAddress, composedReportAddress, issuedReportAddress, reportsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { loadBudget } from "../budget/load-budget.ts";
import { BudgetReport } from "../budget-report.tsx";
import { FileLinks } from "../file-links.tsx";
import { type IssuedContent, loadIssued } from "../load-issued.ts";
import { ReportView, useReportReader } from "../report-view.tsx";
import { titleOf } from "../report-words.ts";
import { Compared } from "./compared.tsx";

export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { report, ...content } = await loadIssued(scene);
  return { year: scene.year, report: { ...report, at: report.at.toISOString() }, ...(await comparedWithToday(scene, content)) };
});

/** What it says, beside what it would say today. */
async function comparedWithToday(scene: LoaderScene, { table, composed }: IssuedContent) {
  if (composed) {
    const { kind, year, subject } = composed;
    const now = await composeReport(scene.db, { kind, year, today: scene.today, subject: subject?.code ?? null });
    const changes = now ? { changes: changesOf(composed, now), figures: figureChanges(composed, now) } : null;
    return { composed, table: null, moved: changes ? changes.changes.length + changes.figures.length : 0, changes };
  }
  const now = (await loadBudget(scene))?.table;
  return { composed: null, table, moved: movedLines(table, now ?? { lines: [] }), changes: null };
}

export default function IssuedReportPage() {
  const { year, report, table, composed, moved, changes } = useLoaderData<typeof loader>();
  const words = useTranslations("reports.issued");
  const reports = useTranslations("reports");
  const reader = useReportReader();
  const format = useFormat();
  const asOf = composed?.asOf ?? table?.asOf ?? "";
  const today = composed ? composedReportAddress(year, composed.kind, composed.subject?.code) : budgetReportAddress(year);
  return (
    <Page
      title={
        composed
          ? `${titleOf(composed, reader.words)} · ${reports("numbered", { number: String(report.number) })}`
          : words("title", { number: String(report.number), year: String(year) })
      }
      crumbs={[{ label: reports("heading", { year: String(year) }), to: reportsAddress(year) }]}
      message={words("message", { at: format.instant(report.at), author: report.author })}
      actions={
        <>
          {composed && <FileLinks kind={composed.kind} file={`${issuedReportAddress(year, report.id)}/file`} />}
          <Link to={today} className={buttonClass()}>
            {words("today")}
          </Link>
        </>
      }
    >
      {composed ? (
        <Compared changes={changes} />
      ) : (
        <p className={styles.note}>{moved === 0 ? words("same") : words("moved", { count: moved })}</p>
      )}
      {composed && <ReportView report={composed} />}
      {table && <BudgetReport table={table} file={`${issuedReportAddress(year, report.id)}/file`} />}
      <p className={styles.note}>
        {reports("asOf")} {format.day(asOf)} · {reports("digest")} <code>{report.sha256}</code>
      </p>
    </Page>
  );
}
