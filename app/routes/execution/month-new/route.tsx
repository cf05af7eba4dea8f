import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import type { FactLine, FactsInput } from "#app/commands/record-facts.ts";
import { recordPayroll } from "#app/commands/record-payroll.ts";
import { recordStaffing } from "#app/commands/record-staffing.ts";
import { recordWorkload } from "#app/commands/record-workload.ts";
import { type FactKindName, factKinds, resourceOfFacts } from "#app/domain/execution/monthly.ts";
import { readMonth } from "#app/domain/execution/planned/month-text.ts";
import { lastDayOf, type Month, monthOf } from "#app/domain/month.ts";
import { codeField, dayField, optionalAmountField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { activitiesOn, naturesOn } from "#db/queries/forecast/codes.ts";
import { monthsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { dayInExercise } from "../place-choices.ts";

const commands = { payroll: recordPayroll, staffing: recordStaffing, workload: recordWorkload } as const;
const mostLines = 30;
const schemaOf = (kind: FactKindName) =>
  z.object({
    month: textField({ maximum: 30 }),
    on: dayField(),
    unit: codeField(),
    activity: codeField(),
    natures: z.array(codeField()).max(mostLines),
    amounts: z.array(optionalAmountField(resourceOfFacts[kind], { sign: "notNegative" })).max(mostLines),
  });

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, access, today, mayDo, newKey, notFound } = scene;
  const kind = factKinds.find((own) => own === params.kind);
  const capability = kind === "payroll" ? "execution.pay" : "execution.request";
  if (!kind || !mayDo(capability)) throw notFound("page", params.kind ?? "");
  const on = await dayInExercise(scene);
  const choice = ({ code, label }: { code: string; label: string }) => ({ value: code, label: `${code} — ${label}` });
  const personnel = (await naturesOn(db, on)).filter(({ spendingClass }) => spendingClass === "personnel");
  return {
    ...{ year, kind, month: monthOf(on), on: lastDayOf(monthOf(on)), commandKey: newKey() },
    units: (await visibleUnits(db, access, capability, today)).map(choice),
    activities: (await activitiesOn(db, on)).map(choice),
    natures: personnel.slice(0, mostLines).map(choice),
  };
});

export const action = guard.action({ capability: "execution.read" }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect, notFound } = scene;
  const kind = factKinds.find((own) => own === params.kind);
  if (!kind) throw notFound("page", params.kind ?? "");
  const read = readForm(form, schemaOf(kind), locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { month: typed, on, unit, activity, natures, amounts } = read.value;
  const month: Month | undefined = readMonth(typed);
  if (month === undefined) return refused({ kind: "unreadable-month", text: typed }, read.submission);
  const lines: FactLine[] = natures.flatMap((nature, index) => {
    const amount = amounts[index];
    return amount ? [{ unit, nature, activity, amount }] : [];
  });
  const input: FactsInput = { month, on, lines };
  const done = await commands[kind](context, input);
  if (!done.ok) return refused(done.refusal, read.submission);
  const there = `${monthsAddress(year, kind)}?month=${month}`;
  if (done.value.overruns.length > 0) return redirect(there, "acts.months.recordedWithOverrun");
  return redirect(there, "acts.months.recorded", { count: done.value.factIds.length });
});

export default function NewMonthPage() {
  const { year, kind, month, on, commandKey, units, activities, natures } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.months");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("newTitle", { kind })}
      crumbs={[useExecutionCrumb(year), { label: words("title", { kind, year: String(year) }), to: monthsAddress(year, kind) }]}
      message={words("message")}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <div className={styles.columns}>
            <TextField
              name="month"
              label={words("month")}
              hint={words("monthHint")}
              required
              width="short"
              defaultValue={`${month.slice(5)}/${month.slice(0, 4)}`}
            />
            <DateField name="on" label={words("on")} required defaultValue={on} />
            <SelectField name="unit" label={words("unit")} required options={units} />
            <SelectField name="activity" label={words("activity")} required options={activities} />
          </div>
          <fieldset className={styles.group}>
            <legend>{words("lines")}</legend>
            <p className={styles.note}>{words("linesHint")}</p>
            <div className={styles.columns}>
              {natures.map(({ value, label }, index) => (
                <div key={value}>
                  <input type="hidden" name={`natures[${index}]`} value={value} />
                  <AmountField name={`amounts[${index}]`} label={label} resource={resourceOfFacts[kind]} />
                </div>
              ))}
            </div>
          </fieldset>
          <ButtonRow>
            <SubmitButton>{words("record")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
