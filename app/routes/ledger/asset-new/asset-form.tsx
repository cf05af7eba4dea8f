import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import type { AssetLine } from "#db/queries/ledger/assets.ts";
import type { Named } from "#db/queries/ledger/choices.ts";
import styles from "../ledger.module.css";
import own from "./asset-form.module.css";
import { CandidateTable } from "./candidate-table.tsx";

export interface AssetFormProps {
  readonly year: number;
  readonly exercise: { readonly firstDay: Day; readonly lastDay: Day };
  readonly commandKey: string;
  readonly chosen: string | null;
  readonly accountsWithLines: readonly string[];
  readonly candidates: readonly AssetLine[];
  readonly prorata: "month" | "day";
  readonly accounts: readonly Named[];
  readonly units: readonly Named[];
  readonly answer: RefusedForm | undefined;
}

/** The lines first (they give the value), then what they are; complete without a script. */
export function AssetForm({ commandKey, chosen, accountsWithLines, candidates, prorata, accounts, units, answer }: AssetFormProps) {
  const words = useTranslations("assets");
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  const options = (choices: readonly Named[]) => choices.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` }));
  const [first] = candidates;
  const account = chosen ?? (accountsWithLines.length === 1 ? accountsWithLines[0] : undefined);
  return (
    <>
      {accountsWithLines.length > 1 && <AccountLinks accounts={accountsWithLines} chosen={chosen} />}
      <Form method="post" className={own.form}>
        <Fields values={values} errors={errors}>
          <ErrorSummary general={general} />
          <CommandKey value={commandKey} />
          <Section title={words("candidates")}>
            <CandidateTable candidates={candidates} />
          </Section>
          <Section title={words("description")}>
            <div className={own.form}>
              <div className={own.grid}>
                <TextField name="label" label={words("label")} required autoComplete="off" />
                <SelectField
                  name="account"
                  label={words("account")}
                  required
                  defaultValue={account && /^2[01]/.test(account) ? account : undefined}
                  options={options(accounts)}
                />
                <SelectField name="unit" label={words("unit")} required defaultValue={first?.unit ?? undefined} options={options(units)} />
                <TextField name="quantity" label={words("quantity")} defaultValue="1" required width="short" />
                <DateField name="acquiredOn" label={words("acquiredOn")} hint={words("acquiredHint")} />
                <DateField name="commissionedOn" label={words("commissionedOn")} hint={words("commissionedHint")} />
                <AmountField name="gross" label={words("gross")} resource="EUR" hint={words("grossHint")} />
                <AmountField name="residual" label={words("residual")} resource="EUR" />
                <TextField name="duration" label={words("durationMonths")} hint={words("durationHint")} width="short" />
                <SelectField
                  name="prorata"
                  label={words("prorataHead")}
                  required
                  defaultValue={prorata}
                  options={(["month", "day"] as const).map((value) => ({ value, label: words(`prorata.${value}`) }))}
                />
              </div>
              <TextAreaField name="note" label={words("note")} rows={2} />
              <div>
                <SubmitButton>{words("register")}</SubmitButton>
              </div>
            </div>
          </Section>
        </Fields>
      </Form>
    </>
  );
}

function AccountLinks({ accounts, chosen }: { readonly accounts: readonly string[]; readonly chosen: string | null }) {
  const words = useTranslations("assets");
  return (
    <nav aria-label={words("accounts")}>
      <ul className={styles.filters}>
        {[null, ...accounts].map((account) => (
          <li key={account ?? ""}>
            <Link
              to={account === null ? "?" : `?account=${account}`}
              className={buttonClass()}
              aria-current={account === chosen ? "true" : undefined}
            >
              {account === null ? words("allAccounts") : words("ofAccount", { account })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
