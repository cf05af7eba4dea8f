import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { LineDifference } from "#app/domain/ledger/statements/difference.ts";
import type { MappingChange } from "#app/domain/ledger/statements/mapping-change.ts";
import type { Day } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../ledger.module.css";
import own from "./mapping.module.css";

export interface LineChoice {
  readonly code: string;
  readonly label: string;
  readonly takes: boolean;
}

interface ChangeFormProps {
  readonly prefix: string;
  readonly from: Day;
  readonly closedUntil: Day | null;
  readonly lines: readonly LineChoice[];
  readonly change: MappingChange | null;
  readonly refusal: string | null;
}

/** What one wants to try: nothing is written until the difference has been seen. */
export function ChangeForm({ prefix, from, closedUntil, lines, change, refusal }: ChangeFormProps) {
  const words = useTranslations("statements");
  const format = useFormat();
  return (
    <>
      {refusal !== null && <Notice kind="refusal">{refusal}</Notice>}
      <Form method="get" className={own.change} preventScrollReset>
        <TextField
          name="prefix"
          label={words("mapping.prefix")}
          defaultValue={change?.prefix ?? prefix}
          required
          width="short"
          autoComplete="off"
        />
        <SelectField
          name="side"
          label={words("mapping.side")}
          defaultValue={change?.side ?? "either"}
          required
          options={(["either", "debit", "credit"] as const).map((value) => ({ value, label: words(`mapping.sides.${value}`) }))}
        />
        <SelectField
          name="line"
          label={words("mapping.line")}
          defaultValue={change?.line ?? ""}
          options={lines.filter(({ takes }) => takes).map(({ code, label }) => ({ value: code, label: `${code} · ${label}` }))}
        />
        <SelectField
          name="measure"
          label={words("measureHead")}
          defaultValue={change?.measure ?? "gross"}
          required
          options={(["gross", "depreciation"] as const).map((value) => ({ value, label: words(`measure.${value}`) }))}
        />
        <DateField name="from" label={words("mapping.from")} defaultValue={change?.from ?? from} required />
        <SubmitButton look="plain">{words("mapping.preview")}</SubmitButton>
      </Form>
      {closedUntil !== null && <p className={styles.muted}>{words("mapping.closedUntil", { day: format.day(closedUntil) })}</p>}
    </>
  );
}

interface ApplyFormProps {
  readonly change: MappingChange;
  readonly difference: readonly LineDifference[];
  readonly showsAmounts: boolean;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

/** The difference that the change makes, then the reason and the button. */
export function ApplyForm({ change, difference, showsAmounts, commandKey, answer }: ApplyFormProps) {
  const words = useTranslations("statements");
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  return (
    <>
      {showsAmounts ? <DifferenceTable difference={difference} /> : <p className={styles.muted}>{words("mapping.noAmounts")}</p>}
      <Form method="post" className={styles.form}>
        <Fields values={values} errors={errors}>
          <ErrorSummary general={general} />
          <CommandKey value={commandKey} />
          {Object.entries({ ...change, line: change.line ?? "" }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextAreaField name="reason" label={words("mapping.reason")} required rows={2} />
          <div>
            <SubmitButton>{words("mapping.apply")}</SubmitButton>
          </div>
        </Fields>
      </Form>
    </>
  );
}

function DifferenceTable({ difference }: { readonly difference: readonly LineDifference[] }) {
  const words = useTranslations("statements");
  const format = useFormat();
  const unit = format.unit("EUR");
  const columns: Column<LineDifference>[] = [
    { key: "line", head: words("mapping.line"), cell: ({ code, label }) => `${code} · ${label}` },
    { key: "before", head: words("mapping.before"), unit, align: "end", cell: ({ before }) => <Amount quantity={before} resource="EUR" /> },
    { key: "after", head: words("mapping.after"), unit, align: "end", cell: ({ after }) => <Amount quantity={after} resource="EUR" /> },
    {
      key: "gap",
      head: words("variation"),
      unit,
      align: "end",
      cell: ({ before, after }) => <Amount quantity={after - before} resource="EUR" sign="always" />,
    },
  ];
  return (
    <DataTable
      caption={words("mapping.difference")}
      columns={columns}
      rows={difference}
      rowKey={({ code }) => code}
      empty={<EmptyState title={words("mapping.noDifference")} />}
    />
  );
}
