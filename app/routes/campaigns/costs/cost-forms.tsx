import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { CostHypotheses } from "#app/domain/forecast/staff/cost.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../index/campaigns.module.css";

interface Coded {
  readonly code: string;
  readonly label: string;
}
interface SettingProps {
  readonly year: number;
  readonly answer: RefusedForm | undefined;
  readonly commandKey: string;
}

const perStaff = ["categoryMeasures", "rebasing", "other"] as const;
const rates = ["generalMeasures", "gvtPlus", "gvtMinus", "pensions"] as const;

/** Sets what an ETPT of a category costs from a year on. */
export function CostForm({ year, categories, ...form }: SettingProps & { readonly categories: readonly Coded[] }) {
  const words = useTranslations("staff.costs");
  return (
    <SettingForm intent="cost" title={words("costForm")} submit={words("saveCost")} {...form}>
      <SelectField name="category" id="cost-category" label={words("category")} required options={categories.map(optionOf)} />
      <TextField name="fromYear" id="cost-fromYear" label={words("fromYear")} required width="short" defaultValue={String(year)} />
      <AmountField name="cost" label={words("cost")} required resource="EUR" />
      {perStaff.map((name) => (
        <AmountField key={name} name={name} label={words(name)} hint={words("optional")} resource="EUR" />
      ))}
    </SettingForm>
  );
}

/** Sets the general hypotheses from a year on; the form starts from those in force. */
export function HypothesesForm({
  year,
  natures,
  current,
  ...form
}: SettingProps & { readonly natures: readonly Coded[]; readonly current: CostHypotheses | undefined }) {
  const words = useTranslations("staff.costs");
  return (
    <SettingForm intent="hypotheses" title={words("hypothesesForm")} submit={words("saveHypotheses")} {...form}>
      <TextField name="fromYear" id="hypotheses-fromYear" label={words("fromYear")} required width="short" defaultValue={String(year)} />
      {rates.map((name) => (
        <TextField
          key={name}
          name={name}
          label={words(name)}
          hint={words("rateHint")}
          width="short"
          defaultValue={current && amountText(current[name], "CP")}
        />
      ))}
      <SelectField
        name="pensionsNature"
        label={words("pensionsNature")}
        required
        defaultValue={current?.pensionsNature}
        options={natures.map(optionOf)}
      />
    </SettingForm>
  );
}

function SettingForm({
  intent,
  title,
  submit,
  answer,
  commandKey,
  children,
}: Omit<SettingProps, "year"> & {
  readonly intent: string;
  readonly title: string;
  readonly submit: string;
  readonly children: ReactNode;
}) {
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  // A refusal is told in the form that was sent.
  const own = fields.values["intent"] === intent;
  return (
    <Section title={title}>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <input type="hidden" name="intent" value={intent} />
        <Fields {...(own ? fields : { values: {}, errors: {} })}>
          {own && <ErrorSummary general={general} />}
          {children}
          <ButtonRow>
            <SubmitButton>{submit}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Section>
  );
}

function optionOf({ code, label }: Coded) {
  return { value: code, label: `${code} — ${label}` };
}
