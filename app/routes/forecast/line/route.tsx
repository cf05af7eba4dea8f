import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { writeCells } from "#app/commands/write-cells.ts";
import { lockOf } from "#app/domain/forecast/lock.ts";
import { measuresOf } from "#app/domain/forecast/measure.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page } from "#app/ui/shell/page.tsx";
import styles from "../forecast.module.css";
import { useSheetWords } from "../unit/sheet/sheet-words.ts";
import { lineAt } from "./line-at.ts";
import { lineEdits, lineMonths, lineSchema, monthField } from "./schema.ts";

/** « Saisie simple »: one line of a sheet, one measure, as a plain form that needs neither a grid nor a script. */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { campaign, unit, label, line, measure, revision, amountOf } = await lineAt(scene.db, scene);
  const isWhole = amountOf(0) !== null;
  return {
    ...{ year: scene.year, unit, label, campaign: campaign.id, measure, seen: String(revision), key: scene.newKey() },
    line: { id: line.line.id, name: line.line.label || line.line.natureLabel, nature: line.line.nature, activity: line.line.activity },
    measures: measuresOf[line.line.spendingClass],
    lock: lockOf(line.standing, measure),
    fields: lineMonths.filter((month) => (month === 0) === isWhole).map((month) => ({ month, text: shownText(amountOf(month), measure) })),
  };
});

function shownText(amount: bigint | null, measure: Parameters<typeof amountText>[1]): string {
  return amount === null ? "" : amountText(amount, measure);
}

export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, context, year, params, url, read, refused, redirect } = scene;
  const at = await read((db) => lineAt(db, scene));
  const { measure, campaign, unit, amountOf, revision } = at;
  const fields = readForm(form, lineSchema(measure), locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const edits = lineEdits(fields.value, form, { lineId: params.line ?? "", measure, targetYear: year, amountOf });
  const { seen } = fields.value;
  // All of the form or nothing: who fills it sees no single cell.
  if (edits.some(({ month }) => newerThan(at, month, seen)))
    return refused({ kind: "stale", what: "line", seen, current: revision }, fields.submission);
  const written = await writeCells(context, { campaignId: campaign.id, unit, kind: "entry", edits });
  if (!written.ok) return refused(written.refusal, fields.submission);
  const { conflicts, refusals } = written.value;
  const left = conflicts.length + refusals.length;
  return redirect(`${url.pathname}${url.search}`, "forecast.line.saved", { count: written.value.written, left });
});

function newerThan({ line, measure }: Awaited<ReturnType<typeof lineAt>>, month: number, seen: bigint): boolean {
  return [...line.cells.values()].some((cell) => cell.measure === measure && cell.month === month && cell.revision > seen);
}

export default function LinePage() {
  const { year, unit, label, campaign, line, measure, measures, lock, fields, seen, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("forecast");
  const resources = useTranslations("resources");
  const common = useTranslations("common");
  const format = useFormat();
  const sheetWords = useSheetWords(year, unit);
  const sheet = `/${year}/forecast/${unit}?campaign=${campaign}&m=${measure.toLowerCase()}`;
  const { general, ...values } = fieldsOf(answer?.lastResult);
  const nameOf = (month: number) =>
    month === 0 ? words("line.whole", { year: String(year) }) : format.month(`${year}-${String(month).padStart(2, "0")}`, "longWithYear");
  return (
    <Page
      title={words("line.heading", { line: line.name })}
      crumbs={[
        { label: words("title"), to: `/${year}/forecast` },
        { label, to: sheet },
      ]}
      message={words("line.message", { nature: line.nature, activity: line.activity, measure: resources(measure) })}
    >
      <nav aria-label={words("columns.measure")} className={styles.measures}>
        {measures.map((own) => (
          <Link
            key={own}
            className={buttonClass()}
            aria-current={own === measure ? "page" : undefined}
            to={`?campaign=${campaign}&m=${own.toLowerCase()}`}
          >
            {resources(`short.${own}`)}
          </Link>
        ))}
      </nav>
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      {lock && <Notice kind="information">{sheetWords.lock(lock)}</Notice>}
      <Form method="post" className={styles.form} key={`${measure} ${seen}`}>
        <CommandKey value={key} />
        <input type="hidden" name="measure" value={measure} />
        <input type="hidden" name="seen" value={values.values["seen"] ?? seen} />
        <Fields {...values}>
          <ErrorSummary general={general} />
          {lock ? (
            <dl className={styles.description}>
              {fields.map(({ month, text }) => (
                <div key={month}>
                  <dt>{nameOf(month)}</dt>
                  <dd>{text === "" ? words("line.empty") : `${text}\u00a0${format.unit(measure, "eur")}`}</dd>
                </div>
              ))}
            </dl>
          ) : (
            <div className={styles.months}>
              {fields.map(({ month, text }) => (
                <AmountField key={month} name={monthField(month)} label={nameOf(month)} resource={measure} unit="eur" defaultValue={text} />
              ))}
            </div>
          )}
          <ButtonRow>
            {!lock && <SubmitButton>{words("line.save")}</SubmitButton>}
            <Link className={buttonClass()} to={sheet}>
              {lock ? words("line.back") : common("cancel")}
            </Link>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
