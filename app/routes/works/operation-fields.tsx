import { useTranslations } from "use-intl";
import { operationKinds, outputs, type StatisticalOperation } from "#app/domain/works/operation.ts";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { MonthField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";

interface OperationFieldsProps {
  readonly activities: readonly Choice[];
  readonly start: Partial<StatisticalOperation>;
}

/** All that is said of an operation but its code and its unit. */
export function OperationFields({ activities, start }: OperationFieldsProps) {
  const words = useTranslations("works");
  return (
    <div className={styles.columns}>
      <TextField name="label" label={words("fields.label")} required defaultValue={start.label} />
      <SelectField
        name="kind"
        label={words("fields.kind")}
        required
        options={operationKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        defaultValue={start.kind}
      />
      <SelectField name="activity" label={words("fields.activity")} required options={activities} defaultValue={start.activity} />
      <SelectField
        name="output"
        label={words("fields.output")}
        required
        options={outputs.map((value) => ({ value, label: words(`outputs.${value}`) }))}
        defaultValue={start.output}
      />
      <MonthField name="firstMonth" label={words("fields.firstMonth")} required defaultValue={start.firstMonth} />
      <MonthField
        name="lastMonth"
        label={words("fields.lastMonth")}
        hint={words("fields.lastMonthHint")}
        defaultValue={start.lastMonth ?? ""}
      />
    </div>
  );
}
