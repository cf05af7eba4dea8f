import { data } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { writeCells } from "#app/commands/write-cells.ts";
import { sheetAddress } from "#app/domain/forecast/cell-address.ts";
import type { EditFault } from "#app/domain/forecast/edit.ts";
import { type PlainFault, plainField } from "#app/domain/forecast/plain-line.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf, type LastResult } from "#app/ui/form/last-result.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import styles from "../forecast.module.css";
import { useSheetWords } from "../unit/sheet/sheet-words.ts";
import { LineFigures } from "./line-figures.tsx";
import { loadLine } from "./load-line.ts";
import { cellsIn, lineSchema } from "./read-line.ts";

/** Why a figure was not written: it breaks a rule, or somebody wrote another meanwhile. */
interface Problem {
  readonly field: string;
  readonly measure: BudgetResource;
  readonly fault?: EditFault | PlainFault;
  readonly contested?: { readonly mine: Quantity | null; readonly theirs: Quantity | null; readonly author: string; readonly at: string };
}

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { held: _, edited: _edited, ...shown } = await loadLine(scene);
  return { ...shown, year: scene.year, key: scene.newKey() };
});

/** « Saisie simple » of one line: what the grid writes, by a form. What cannot be written comes back at its field; the rest is written. */
export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, context, year, refused, redirect, read } = scene;
  const { campaign, unit, line, measures, edited, held } = await read((db) => loadLine({ ...scene, db }));
  const fields = readForm(form, lineSchema(measures, year), locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const wanted = cellsIn(fields.value.figures, { line: edited, held, year });
  const seen = fields.value.seenRevision;
  const edits = wanted.cells.map((cell) => ({ ...cell, lineId: line.id, seen }));
  const written = edits.length === 0 ? undefined : await writeCells(context, { campaignId: campaign.id, unit, kind: "entry", edits });
  if (written && !written.ok) return refused(written.refusal, fields.submission);
  const problems: Problem[] = [
    ...wanted.faults.map(({ fault, ...place }) => ({ field: plainField(place), measure: place.measure, fault })),
    ...(written?.value.refusals ?? []).map(({ fault, ...place }) => ({ field: plainField(place), measure: place.measure, fault })),
    ...(written?.value.conflicts ?? []).map(({ mine, theirs, author, at, ...place }) => {
      return { field: plainField(place), measure: place.measure, contested: { mine, theirs, author, at } };
    }),
  ];
  const count = written?.value.written ?? 0;
  if (problems.length > 0) return data({ lastResult: fields.submission.reply() as LastResult, problems, count }, { status: 409 });
  return redirect(`/${year}/forecast/${encodeURIComponent(unit)}/lines/${line.id}`, "lineForm.saved", { count });
});

export default function PlainLinePage() {
  const { year, unit, label, campaign, line, measures, cells, revision, lock, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("lineForm");
  const forecast = useTranslations("forecast");
  const sheetWords = useSheetWords(year, unit);
  const { general, errors, values: typed } = fieldsOf(answer?.lastResult);
  const problems: readonly Problem[] = answer && "problems" in answer ? answer.problems : [];
  const contested = problems.some((own) => own.contested);
  // Over a conflict the form shows the sheet as it is now, and what was typed only where one has to choose: nothing else is sent again.
  const fields = new Set(problems.map(({ field }) => field));
  const values = contested ? Object.fromEntries(Object.entries(typed).filter(([name]) => fields.has(name))) : typed;
  const told = Object.fromEntries(
    problems.map(({ field, measure, fault, contested: other }) => [
      field,
      other ? sheetWords.contested(other, other.theirs, measure) : fault ? sheetWords.fault(fault, measure) : "",
    ]),
  );
  const place = { year, unit, campaign: campaign.id };
  return (
    <Page
      title={words("heading", { line: line.label || line.natureLabel })}
      crumbs={[
        { label: forecast("title"), to: `/${year}/forecast` },
        { label, to: sheetAddress(place) },
        {
          label: forecast("crumb", { number: line.requestNumber }),
          to: `/${year}/forecast/${encodeURIComponent(unit)}/requests/${line.request}`,
        },
      ]}
      message={words("message", { nature: line.nature, activity: line.activity, campaign: campaign.label })}
    >
      {lock && <Notice kind="information">{sheetWords.lock(lock)}</Notice>}
      {contested && <Notice kind="warning">{words("contested")}</Notice>}
      <Form method="post" className={styles.form} key={revision.toString()}>
        <CommandKey value={key} />
        <input type="hidden" name="seenRevision" value={values.seenRevision ?? revision.toString()} />
        <Fields values={values} errors={{ ...errors, ...told }}>
          <ErrorSummary general={general} />
          {measures.map((measure) => (
            <LineFigures
              key={measure}
              {...{ measure, year, cells }}
              twin={line.spendingClass === "personnel"}
              disabled={lock !== undefined}
            />
          ))}
          <p className={styles.note}>{words("hint")}</p>
          <ButtonRow>
            {!lock && <SubmitButton>{words("save")}</SubmitButton>}
            <Link className={buttonClass()} to={sheetAddress({ ...place })}>
              {words("toGrid")}
            </Link>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
