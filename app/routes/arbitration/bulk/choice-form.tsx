import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { verbsForMany } from "#app/domain/arbitration/decide-many.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "../arbitration.module.css";
import { type BulkChoice, opinionViews, requestKinds } from "./filter.ts";

interface ChoiceFormProps {
  readonly year: number;
  readonly choice: BulkChoice;
  readonly units: readonly { readonly code: string; readonly label: string }[];
  readonly measure: BudgetResource;
  readonly scenario: { readonly id: string };
  readonly campaign: string;
}

/** Which requests, and which decision: asked of the page by its address. */
export function ChoiceForm({ year, choice, units, measure, scenario, campaign }: ChoiceFormProps) {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  return (
    <Form method="get" className={styles.search}>
      <input type="hidden" name="campaign" value={campaign} />
      <input type="hidden" name="scenario" value={scenario.id} />
      <input type="hidden" name="m" value={measure.toLowerCase()} />
      <SelectField
        name="verb"
        label={words("bulk.verb")}
        required
        defaultValue={choice.verb}
        options={verbsForMany.map((verb) => ({ value: verb, label: arbitration(`verbs.${verb}`, { year: String(year - 1) }) }))}
      />
      <SelectField
        name="of"
        label={words("bulk.unit")}
        none={words("bulk.allUnits")}
        defaultValue={choice.unit}
        options={units.map(({ code, label }) => ({ value: code, label }))}
      />
      <SelectField
        name="view"
        label={words("bulk.view")}
        none={words("bulk.anyView")}
        defaultValue={choice.view ?? ""}
        options={opinionViews.map((view) => ({ value: view, label: arbitration(`views.${view}`) }))}
      />
      <SelectField
        name="kind"
        label={words("bulk.kind")}
        none={words("bulk.anyKind")}
        defaultValue={choice.kind ?? ""}
        options={requestKinds.map((kind) => ({ value: kind, label: forecast(`kinds.${kind}`) }))}
      />
      <TextField name="below" label={words("bulk.below", { unit: format.unit(measure) })} width="short" defaultValue={choice.below} />
      <SubmitButton look="plain">{words("bulk.foresee")}</SubmitButton>
    </Form>
  );
}
