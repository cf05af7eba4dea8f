import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf, type LastResult } from "#app/ui/form/last-result.ts";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { Availability } from "../availability/live.tsx";
import { ChoiceField } from "../choice-field.tsx";
import { OverrideField, RefusedWays } from "../override-field.tsx";
import type { LevelWithWays } from "../way-out.ts";
import { mostLines, scheduledYears, typedLines } from "./lines.ts";

/** What a form that is opened from elsewhere starts with, as it would be typed. */
export interface CommitmentStart {
  readonly planned: string;
  readonly label: string;
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly amount: string;
  readonly schedule: readonly string[];
}

export interface CommitmentFormProps {
  readonly year: number;
  readonly on: string;
  readonly commandKey: string;
  readonly start: CommitmentStart;
  readonly units: readonly (Choice & { readonly available: bigint })[];
  readonly natures: readonly Choice[];
  readonly activities: readonly Choice[];
  readonly parties: readonly Choice[];
  readonly contracts: readonly Choice[];
  readonly operations: readonly Choice[];
  readonly mayExceed: boolean;
  readonly answer: { readonly lastResult: LastResult; readonly lines?: number; readonly ways?: readonly LevelWithWays[] } | undefined;
}

/** One commitment of one line or of several, with what is available as it is typed. */
export function CommitmentForm(props: CommitmentFormProps) {
  const { year, on, commandKey, start, parties, contracts, mayExceed, answer } = props;
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const count = answer?.lines ?? 1;
  return (
    <Form method="post" className={styles.form} preventScrollReset>
      <CommandKey value={commandKey} />
      <input type="hidden" name="planned" value={start.planned} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <RefusedWays ways={answer?.ways} />
        <div className={styles.columns}>
          <DateField name="on" label={words("day")} required defaultValue={on} />
          <ChoiceField name="party" label={words("party")} required options={parties} />
          <SelectField name="contract" label={acts("contract")} hint={acts("contractHint")} options={contracts} />
        </div>
        <TextField name="label" label={words("label")} required defaultValue={start.label} />
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of a form is its place
          <LineFields key={index} index={index} props={props} isNew={index > 0 && index === count - 1} />
        ))}
        <Availability year={year} resource="AE" read={typedLines} />
        {mayExceed && <OverrideField open={(answer?.ways ?? []).length > 0} />}
        <ButtonRow>
          <SubmitButton>{words("commit")}</SubmitButton>
          {count < mostLines && (
            <SubmitButton look="plain" name="act" value="more">
              {acts("addLine")}
            </SubmitButton>
          )}
          {count > 1 && (
            <SubmitButton look="plain" name="act" value="fewer">
              {acts("removeLine")}
            </SubmitButton>
          )}
        </ButtonRow>
      </Fields>
    </Form>
  );
}

function LineFields({ index, props, isNew }: { readonly index: number; readonly props: CommitmentFormProps; readonly isNew: boolean }) {
  const { year, start, units, natures, activities, operations } = props;
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const format = useFormat();
  const first = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (isNew) first.current?.querySelector("select")?.focus();
  }, [isNew]);
  const name = (field: string) => `lines[${index}].${field}`;
  const from = index === 0 ? start : undefined;
  const labelled = units.map(({ value, label, available }) => ({
    value,
    label: words("unitWithRoom", { code: value, unit: label, available: said(format, available, "AE") }),
  }));
  return (
    <fieldset ref={first} className={styles.group}>
      <legend>{acts("lineLegend", { line: index + 1 })}</legend>
      <div className={styles.stack}>
        <div className={styles.columns}>
          <SelectField
            name={name("unit")}
            label={words("payingUnit")}
            required
            options={labelled}
            defaultValue={from?.unit || (units.length === 1 ? units[0]?.value : undefined)}
          />
          <SelectField
            name={name("beneficiaryUnit")}
            label={words("beneficiary")}
            hint={words("beneficiaryHint")}
            none={words("beneficiarySame")}
            options={units}
          />
          <SelectField name={name("nature")} label={words("nature")} required options={natures} defaultValue={from?.nature || undefined} />
          <SelectField
            name={name("activity")}
            label={words("activity")}
            required
            options={activities}
            defaultValue={from?.activity || undefined}
          />
          <AmountField name={name("amount")} label={words("amountAe")} resource="AE" required defaultValue={from?.amount} />
          {operations.length > 0 && (
            <SelectField name={name("operation")} label={acts("operation")} hint={acts("operationHint")} options={operations} />
          )}
        </div>
        <details open={from ? from.schedule.some((part) => part !== "") || undefined : undefined}>
          <summary>{words("schedule")}</summary>
          <p className={styles.note}>{words("scheduleHint")}</p>
          <div className={styles.columns}>
            {Array.from({ length: scheduledYears }, (_, offset) => (
              <AmountField
                // biome-ignore lint/suspicious/noArrayIndexKey: a year is its place
                key={offset}
                name={name(`schedule[${offset}]`)}
                label={words("scheduleYear", { year: String(year + offset) })}
                resource="CP"
                defaultValue={from?.schedule[offset]}
              />
            ))}
          </div>
        </details>
      </div>
    </fieldset>
  );
}
