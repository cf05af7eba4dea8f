import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ProposalCriteria } from "#app/domain/arbitration/proposal/criteria.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import styles from "./proposing.module.css";

export interface CriteriaFormProps {
  readonly content: ProposalCriteria;
  /** Null: new ones, whose name is asked. */
  readonly name: string | null;
  readonly units: readonly { readonly code: string; readonly label: string }[];
  /** The names that requests of the campaign are marked with. */
  readonly tags: readonly string[];
  readonly campaign: string;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

const floorKeys = ["nonPersonnel-CP", "nonPersonnel-AE", "personnel-CP", "personnel-AE", "personnel-ETPT"] as const;
const freeFloors = 3;

/** What counts, and the rules to keep: each with what it does, in words; nothing to choose that has no usual choice. */
export function CriteriaForm({ content, name, units, tags, campaign, commandKey, answer }: CriteriaFormProps) {
  const words = useTranslations("proposal.criteria");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const known = [...new Set([...tags, ...Object.keys(content.percentByTag)])].toSorted();
  const floors = [...content.floors, ...Array.from({ length: freeFloors }, () => null)];
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="campaign" value={campaign} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        {name === null && <TextField name="name" label={words("name")} hint={words("nameHint")} required width="medium" />}
        <fieldset className={styles.grid}>
          <legend>{words("points")}</legend>
          {(["obligatory", "inescapable", "discretionary"] as const).map((own) => (
            <TextField
              key={own}
              name={`${own}Points`}
              label={forecast(`obligations.${own}`)}
              width="short"
              required
              defaultValue={String(content.points[own])}
            />
          ))}
        </fieldset>
        <div className={styles.grid}>
          <SelectField
            name="count"
            label={words("count")}
            required
            defaultValue={content.count}
            options={(["size", "request"] as const).map((value) => ({ value, label: words(`counts.${value}`) }))}
          />
          <TextField
            name="percentByRank"
            label={words("rank")}
            hint={words("rankHint")}
            width="short"
            required
            defaultValue={String(content.percentByRank)}
          />
          <SelectField
            name="obligatory"
            label={words("obligatory")}
            required
            defaultValue={content.obligatory}
            options={(["mandatory", "weighed"] as const).map((value) => ({ value, label: words(`obligatoryChoices.${value}`) }))}
          />
          <SelectField
            name="baseline"
            label={words("baseline")}
            required
            defaultValue={content.baseline}
            options={(["whole", "reducible", "weighed"] as const).map((value) => ({ value, label: words(`baselineChoices.${value}`) }))}
          />
          <TextField
            name="baselineLeast"
            label={words("baselineLeast")}
            width="short"
            required
            defaultValue={String(content.baselineLeast)}
          />
          <TextField
            name="floorPercent"
            label={words("floorPercent")}
            hint={words("floorPercentHint")}
            width="short"
            defaultValue={content.floorPercent === null ? "" : String(content.floorPercent)}
          />
        </div>
        <details open={Object.keys(content.percentByTag).length > 0}>
          <summary>{words("tags")}</summary>
          <p className={styles.muted}>{words("tagsHint")}</p>
          <div className={styles.grid}>
            {known.map((tag, index) => (
              <div key={tag}>
                <input type="hidden" name={`tags[${index}].tag`} value={tag} />
                <TextField
                  name={`tags[${index}].percent`}
                  label={words("percentOf", { name: tag })}
                  width="short"
                  defaultValue={String(content.percentByTag[tag] ?? "")}
                />
              </div>
            ))}
          </div>
          {known.length === 0 && <p>{words("noTag")}</p>}
        </details>
        <details open={Object.keys(content.percentByUnit).length > 0}>
          <summary>{words("units")}</summary>
          <p className={styles.muted}>{words("unitsHint")}</p>
          <div className={styles.grid}>
            {units.map(({ code, label }, index) => (
              <div key={code}>
                <input type="hidden" name={`units[${index}].unit`} value={code} />
                <TextField
                  name={`units[${index}].percent`}
                  label={words("percentOf", { name: label })}
                  width="short"
                  defaultValue={String(content.percentByUnit[code] ?? "")}
                />
              </div>
            ))}
          </div>
        </details>
        <details open={content.floors.length > 0}>
          <summary>{words("floors")}</summary>
          <p className={styles.muted}>{words("floorsHint")}</p>
          {floors.map((floor, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a form, in their order
            <div key={index} className={styles.grid}>
              <SelectField
                name={`floors[${index}].unit`}
                label={words("floorUnit")}
                defaultValue={floor?.unit ?? ""}
                options={units.map(({ code, label }) => ({ value: code, label }))}
              />
              <SelectField
                name={`floors[${index}].key`}
                label={words("floorKey")}
                defaultValue={floor ? `${floor.spendingClass}-${floor.measure}` : "nonPersonnel-CP"}
                options={floorKeys.map((value) => {
                  const [spendingClass, measure] = value.split("-") as ["personnel" | "nonPersonnel", "AE" | "CP" | "ETPT"];
                  return { value, label: `${forecast(`classes.${spendingClass}`)} · ${resources(`short.${measure}`)}` };
                })}
              />
              <TextField
                name={`floors[${index}].least`}
                label={words("floorLeast")}
                width="medium"
                defaultValue={floor ? amountText(floor.least, floor.measure) : ""}
              />
            </div>
          ))}
        </details>
        <ButtonRow>
          <SubmitButton>{words(name === null ? "keep" : "replace")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
