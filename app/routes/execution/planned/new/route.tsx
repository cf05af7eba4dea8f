import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { addPlannedExpenses } from "#app/commands/save-planned-expenses.ts";
import { codeField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { plannedAddress, plannedExpenseAddress } from "../../../units/addresses.ts";
import styles from "../../../units/units.module.css";
import { useExecutionCrumb } from "../../execution-crumb.ts";
import { ExpenseFields } from "../expense-fields.tsx";
import { planChoices } from "../plan-choices.ts";
import { atItsField, expenseIn, expenseSchema } from "../read-planned.ts";
import { UnitChoice } from "../unit-choice.tsx";

export const loader = guard.loader({ capability: "execution.plan" }, async (scene) => {
  return { year: scene.year, key: scene.newKey(), ...(await planChoices(scene)) };
});

export const action = guard.action({ capability: "execution.plan" }, async ({ form, locale, context, year, refused, redirect }) => {
  const fields = readForm(form, expenseSchema.extend({ unit: codeField() }), locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const expense = expenseIn(fields.value, year);
  const told = (kind: string) => atItsField(fields.submission, kind, fields.value);
  if (!expense.ok) return refused(expense.refusal, told(expense.refusal.kind));
  const added = await addPlannedExpenses(context, { year, unit: fields.value.unit, expenses: [expense.value] });
  if (!added.ok) return refused(added.refusal, told(added.refusal.kind));
  return redirect(plannedExpenseAddress(year, added.value.ids[0] ?? ""), "planned.added", { count: 1 });
});

export default function NewPlannedExpensePage() {
  const { year, key, units, unit, lines } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("planned");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Page title={words("newTitle")} crumbs={[useExecutionCrumb(year), { label: words("title"), to: plannedAddress(year) }]}>
      <UnitChoice units={units} unit={unit} />
      {unit !== undefined && (
        <Form method="post" className={styles.form}>
          <CommandKey value={key} />
          <input type="hidden" name="unit" value={unit} />
          <Fields {...fields}>
            <ErrorSummary general={general} />
            <ExpenseFields lines={lines} />
            <ButtonRow>
              <SubmitButton>{words("add")}</SubmitButton>
            </ButtonRow>
          </Fields>
        </Form>
      )}
    </Page>
  );
}
