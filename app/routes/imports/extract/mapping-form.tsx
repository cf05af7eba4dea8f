import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ExtractChoices } from "#app/domain/chorus/choices.ts";
import { type ExtractKind, fieldsOf, kindFields } from "#app/domain/chorus/kind.ts";
import { dayForms } from "#app/domain/fec/dialect.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import own from "#app/ui/table/mapping.module.css";
import styles from "../../units/units.module.css";
import { columnField, constantField } from "./field-names.ts";
import type { ShownReading } from "./load-extract.ts";

interface MappingFormProps {
  readonly kind: ExtractKind;
  readonly asOf: string;
  readonly choices: ExtractChoices;
  readonly reading: ShownReading;
  readonly checked: boolean;
  readonly commandKey: string;
}

const shownValues = 3;

/** Which column says what, how days and amounts are written, what every row says: remembered for the next extract of this kind and site. */
export function MappingForm({ kind, asOf, choices, reading, checked, commandKey }: MappingFormProps) {
  const words = useTranslations("extracts");
  const { names, sample, columns, sheets, sheet, head } = reading;
  const unused = names.filter((name) => !Object.values(columns).includes(name));
  const valuesOf = (name: string | undefined) => {
    const place = name === undefined ? -1 : names.indexOf(name);
    const values = place < 0 ? [] : sample.map((cells) => cells[place] ?? "").filter((value) => value !== "");
    return [...new Set(values)].slice(0, shownValues).join(" · ");
  };
  return (
    <Section title={words("mapping.title")}>
      <Form method="post" className={styles.wideForm}>
        <CommandKey value={commandKey} />
        <div className={styles.columns}>
          <DateField name="asOf" label={words("asOf")} defaultValue={asOf} required />
          {sheets.length > 1 && (
            <SelectField
              name="sheet"
              label={words("mapping.sheet")}
              defaultValue={sheet}
              required
              options={sheets.map((value) => ({ value, label: value }))}
            />
          )}
          <TextField name="head" label={words("mapping.head")} hint={words("mapping.headHint")} defaultValue={String(head)} width="short" />
          <SelectField
            name="decimal"
            label={words("mapping.decimal")}
            defaultValue={choices.decimal}
            required
            options={[
              { value: ",", label: words("mapping.comma") },
              { value: ".", label: words("mapping.point") },
            ]}
          />
          <SelectField
            name="dayForm"
            label={words("mapping.days")}
            defaultValue={choices.dayForm}
            required
            options={dayForms.map((value) => ({ value, label: value }))}
          />
          {kind === "staffing" && (
            <SelectField
              name="staffUnit"
              label={words("mapping.staffUnit")}
              defaultValue={choices.staffUnit}
              required
              options={[
                { value: "etpt", label: words("mapping.etpt") },
                { value: "persons", label: words("mapping.persons") },
              ]}
            />
          )}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that may scroll must be reachable by keyboard (RGAA 10.7) */}
        <section className={own.frame} tabIndex={0} aria-label={words("mapping.table")}>
          <table className={own.mapping}>
            <caption className="visually-hidden">{words("mapping.table")}</caption>
            <thead>
              <tr>
                <th scope="col">{words("mapping.field")}</th>
                <th scope="col">{words("mapping.column")}</th>
                <th scope="col">{words("mapping.constant")}</th>
                <th scope="col">{words("mapping.values")}</th>
              </tr>
            </thead>
            <tbody>
              {fieldsOf(kind).map((field) => (
                <tr key={field}>
                  <th scope="row">
                    {words(`fields.${field}`)}
                    {kindFields[kind].needed.includes(field) && <> ({words("mapping.needed")})</>}
                  </th>
                  <td>
                    <SelectField
                      name={columnField(field)}
                      label={words("mapping.columnOf", { field: words(`fields.${field}`) })}
                      hideLabel
                      none={words("mapping.none")}
                      defaultValue={columns[field] ?? ""}
                      options={names.map((name) => ({ value: name, label: name }))}
                    />
                  </td>
                  <td>
                    <TextField
                      name={constantField(field)}
                      label={words("mapping.constantOf", { field: words(`fields.${field}`) })}
                      hideLabel
                      defaultValue={choices.constants[field] ?? ""}
                      width="medium"
                    />
                  </td>
                  <td className={own.values}>{valuesOf(columns[field])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {unused.length > 0 && <p className={styles.note}>{words("mapping.unused", { count: unused.length, names: unused.join(", ") })}</p>}
        <ButtonRow>
          <SubmitButton look={checked ? "plain" : "primary"}>{words(checked ? "mapping.again" : "mapping.check")}</SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}
