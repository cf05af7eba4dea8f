import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import { useFieldValues } from "./field-values.tsx";
import styles from "./form.module.css";

/** What every field is given. The error and the typed value come from `Fields` unless said here. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  /** Two forms of one page that share a name need different ids; the name unless said. */
  readonly id?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly defaultValue?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** The label stays for assistive technology and is not drawn: in the rows of a table, under a head that says it. */
  readonly hideLabel?: boolean | undefined;
  readonly autoComplete?: string | undefined;
}

/** What a control needs to be tied to its label, its hint and its error. */
export interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly className: string | undefined;
  readonly defaultValue: string | undefined;
  readonly required: boolean | undefined;
  readonly disabled: boolean | undefined;
  readonly autoComplete: string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
}

/** Label, hint, control, error: in this order on screen and in the reading order. */
export function Field({ field, children }: { readonly field: FieldProps; readonly children: (control: ControlProps) => ReactNode }) {
  const words = useTranslations("common");
  const { values, errors } = useFieldValues();
  const id = field.id ?? field.name;
  const error = field.error ?? errors[field.name];
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={classNames(styles.field, error !== undefined && styles.wrong)}>
      <label htmlFor={id} className={field.hideLabel ? "visually-hidden" : styles.label}>
        {field.label}
        {field.required && <span className={styles.required}> ({words("required")})</span>}
      </label>
      {field.hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {field.hint}
        </p>
      )}
      {children({
        id,
        name: field.name,
        className: styles.control,
        defaultValue: values[field.name] ?? field.defaultValue,
        required: field.required,
        disabled: field.disabled,
        autoComplete: field.autoComplete,
        "aria-invalid": error === undefined ? undefined : true,
        "aria-describedby": described === "" ? undefined : described,
      })}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          <CircleAlert aria-hidden size={16} strokeWidth={2} />
          <span>
            <span className="visually-hidden">{words("error")}: </span>
            {error}
          </span>
        </p>
      )}
    </div>
  );
}
