import type { Resource } from "#app/domain/quantity.ts";
import { classNames } from "../class-names.ts";
import type { DisplayUnit } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import { Field, type FieldProps } from "./field.tsx";
import styles from "./form.module.css";

/** `aria-required` rather than `required`: the browser's own bubbles would hide our messages, which are in the reader's language. */
function unforced<Control extends { readonly required: boolean | undefined }>({ required, ...control }: Control) {
  return { ...control, "aria-required": required };
}

export function TextField({
  type = "text",
  width,
  ...field
}: FieldProps & { readonly type?: "text" | "password" | "search" | "email"; readonly width?: "short" | "medium" }) {
  return (
    <Field field={field}>
      {(control) => <input {...unforced(control)} type={type} className={classNames(control.className, width && styles[width])} />}
    </Field>
  );
}

export function TextAreaField({ rows = 3, ...field }: FieldProps & { readonly rows?: number }) {
  return <Field field={field}>{(control) => <textarea {...unforced(control)} rows={rows} />}</Field>;
}

/** A native date field: the browser writes dd/MM/yyyy and sends yyyy-MM-dd, as the domain keeps days. */
export function DateField({ min, max, ...field }: FieldProps & { readonly min?: string; readonly max?: string }) {
  return (
    <Field field={field}>
      {(control) => (
        <input {...unforced(control)} type="date" min={min} max={max} className={classNames(control.className, styles.short)} />
      )}
    </Field>
  );
}

/** A month: « 2027-03 », which browsers that know months also send; the others let it be typed. */
export function MonthField({ min, max, ...field }: FieldProps & { readonly min?: string; readonly max?: string }) {
  return (
    <Field field={field}>
      {(control) => (
        <input {...unforced(control)} type="month" min={min} max={max} className={classNames(control.className, styles.short)} />
      )}
    </Field>
  );
}

/** A typed amount: text, so that « 1 234,56 » and « (1 200) » are read by `parseDecimal`, with its unit beside it. */
export function AmountField({ resource, unit, ...field }: FieldProps & { readonly resource: Resource; readonly unit?: DisplayUnit }) {
  const format = useFormat();
  return (
    <Field field={field}>
      {(control) => (
        <span className={styles.withUnit}>
          <input
            {...unforced(control)}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className={classNames(control.className, styles.amount)}
          />
          <span aria-hidden className={styles.unit}>
            {format.unit(resource, unit)}
          </span>
        </span>
      )}
    </Field>
  );
}
