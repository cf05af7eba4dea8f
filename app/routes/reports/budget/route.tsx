import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { issueReport } from "#app/commands/issue-report.ts";
import { budgetRows } from "#app/domain/reports/budget-table.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { budgetReportAddress, issuedReportAddress, reportsAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { BudgetReport } from "../budget-report.tsx";
import { loadBudget } from "./load-budget.ts";
import { issueSchema } from "./read-issue.ts";

export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { db, year, access, today, newKey, notFound } = scene;
  const loaded = await loadBudget(scene);
  if (!loaded) throw notFound("year", String(year));
  return { ...loaded, year, mayIssue: await holdsWholeLedger(db, access, "reports.issue", today), key: newKey() };
});

export const action = guard.action(
  { capability: "reports.issue", whole: true },
  async ({ form, locale, year, context, refused, redirect }) => {
    const read = readForm(form, issueSchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await issueReport(context, { kind: "budget", year, sha256: read.value.sha256 });
    if (!done.ok) return refused(done.refusal, read.submission);
    return redirect(issuedReportAddress(year, done.value.id), "reports.budget.issued", { number: String(done.value.number) });
  },
);

export default function BudgetReportPage() {
  const { year, table, running, sha256, mayIssue, key } = useLoaderData<typeof loader>();
  const words = useTranslations("reports.budget");
  const reports = useTranslations("reports");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const whole = budgetRows(table).at(-1);
  const unit = displayUnitFor([whole?.voted.CP ?? 0n]);
  const amount = (resource: "AE" | "CP", of: "voted" | "used" = "voted") => said(format, whole?.[of][resource] ?? 0n, resource, unit);
  return (
    <Page
      title={words("title", { year: String(year) })}
      crumbs={[{ label: reports("heading", { year: String(year) }), to: reportsAddress(year) }]}
      message={words("message", {
        ...{ running: String(running), day: format.day(table.asOf), ae: amount("AE"), cp: amount("CP") },
        used: whole?.used.CP === 0n ? "none" : amount("CP", "used"),
      })}
    >
      {table.lines.length === 0 ? (
        <EmptyState title={words("nothing", { year: String(year) })}>{words("nothingHint")}</EmptyState>
      ) : (
        <>
          <BudgetReport table={table} file={`${budgetReportAddress(year)}/file`} />
          <p className={styles.note}>{words("traps")}</p>
          {mayIssue && (
            <Form method="post" className={`${styles.form} no-print`}>
              <CommandKey value={key} />
              <input type="hidden" name="sha256" value={sha256} />
              <Fields {...fields}>
                <ErrorSummary general={general} />
                <p>{words("issueHint")}</p>
                <div>
                  <SubmitButton>{words("issue")}</SubmitButton>
                </div>
              </Fields>
            </Form>
          )}
        </>
      )}
    </Page>
  );
}
