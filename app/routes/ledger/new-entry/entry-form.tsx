import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import type { Named } from "#db/queries/ledger/choices.ts";
import { Balance } from "./balance.tsx";
import styles from "./entry-form.module.css";
import { LineRows } from "./line-rows.tsx";
import { useEntryKeys } from "./use-entry-keys.ts";
import { useLines } from "./use-lines.ts";

export interface EntryFormProps {
  readonly on: Day;
  readonly exercise: { readonly firstDay: Day; readonly lastDay: Day } | null;
  readonly commandKey: string;
  readonly journal: string;
  readonly lineCount: number;
  readonly choices: {
    readonly journals: readonly Named[];
    readonly accounts: readonly Named[];
    readonly parties: readonly Named[];
    readonly units: readonly Named[];
  };
  readonly answer: RefusedForm | undefined;
}

/** An entry typed from the keyboard: head, lines, balance. Complete without a script, which only adds the totals as they are typed. */
export function EntryForm({ on, exercise, commandKey, journal, lineCount, choices, answer }: EntryFormProps) {
  const words = useTranslations("ledger");
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  const { count, totals, read } = useLines(lineCount, values);
  const keys = useEntryKeys();
  return (
    <Form method="post" className={styles.form} onInput={read} onKeyDown={keys}>
      <Fields values={values} errors={errors}>
        <ErrorSummary general={general} />
        <CommandKey value={commandKey} />
        <div className={styles.head}>
          <SelectField
            name="journal"
            label={words("journal.head")}
            defaultValue={journal}
            required
            options={choices.journals.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` }))}
          />
          <DateField
            name="date"
            label={words("entry.date")}
            defaultValue={on}
            required
            {...(exercise ? { min: exercise.firstDay, max: exercise.lastDay } : {})}
          />
          <TextField name="label" label={words("entry.label")} required autoComplete="off" />
          <label className={styles.tick}>
            <input type="checkbox" name="complementary" defaultChecked={values["complementary"] === "on"} />
            {words("newEntry.complementary")}
          </label>
        </div>
        <LineRows count={count} />
        <Suggestions id="accounts" choices={choices.accounts} />
        <Suggestions id="parties" choices={choices.parties} />
        <Suggestions id="units" choices={choices.units} />
        <Balance totals={totals} />
        <ButtonRow>
          <SubmitButton>{words("newEntry.submit")}</SubmitButton>
          <noscript>
            <Link to="?lines=many" className={buttonClass()}>
              {words("newEntry.manyLines")}
            </Link>
          </noscript>
        </ButtonRow>
      </Fields>
    </Form>
  );
}

/** What the browser proposes while a code is typed, by code or by word. */
function Suggestions({ id, choices }: { readonly id: string; readonly choices: readonly Named[] }) {
  return (
    <datalist id={id}>
      {choices.map(({ code, label }) => (
        <option key={code} value={code}>
          {`${code} · ${label}`}
        </option>
      ))}
    </datalist>
  );
}
