import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { EntryModel } from "#app/domain/ledger/entry-model.ts";
import type { Choice } from "#app/domain/ledger/typing/search.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { classNames } from "#app/ui/class-names.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../ledger.module.css";
import entryStyles from "../new-entry/entry-form.module.css";
import ownStyles from "./model-form.module.css";

export interface ModelFormProps {
  readonly commandKey: string;
  readonly modelId: string;
  readonly version: bigint;
  readonly name: string;
  readonly model: EntryModel;
  readonly journals: readonly Choice[];
  readonly choices: { readonly accounts: readonly Choice[]; readonly parties: readonly Choice[]; readonly units: readonly Choice[] };
  readonly answer: RefusedForm | undefined;
}

const parameterRows = 3;
const spareLines = 3;
const fewestLines = 6;
const lineFields = ["account", "party", "label", "unit", "debit", "credit"] as const;
const lists: Partial<Record<(typeof lineFields)[number], string>> = { account: "accounts", party: "parties", unit: "units" };

/** A model as a table of the entry that it makes, its amounts written as calculations. Complete without a script. */
export function ModelForm({ commandKey, modelId, version, name, model, journals, choices, answer }: ModelFormProps) {
  const words = useTranslations("entryModels");
  const formWords = useTranslations("entryForm");
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  const rows = Math.max(fewestLines, model.lines.length + spareLines);
  return (
    <Form method="post" className={entryStyles.form}>
      <Fields values={values} errors={errors}>
        <ErrorSummary general={general} />
        <CommandKey value={commandKey} />
        <input type="hidden" name="model" value={modelId} />
        <input type="hidden" name="seen" value={String(version)} />
        <div className={ownStyles.head}>
          <TextField name="name" label={words("name")} defaultValue={name} required autoComplete="off" />
          <SelectField
            name="journal"
            label={formWords("journal")}
            defaultValue={model.journal}
            required
            options={journals.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` }))}
          />
          <TextField name="label" label={formWords("label")} hint={words("labelHint")} defaultValue={model.label} autoComplete="off" />
        </div>
        <Section title={words("parameters")}>
          <p className={styles.muted}>{words("parametersHint")}</p>
          <div className={entryStyles.frame}>
            <table className={`${entryStyles.lines} ${ownStyles.parameters}`}>
              <caption className="visually-hidden">{words("parameters")}</caption>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="visually-hidden">{words("number")}</span>
                  </th>
                  {(["name", "label", "proposed"] as const).map((field) => (
                    <th key={field} scope="col">
                      {words(`parameter.${field}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {Array.from({ length: Math.max(parameterRows, model.parameters.length + 1) }, (_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                  <tr key={index}>
                    <th scope="row">{index + 1}</th>
                    {(["name", "label", "proposed"] as const).map((field) => (
                      <td key={field}>
                        <CellInput
                          name={`parameters[${index}].${field}`}
                          label={formWords("onLine", { field: words(`parameter.${field}`), line: index + 1 })}
                          value={model.parameters[index]?.[field] ?? ""}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
        <Section title={formWords("lines")}>
          <p className={styles.muted}>{words("amountHint")}</p>
          <div className={entryStyles.frame}>
            <table className={entryStyles.lines}>
              <caption className="visually-hidden">{formWords("lines")}</caption>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="visually-hidden">{formWords("line")}</span>
                  </th>
                  {lineFields.map((field) => (
                    <th key={field} scope="col">
                      {formWords(`column.${field}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {Array.from({ length: rows }, (_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                  <tr key={index}>
                    <th scope="row">{index + 1}</th>
                    {lineFields.map((field) => (
                      <td key={field}>
                        <CellInput
                          name={`lines[${index}].${field}`}
                          label={formWords("onLine", { field: formWords(`column.${field}`), line: index + 1 })}
                          value={cellOf(model, index, field)}
                          list={lists[field]}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
        <Suggestions id="accounts" choices={choices.accounts} />
        <Suggestions id="parties" choices={choices.parties} />
        <Suggestions id="units" choices={choices.units} />
        <ButtonRow>
          <SubmitButton>{words("save")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}

function CellInput({
  name,
  label,
  value,
  list,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly list?: string | undefined;
}) {
  return (
    <Field field={{ name, label, hideLabel: true, defaultValue: value }}>
      {({ required: _, ...control }) => (
        <input {...control} type="text" list={list} autoComplete="off" className={classNames(control.className, entryStyles.input)} />
      )}
    </Field>
  );
}

function cellOf({ lines }: EntryModel, index: number, field: (typeof lineFields)[number]): string {
  const line = lines[index];
  if (!line) return "";
  if (field === "debit" || field === "credit") return line.side === field ? line.amount : "";
  return line[field] ?? "";
}

function Suggestions({ id, choices }: { readonly id: string; readonly choices: readonly Choice[] }) {
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
