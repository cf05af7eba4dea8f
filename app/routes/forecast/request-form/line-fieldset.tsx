import { useTranslations } from "use-intl";
import { type BaselineComponent, baselineComponents } from "#app/domain/forecast/component.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../forecast.module.css";
import { type AmountName, type FormMeasure, formMeasures, formYears } from "./measures.ts";

/** What a line may choose from. */
export interface LineWords {
  readonly year: number;
  readonly natures: readonly { readonly code: string; readonly label: string; readonly spendingClass: SpendingClass }[];
  readonly activities: readonly { readonly code: string; readonly label: string }[];
  readonly units: readonly { readonly code: string; readonly label: string }[];
  readonly profiles: readonly { readonly code: string; readonly label: string }[];
}

/** A line that exists, with the text of each amount: by measure, then by year of the plan. */
export interface LineShown {
  readonly id: string;
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  readonly component: BaselineComponent | null;
  readonly profile: string | null;
  readonly monthly: boolean;
  /** The amounts that are the sum of their detail, whole or in part: changed there alone. */
  readonly detailed: readonly AmountName[];
  readonly amounts: Readonly<Record<FormMeasure, readonly string[]>>;
}

/** One line of a request: its codes, its label, and its amounts by measure and year. */
export function LineFieldset({
  index,
  line,
  year,
  natures,
  activities,
  profiles,
  seesCosts,
}: Omit<LineWords, "units"> & { readonly index: number; readonly line?: LineShown; readonly seesCosts: boolean }) {
  const isPersonnel = natures.some(({ code, spendingClass }) => code === line?.nature && spendingClass === "personnel");
  const words = useTranslations("forecast");
  const components = useTranslations("requests.components");
  const name = (field: string) => `lines[${index}].${field}`;
  const option = ({ code, label }: { code: string; label: string }) => ({ value: code, label: `${code} — ${label}` });
  return (
    <fieldset className={styles.line}>
      <legend>{line ? words("form.lineTitle", { number: index + 1 }) : `${words("form.newLine")} (${index + 1})`}</legend>
      {line && <input type="hidden" name={name("lineId")} value={line.id} />}
      <div className={styles.codes}>
        <SelectField
          name={name("nature")}
          label={words("form.nature")}
          defaultValue={line?.nature}
          groups={[...spendingClasses].reverse().map((own) => ({
            label: words(`classes.${own}`),
            options: natures.filter(({ spendingClass }) => spendingClass === own).map(option),
          }))}
        />
        <SelectField
          name={name("activity")}
          label={words("form.activity")}
          defaultValue={line?.activity}
          options={activities.map(option)}
        />
        <TextField name={name("label")} label={words("form.label")} defaultValue={line?.label} />
        <SelectField
          name={name("component")}
          label={components("field")}
          hint={components("hint")}
          none={components("unsaid")}
          defaultValue={line?.component ?? undefined}
          options={baselineComponents.map((value) => ({ value, label: components(value) }))}
        />
        <SelectField
          name={name("profile")}
          label={words("form.profile")}
          hint={words("form.profileHint")}
          none={words("form.noProfile")}
          defaultValue={line?.profile ?? undefined}
          options={profiles.map(({ code, label }) => ({ value: code, label }))}
        />
      </div>
      <AmountTable name={name} line={line} year={year} measures={isPersonnel && !seesCosts ? ["ETPT", "DAY"] : formMeasures} />
      <p className={styles.note}>{words(seesCosts ? "form.personnelHint" : "form.personnelHidden")}</p>
      {line?.monthly && <p className={styles.note}>{words("form.monthly")}</p>}
      {line && (
        <label className={styles.tick}>
          <input type="checkbox" name={name("remove")} /> {words("form.remove")}
        </label>
      )}
    </fieldset>
  );
}

function AmountTable({
  name,
  line,
  year,
  measures,
}: {
  readonly name: (field: string) => string;
  readonly line: LineShown | undefined;
  readonly year: number;
  readonly measures: readonly FormMeasure[];
}) {
  const words = useTranslations("forecast");
  const resources = useTranslations("resources");
  const detail = useTranslations("requests.detail");
  const years = Array.from({ length: formYears }, (_, offset) => year + offset);
  return (
    <div className={styles.amounts}>
      <table>
        <caption>{words("form.amounts")}</caption>
        <thead>
          <tr>
            <th scope="col">{words("form.measure")}</th>
            {years.map((own) => (
              <th scope="col" key={own}>
                {own}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure}>
              <th scope="row">{resources(`short.${measure}`)}</th>
              {years.map((own, offset) => (
                <td key={own}>
                  {line?.detailed.includes(`${measure}${offset}`) ? (
                    <>
                      <input type="hidden" name={name(`amounts.${measure}${offset}`)} value={line.amounts[measure][offset] ?? ""} />
                      <a href="#details">{detail("fixed", { amount: line.amounts[measure][offset] ?? "" })}</a>
                    </>
                  ) : (
                    <AmountField
                      name={name(`amounts.${measure}${offset}`)}
                      label={`${resources(`short.${measure}`)} ${own}`}
                      hideLabel
                      resource={measure}
                      defaultValue={line?.amounts[measure][offset]}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
