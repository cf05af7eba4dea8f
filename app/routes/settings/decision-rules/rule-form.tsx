import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type Decider, type DecisionRule, decisionPhases } from "#app/domain/arbitration/authority.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "./decision-rules.module.css";

interface RuleFormProps {
  readonly rules: readonly DecisionRule[];
  /** The login of each person that a rule names, and of those that one may name. */
  readonly people: readonly { readonly id: bigint; readonly login: string; readonly name: string }[];
  /** How many rows are drawn. */
  readonly rows: number;
  readonly from: string;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

type Start = Omit<DecisionRule, "decider"> & { readonly decider: Decider | null };

/** The table as a plain form: a row left without a decider is none. */
export function RuleForm({ rules, people, rows, from, commandKey, answer }: RuleFormProps) {
  const words = useTranslations("authority.rules");
  const forecast = useTranslations("forecast");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const choiceOf = (decider: Decider) =>
    decider.kind === "role"
      ? `role:${decider.whole ? "whole" : "unit"}`
      : `person:${people.find(({ id }) => id === decider.id)?.login ?? ""}`;
  const starts = decisionPhases.flatMap((phase): readonly Start[] => {
    const own = rules.filter((rule) => rule.phase === phase);
    return own.length > 0 ? own : [{ phase, spendingClass: null, upTo: null, decider: null }];
  });
  return (
    <Section title={words("edit")}>
      <p>{words("editHint")}</p>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          {Array.from({ length: rows }, (_, index) => {
            const start = starts[index];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <fieldset key={index} className={styles.row}>
                <legend className="visually-hidden">{words("row", { row: index + 1 })}</legend>
                <SelectField
                  name={`rules[${index}].phase`}
                  label={words("phase")}
                  required
                  defaultValue={start?.phase ?? "conference"}
                  options={decisionPhases.map((value) => ({ value, label: words(`phases.${value}`) }))}
                />
                <SelectField
                  name={`rules[${index}].spendingClass`}
                  label={words("class")}
                  none={words("anyClass")}
                  defaultValue={start?.spendingClass ?? ""}
                  options={[...spendingClasses].reverse().map((value) => ({ value, label: forecast(`classes.${value}`) }))}
                />
                <AmountField
                  name={`rules[${index}].upTo`}
                  label={words("upTo")}
                  hint={index === 0 ? words("amountHint") : undefined}
                  resource="EUR"
                  defaultValue={start?.upTo == null ? undefined : amountText(start.upTo, "CP")}
                />
                <SelectField
                  name={`rules[${index}].decider`}
                  label={words("decider")}
                  none={words("noDecider")}
                  defaultValue={start?.decider ? choiceOf(start.decider) : ""}
                  groups={[
                    {
                      label: words("roles"),
                      options: [
                        { value: "role:unit", label: words("deciders.unit") },
                        { value: "role:whole", label: words("deciders.whole") },
                      ],
                    },
                    { label: words("people"), options: people.map(({ login, name }) => ({ value: `person:${login}`, label: name })) },
                  ]}
                />
              </fieldset>
            );
          })}
          <div className={styles.row}>
            <DateField name="validFrom" label={words("from")} required defaultValue={from} min={from} />
            <TextField name="reason" label={words("reason")} required width="medium" />
          </div>
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
            <Link className={buttonClass()} to={`?rows=${rows + 3}`} preventScrollReset>
              {words("more")}
            </Link>
          </ButtonRow>
        </Fields>
      </Form>
    </Section>
  );
}
