import { useTranslations } from "use-intl";
import { Field, type FieldProps } from "#app/ui/form/field.tsx";
import styles from "#app/ui/form/form.module.css";
import type { Choice } from "#app/ui/form/select-field.tsx";

/** One of many: the code is typed, or found by its words in the browser's own list. For what is too long for a list to walk. */
export function ChoiceField({ options, ...field }: FieldProps & { readonly options: readonly Choice[] }) {
  const words = useTranslations("acts");
  const list = `${field.id ?? field.name}-list`;
  return (
    <Field field={{ hint: words("choiceHint"), ...field }}>
      {({ required, ...control }) => (
        <>
          <input {...control} aria-required={required} type="text" list={list} className={`${control.className} ${styles.medium}`} />
          <datalist id={list}>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
