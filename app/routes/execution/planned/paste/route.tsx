import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { addPlannedExpenses } from "#app/commands/save-planned-expenses.ts";
import { readPastedRows } from "#app/domain/execution/planned/pasted-rows.ts";
import { codeField, textField } from "#app/http/fields.ts";
import { atField, readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { plannedAddress } from "../../../units/addresses.ts";
import styles from "../../../units/units.module.css";
import { useExecutionCrumb } from "../../execution-crumb.ts";
import { linesOfUnit, planChoices } from "../plan-choices.ts";
import { UnitChoice } from "../unit-choice.tsx";
import { PastedPreview, type PreviewRow } from "./pasted-preview.tsx";

const schema = z.object({
  unit: codeField(),
  step: z.enum(["look", "apply"]),
  rows: textField({ maximum: 400_000 }),
  lineId: z
    .string()
    .default("")
    .transform((text) => (text === "" ? null : text))
    .pipe(z.uuid().nullable()),
});

export const loader = guard.loader({ capability: "execution.plan" }, async (scene) => {
  return { year: scene.year, key: scene.newKey(), ...(await planChoices(scene)) };
});

/** Looks at what was pasted, then, asked again with the same rows, adds those that may be. */
export const action = guard.action({ capability: "execution.plan" }, async (scene) => {
  const { form, locale, context, year, refused, redirect, read, mayDo, notFound } = scene;
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { unit, step, rows: text, lineId } = fields.value;
  if (!mayDo("execution.plan", unit)) throw notFound("unit", unit);
  const lines = await read((db) => linesOfUnit(db, year, unit));
  const pasted = readPastedRows(text, { year, lines, lineId });
  if (!pasted.ok) return refused(pasted.refusal, atField(fields.submission, "rows"));
  const expenses = pasted.value.flatMap(({ read: own }) => (own.ok ? [own.value] : []));
  if (step === "look" || expenses.length === 0) {
    return {
      ...{ rows: text, lineId, good: expenses.length },
      preview: pasted.value.map(
        ({ row, object, read: own }): PreviewRow => ({
          ...{ row, object },
          expense: own.ok ? { month: own.value.month, amount: own.value.amount, payments: own.value.payments.length } : null,
          line: own.ok ? (lines.find(({ id }) => id === own.value.lineId)?.label ?? null) : null,
          fault: own.ok ? null : wordsOf(own.refusal, locale),
        }),
      ),
    };
  }
  const added = await addPlannedExpenses(context, { year, unit, expenses });
  if (!added.ok) return refused(added.refusal, fields.submission);
  return redirect(`${plannedAddress(year)}?unit=${encodeURIComponent(unit)}`, "planned.added", { count: added.value.ids.length });
});

export default function PastePlannedPage() {
  const { year, key, units, unit, lines } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("planned");
  const shown: { rows: string; lineId: string | null; good: number; preview: PreviewRow[] } | undefined =
    answer && "preview" in answer ? answer : undefined;
  const { general, ...fields } = fieldsOf(answer && "lastResult" in answer ? answer.lastResult : undefined);
  return (
    <Page title={words("pasteTitle")} crumbs={[useExecutionCrumb(year), { label: words("title"), to: plannedAddress(year) }]}>
      <UnitChoice units={units} unit={unit} />
      {unit !== undefined && (
        <Form method="post" className={styles.form}>
          <input type="hidden" name="unit" value={unit} />
          <CommandKey value={key} />
          <Fields {...fields}>
            <ErrorSummary general={general} />
            <TextAreaField name="rows" label={words("rows")} hint={words("pasteHelp")} rows={8} required defaultValue={shown?.rows} />
            <SelectField
              name="lineId"
              label={words("defaultLine")}
              none={words("outOfPlan")}
              defaultValue={shown?.lineId ?? ""}
              options={lines}
            />
            <ButtonRow>
              <SubmitButton name="step" value="look" look={shown ? "plain" : "primary"}>
                {words("look")}
              </SubmitButton>
              {shown && shown.good > 0 && (
                <SubmitButton name="step" value="apply">
                  {words("apply", { count: shown.good })}
                </SubmitButton>
              )}
            </ButtonRow>
          </Fields>
        </Form>
      )}
      {shown && <PastedPreview {...shown} />}
    </Page>
  );
}
