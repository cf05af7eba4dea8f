import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { certainties, incomeKinds } from "#app/domain/forecast/income.ts";
import { monthOfYear } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { IncomeRow } from "#db/queries/forecast/income.ts";
import styles from "../forecast.module.css";

interface IncomeFormProps {
  readonly year: number;
  /** The one that is changed; a new one without. */
  readonly income: IncomeRow | undefined;
  readonly lines: readonly { readonly id: string; readonly label: string }[];
  readonly answer: RefusedForm | undefined;
  readonly commandKey: string;
  readonly back: string;
}

const yearsOffered = 5;

/** What is expected, from whom, when, how surely and for what: complete without a script. */
export function IncomeForm({ year, income, lines, answer, commandKey, back }: IncomeFormProps) {
  const words = useTranslations("income");
  const common = useTranslations("common");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const years = new Set([...Array.from({ length: yearsOffered }, (_, offset) => year + offset), ...(income ? [income.targetYear] : [])]);
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="act" value="save" />
      {income && <input type="hidden" name="incomeId" value={income.id} />}
      <input type="hidden" name="seenVersion" value={fields.values.seenVersion ?? String(income?.version ?? 0)} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <div className={styles.columns}>
          <div className={styles.stack}>
            <SelectField
              name="kind"
              label={words("kind")}
              required
              defaultValue={income?.kind ?? "earmarkedFund"}
              options={incomeKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
            />
            <TextField name="payer" label={words("payer")} required defaultValue={income?.payer} />
            <AmountField
              name="amount"
              label={words("amount")}
              required
              resource="CP"
              defaultValue={income ? amountText(income.amount, "CP") : undefined}
            />
            <SelectField
              name="certainty"
              label={words("certainty")}
              required
              defaultValue={income?.certainty ?? "probable"}
              options={certainties.map((value) => ({ value, label: words(`certainties.${value}`) }))}
            />
          </div>
          <div className={styles.stack}>
            <SelectField
              name="month"
              label={words("month")}
              required
              defaultValue={income ? String(income.month) : undefined}
              options={months.map((month) => ({ value: String(month), label: format.month(monthOfYear(year, month), "long") }))}
            />
            <SelectField
              name="targetYear"
              label={words("year")}
              required
              defaultValue={String(income?.targetYear ?? year)}
              options={[...years].sort().map((own) => ({ value: String(own), label: String(own) }))}
            />
            <TextAreaField name="purpose" label={words("purpose")} hint={words("purposeHint")} required defaultValue={income?.purpose} />
            <SelectField
              name="lineId"
              label={words("line")}
              hint={words("lineHint")}
              defaultValue={income?.lineId ?? ""}
              options={lines.map(({ id, label }) => ({ value: id, label }))}
            />
          </div>
        </div>
        <ButtonRow>
          <SubmitButton>{words(income ? "save" : "add")}</SubmitButton>
          {income && (
            <Link className={buttonClass()} to={back}>
              {common("cancel")}
            </Link>
          )}
        </ButtonRow>
      </Fields>
    </Form>
  );
}
