import { Form, useActionData } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { parseDecimal } from "#app/domain/money.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { type ReviewedResource, type ToldCause, type VarianceCause, varianceCauses } from "#app/domain/review/cause.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { said } from "../../units/said.ts";
import styles from "./explanation-form.module.css";
import type { action } from "./route.tsx";

interface ExplanationFormProps {
  readonly resource: ReviewedResource;
  readonly spendingClass: SpendingClass;
  /** What there is to tell: − for what was not used. */
  readonly gap: Quantity;
  readonly causes: readonly ToldCause[];
  readonly version: number;
  readonly commandKey: string;
}

/** A row for each cause, and what is left to tell as it is typed; whole without a script. */
export function ExplanationForm({ resource, spendingClass, gap, causes, version, commandKey }: ExplanationFormProps) {
  const words = useTranslations("review");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const own = fields.values?.["act"] === "explain";
  const told = new Map(causes.map((each) => [each.cause, each]));
  const [typed, setTyped] = useState<ReadonlyMap<VarianceCause, string>>(new Map());
  const amounts = varianceCauses.map((cause) => amountOf(typed.get(cause), told.get(cause)?.amount ?? 0n));
  const left = amounts.includes(undefined) ? undefined : gap - sum(amounts.map((amount) => amount ?? 0n));
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="act" value="explain" />
      <input type="hidden" name="spendingClass" value={spendingClass} />
      <input type="hidden" name="seenVersion" value={String(version)} />
      <Fields {...(own ? fields : {})}>
        {own && <ErrorSummary general={general} />}
        <p>{words("toTell", { gap: said(format, gap, "EUR") })}</p>
        <table className={styles.causes}>
          <caption className="visually-hidden">{words("causes")}</caption>
          <thead>
            <tr>
              <th scope="col">{words("cause")}</th>
              <th scope="col">{words("causeAmount")}</th>
              <th scope="col">{words("note")}</th>
            </tr>
          </thead>
          <tbody>
            {varianceCauses.map((cause) => (
              <tr key={cause}>
                <th scope="row">
                  {words(`steps.${cause}`)}
                  <span className={styles.meaning}>{words(`meanings.${cause}`)}</span>
                </th>
                <td
                  onInput={({ target }) => {
                    if (target instanceof HTMLInputElement) setTyped(new Map(typed).set(cause, target.value));
                  }}
                >
                  <AmountField
                    name={`causes.${cause}.amount`}
                    label={words("amountOf", { cause: words(`steps.${cause}`) })}
                    hideLabel
                    resource={resource}
                    defaultValue={told.has(cause) ? amountText(told.get(cause)?.amount ?? 0n, resource) : undefined}
                  />
                </td>
                <td>
                  <TextField
                    name={`causes.${cause}.note`}
                    label={words("noteOf", { cause: words(`steps.${cause}`) })}
                    hideLabel
                    defaultValue={told.get(cause)?.note}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words("left")}</th>
              <td className={styles.left}>
                <output>{left === undefined ? words("unread") : said(format, left, "EUR")}</output>
              </td>
              <td>{left === 0n ? words("closes") : words("leftHint")}</td>
            </tr>
          </tfoot>
        </table>
        <ButtonRow>
          <SubmitButton>{words("explain")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}

/** What a row amounts to; undefined while it is not a number. */
function amountOf(typed: string | undefined, before: Quantity): Quantity | undefined {
  if (typed === undefined) return before;
  if (typed.trim() === "") return 0n;
  const read = parseDecimal(typed);
  return read.ok ? read.value : undefined;
}
