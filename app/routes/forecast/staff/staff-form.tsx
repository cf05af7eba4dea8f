import { Form } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { RequestKind } from "#app/domain/forecast/request-state.ts";
import { fullYearEffect, type StaffLine, staffOf } from "#app/domain/forecast/staff/staff-line.ts";
import { parseDecimal } from "#app/domain/money.ts";
import { isMonth } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { MonthField, TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import formStyles from "../forecast.module.css";
import type { StaffShown } from "./load-staff.ts";
import styles from "./staff.module.css";

interface StaffFormProps {
  readonly staff: StaffShown;
  readonly kind: RequestKind;
  readonly answer: RefusedForm | undefined;
  readonly commandKey: string;
  readonly seenRevision: bigint;
}

const spareLines = 4;

/** The staff of a request as one plain form, with spare lines; the ETPT of each year follows what is typed where there is a script. */
export function StaffForm({ staff, kind, answer, commandKey, seenRevision }: StaffFormProps) {
  const words = useTranslations("staff");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const [typed, setTyped] = useState<readonly (StaffLine | undefined)[]>();
  const { lines } = staff;
  const indices = Array.from({ length: lines.length + spareLines }, (_, index) => index);
  const follow = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget);
    setTyped(indices.map((index) => typedLine(form, index)));
  };
  const fieldset = (index: number) => (
    <StaffFieldset key={index} index={index} staff={staff} kind={kind} shown={typed ? typed[index] : lines[index]} />
  );
  return (
    <Form method="post" className={formStyles.form} onInput={follow}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="seenRevision" value={fields.values["seenRevision"] ?? seenRevision.toString()} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <div className={formStyles.stack}>
          {indices.slice(0, lines.length + 1).map(fieldset)}
          <details className={formStyles.more} open={answer !== undefined || undefined}>
            <summary>{words("more")}</summary>
            <div className={formStyles.stack}>{indices.slice(lines.length + 1).map(fieldset)}</div>
          </details>
        </div>
        <ButtonRow>
          <SubmitButton>{words("save")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}

function StaffFieldset({
  index,
  staff,
  kind,
  shown,
}: {
  readonly index: number;
  readonly staff: StaffShown;
  readonly kind: RequestKind;
  readonly shown: StaffLine | undefined;
}) {
  const words = useTranslations("staff");
  const { lines, years, categories, activities } = staff;
  const line = lines[index];
  const name = (field: string) => `staff[${index}].${field}`;
  const option = ({ code, label }: { code: string; label: string }) => ({ value: code, label: `${code} — ${label}` });
  const [first = 0, last = first] = [years[0], years.at(-1)];
  const months = { min: `${first}-01`, max: `${last}-12` };
  const effect = shown && fullYearEffect(shown, first);
  return (
    <fieldset className={formStyles.line}>
      <legend>{words(line ? "line" : "newLine", { number: index + 1 })}</legend>
      <div className={styles.fields}>
        <SelectField name={name("category")} label={words("category")} defaultValue={line?.category} options={categories.map(option)} />
        <SelectField name={name("activity")} label={words("activity")} defaultValue={line?.activity} options={activities.map(option)} />
        <TextField
          name={name("fte")}
          label={words("fte")}
          hint={words("fteHint")}
          width="short"
          defaultValue={line && amountText(line.fte, "DAY")}
        />
        {kind !== "saving" && (
          <MonthField
            name={name("entry")}
            label={words("entry")}
            hint={words("entryHint", { year: String(first - 1) })}
            defaultValue={line?.entry ?? undefined}
            {...months}
          />
        )}
        <MonthField name={name("exit")} label={words("exit")} hint={words("exitHint")} defaultValue={line?.exit ?? undefined} {...months} />
        <TextField name={name("label")} label={words("label")} defaultValue={line?.label} />
      </div>
      <output className={styles.computed}>
        {shown &&
          years.map((year) => (
            <span key={year}>{words("live", { year: String(year), etpt: amountText(staffOf(kind, shown, year), "ETPT") })}</span>
          ))}
        {effect !== undefined && effect !== 0n && years.length > 1 && (
          <span>{words("fullYearOf", { year: String(first + 1), etpt: amountText(effect, "ETPT") })}</span>
        )}
      </output>
      {line && (
        <label className={formStyles.tick}>
          <input type="checkbox" name={name("remove")} /> {words("remove")}
        </label>
      )}
    </fieldset>
  );
}

/** What a line of the form says as it is typed; undefined while it says nobody. */
function typedLine(form: FormData, index: number): StaffLine | undefined {
  const text = (field: string) => String(form.get(`staff[${index}].${field}`) ?? "").trim();
  const month = (field: string) => (isMonth(text(field)) ? text(field) : null);
  const fte = parseDecimal(text("fte"));
  if (!fte.ok || fte.value <= 0n || form.get(`staff[${index}].remove`) !== null) return undefined;
  return { category: text("category"), activity: text("activity"), fte: fte.value, entry: month("entry"), exit: month("exit"), label: "" };
}
