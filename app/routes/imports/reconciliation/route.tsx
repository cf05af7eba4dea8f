import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { signReconciliation } from "#app/commands/sign-reconciliation.ts";
import { type Measure, measures, type ReconciledRow } from "#app/domain/chorus/reconciliation.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { useExecutionCrumb } from "../../execution/execution-crumb.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { extractsAddress, reconciliationAddress, reconciliationFileAddress } from "../addresses.ts";
import { loadMonth } from "./load-month.ts";

export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { found, notes, ...month } = await loadMonth(scene);
  const { rows, digest, credits, balance, month: own } = found;
  const shown = { rows, digest, credits, balance, period: own.period, lastDay: own.lastDay };
  return {
    year: scene.year,
    ...month,
    ...shown,
    notes: Object.fromEntries(notes),
    maySign: scene.mayDo("execution.import"),
    key: scene.newKey(),
  };
});

/** Signs what the page said, with the cause of each gap. */
export const action = guard.action({ capability: "execution.import", whole: true }, async ({ form, year, context, refused, redirect }) => {
  const notes: Record<string, string> = {};
  for (const [name, value] of form)
    if (name.startsWith("note.") && typeof value === "string" && value.trim() !== "") notes[name.slice(5)] = value;
  const month = Number(form.get("period"));
  const input = { fiscalYear: year, month, digest: String(form.get("digest") ?? ""), notes, note: String(form.get("remark") ?? "") };
  const signed = await signReconciliation(context, input);
  if (!signed.ok) return refused(signed.refusal);
  return redirect(`${reconciliationAddress(year)}?to=${String(form.get("to") ?? "")}`, "extracts.reconciliation.signedNow");
});

/** AE and CP are never added up: each has its table. */
const sections = measures.flatMap((measure) => {
  const resources: readonly ReconciledRow["resource"][] = measure === "account" ? ["EUR"] : ["AE", "CP"];
  return resources.map((resource) => ({ measure, resource }));
});

export default function ReconciliationPage() {
  const { year, months, now, rows, digest, credits, balance, period, lastDay, notes, signatures, current, maySign, key } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("extracts");
  const format = useFormat();
  const gaps = rows.filter(({ gap }) => gap !== 0n);
  const [last] = signatures;
  return (
    <Page
      title={words("reconciliation.heading", { month: format.month(now, "longWithYear") })}
      crumbs={[useExecutionCrumb(year)]}
      message={words("reconciliation.message", { day: format.day(lastDay), count: gaps.length, rows: rows.length })}
      marks={
        last && (
          <StatePill kind={current ? "done" : "late"}>{words(current ? "reconciliation.signed" : "reconciliation.changed")}</StatePill>
        )
      }
      actions={
        <>
          <ExportMenu file={reconciliationFileAddress(year)} />
          {maySign && (
            <Link to={extractsAddress(year)} className={buttonClass()}>
              {words("title")}
            </Link>
          )}
        </>
      }
    >
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <Form method="get" className={`${styles.inline} no-print`}>
        <SelectField
          name="to"
          label={words("reconciliation.month")}
          required
          defaultValue={now}
          options={months.map((value) => ({ value, label: format.month(value, "longWithYear") }))}
        />
        <SubmitButton look="plain">{words("reconciliation.show")}</SubmitButton>
      </Form>
      <p className={styles.note}>
        {credits === null ? words("reconciliation.ofPieces") : words("reconciliation.ofCredits", { day: format.day(credits) })}{" "}
        {balance === null ? words("reconciliation.noBalance") : words("reconciliation.ofBalance", { day: format.day(balance) })}
      </p>
      <Form method="post" action={`${reconciliationAddress(year)}?to=${now}`} className={styles.wideForm}>
        <CommandKey value={key} />
        <input type="hidden" name="digest" value={digest} />
        <input type="hidden" name="period" value={period} />
        <input type="hidden" name="to" value={now} />
        {sections.map(({ measure, resource }) => {
          const own = rows.filter((row) => row.measure === measure && row.resource === resource);
          return <MeasureSection key={`${measure} ${resource}`} {...{ measure, resource, notes, maySign, rows: own }} />;
        })}
        {maySign && rows.length > 0 && (
          <div className="no-print">
            <Section title={words("reconciliation.sign")}>
              <div className={styles.form}>
                <TextAreaField name="remark" label={words("reconciliation.remark")} />
                <ButtonRow>
                  <SubmitButton>{words("reconciliation.submit", { month: format.month(now, "longWithYear") })}</SubmitButton>
                </ButtonRow>
              </div>
            </Section>
          </div>
        )}
      </Form>
      {signatures.length > 0 && (
        <Section title={words("reconciliation.signatures")}>
          <DataTable
            caption={words("reconciliation.signatures")}
            hideCaption
            rows={signatures}
            rowKey={({ id }) => id}
            columns={[
              { key: "by", head: words("reconciliation.by"), cell: ({ by }) => by },
              { key: "at", head: words("reconciliation.at"), cell: ({ at }) => format.instant(at.toISOString()) },
              { key: "hash", head: words("reconciliation.hash"), cell: ({ sha256 }) => <span className={styles.code}>{sha256}</span> },
              { key: "note", head: words("reconciliation.remark"), cell: ({ note }) => note },
            ]}
          />
        </Section>
      )}
    </Page>
  );
}

interface MeasureSectionProps {
  readonly measure: Measure;
  readonly resource: ReconciledRow["resource"];
  readonly rows: readonly ReconciledRow[];
  readonly notes: Readonly<Record<string, string>>;
  readonly maySign: boolean;
}

/** Both sides of what differs, with the gap and its cause in words or to be said; what agrees is folded. */
function MeasureSection({ measure, resource, rows, notes, maySign }: MeasureSectionProps) {
  const words = useTranslations("extracts");
  const resources = useTranslations("resources");
  const format = useFormat();
  const subject = words(`reconciliation.measures.${measure}`);
  const title = resource === "EUR" ? subject : words("reconciliation.ofResource", { subject, resource: resources(`short.${resource}`) });
  if (rows.length === 0 && measure !== "used") return null;
  const amount = (key: "chorus" | "here" | "gap"): Column<ReconciledRow> => {
    return {
      key,
      head: words(`reconciliation.${key}`),
      unit: "€",
      align: "end",
      cell: (row) => <Amount quantity={row[key]} resource="EUR" sign={key === "gap" ? "always" : "negative"} />,
    };
  };
  const columns: Column<ReconciledRow>[] = [
    { key: "place", head: words(measure === "account" ? "reconciliation.account" : "report.unit"), cell: ({ place }) => place },
    ...(measure === "account"
      ? []
      : ([
          { key: "title", head: words("reconciliation.title_"), cell: ({ title: own }) => titleWord(own, words) },
        ] as Column<ReconciledRow>[])),
    amount("chorus"),
    amount("here"),
    amount("gap"),
    {
      key: "cause",
      head: words("reconciliation.cause"),
      cell: ({ key, cause }) =>
        cause === "unnamed" && maySign ? (
          <TextField name={`note.${key}`} label={words("reconciliation.causeOf")} hideLabel defaultValue={notes[key] ?? ""} />
        ) : cause === "unnamed" ? (
          (notes[key] ?? words("reconciliation.causes.unnamed"))
        ) : (
          words(`reconciliation.causes.${cause}`)
        ),
    },
  ];
  const differing = rows.filter(({ gap }) => gap !== 0n);
  const agreeing = rows.filter(({ gap }) => gap === 0n);
  return (
    <Section title={title}>
      {(differing.length > 0 || rows.length === 0) && (
        <DataTable
          caption={title}
          hideCaption
          main={measure === "used" && resource === "AE"}
          columns={columns}
          rows={differing}
          rowKey={({ key }) => key}
          totals={{
            chorus: <Amount quantity={sum(rows.map(({ chorus }) => chorus))} resource="EUR" />,
            here: <Amount quantity={sum(rows.map(({ here }) => here))} resource="EUR" />,
            gap: <Amount quantity={sum(rows.map(({ gap }) => gap))} resource="EUR" sign="always" />,
            cause: words("reconciliation.ofAll", { count: rows.length }),
          }}
          empty={<EmptyState title={words("reconciliation.nothing")} />}
        />
      )}
      {agreeing.length > 0 && (
        <details className={styles.folded}>
          <summary>
            {words("reconciliation.agreeing", {
              count: agreeing.length,
              amount: said(format, sum(agreeing.map(({ chorus }) => chorus)), "EUR"),
            })}
          </summary>
          <DataTable
            caption={words("reconciliation.agreeingOf", { subject: title })}
            hideCaption
            columns={columns.filter(({ key }) => key !== "cause" && key !== "gap")}
            rows={agreeing}
            rowKey={({ key }) => key}
          />
        </details>
      )}
    </Section>
  );
}

function titleWord(title: string, words: ReturnType<typeof useTranslations<"extracts">>): string {
  if (title === "personnel" || title === "nonPersonnel") return words(`reconciliation.classes.${title}`);
  return title === "" ? "–" : title;
}
