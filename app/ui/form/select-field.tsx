import { useTranslations } from "use-intl";
import { Field, type FieldProps } from "./field.tsx";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A list to choose from; grouped when `groups` is given. Without a default it starts on « Choisir… », which sends nothing. */
export function SelectField({
  options,
  groups,
  none,
  ...field
}: FieldProps & {
  readonly options?: readonly Choice[];
  readonly groups?: readonly { readonly label: string; readonly options: readonly Choice[] }[];
  /** What choosing nothing means, where « Aucun » does not say it: « Tous » of a filter. */
  readonly none?: string;
}) {
  const words = useTranslations("common");
  return (
    <Field field={field}>
      {({ required, ...control }) => (
        <select {...control} aria-required={required}>
          {(!required || control.defaultValue === undefined) && (
            <option value="">{required ? words("choose") : (none ?? words("none"))}</option>
          )}
          {options?.map(toOption)}
          {groups?.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.options.map(toOption)}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

function toOption({ value, label }: Choice) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}
