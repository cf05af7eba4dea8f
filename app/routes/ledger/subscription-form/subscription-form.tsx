import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { frequencies } from "#app/domain/ledger/subscription.ts";
import { typedCents } from "#app/domain/ledger/typing/typed-entry.ts";
import type { Day } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import type { StoredModel } from "#db/queries/ledger/entry-model.ts";
import styles from "../ledger.module.css";

export interface SubscriptionFormProps {
  readonly commandKey: string;
  readonly subscriptionId: string;
  readonly version: bigint;
  readonly model: StoredModel;
  readonly name: string;
  readonly amounts: Readonly<Record<string, bigint>>;
  readonly firstDay: Day;
  readonly frequency: (typeof frequencies)[number];
  readonly lastDay: Day | null;
  readonly answer: RefusedForm | undefined;
}

/** The model's amounts, the first day, the pace, the end. */
export function SubscriptionForm(props: SubscriptionFormProps) {
  const { commandKey, subscriptionId, version, model, name, amounts, firstDay, frequency, lastDay, answer } = props;
  const words = useTranslations("entryModels");
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" className={styles.form}>
      <Fields values={values} errors={errors}>
        <ErrorSummary general={general} />
        <CommandKey value={commandKey} />
        <input type="hidden" name="subscription" value={subscriptionId} />
        <input type="hidden" name="seen" value={String(version)} />
        <input type="hidden" name="model" value={model.id} />
        <TextField
          name="name"
          label={words("name")}
          hint={words("subscriptions.nameHint")}
          defaultValue={name}
          required
          autoComplete="off"
        />
        {model.parameters.map((parameter) => (
          <AmountField
            key={parameter.name}
            name={`amounts.${parameter.name}`}
            label={parameter.label}
            resource="EUR"
            defaultValue={parameter.name in amounts ? typedCents(amounts[parameter.name] ?? 0n) : parameter.proposed}
            required
          />
        ))}
        <DateField
          name="firstDay"
          label={words("subscriptions.firstDay")}
          hint={words("subscriptions.firstDayHint")}
          defaultValue={firstDay}
          required
        />
        <SelectField
          name="frequency"
          label={words("subscriptions.frequency")}
          defaultValue={frequency}
          required
          options={frequencies.map((each) => ({ value: each, label: words(`subscriptions.${each}`) }))}
        />
        <DateField
          name="lastDay"
          label={words("subscriptions.lastDay")}
          hint={words("subscriptions.lastDayHint")}
          defaultValue={lastDay ?? ""}
        />
        <ButtonRow>
          <SubmitButton>{words("save")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
