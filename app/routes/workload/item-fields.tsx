import { useTranslations } from "use-intl";
import { type WorkKind, workKinds } from "#app/domain/workload/item.ts";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { MonthField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";

export interface ItemStart {
  readonly label?: string;
  readonly kind?: WorkKind;
  readonly activity?: string;
  readonly requestId?: string | null;
  readonly firstMonth?: string;
  readonly lastMonth?: string | null;
}

interface ItemFieldsProps {
  readonly start: ItemStart;
  readonly activities: readonly Choice[];
  readonly requests: readonly Choice[];
}

/** What is said of an item, whether it is new or not. */
export function ItemFields({ start, activities, requests }: ItemFieldsProps) {
  const words = useTranslations("workload");
  return (
    <>
      <TextField name="label" label={words("columns.item")} defaultValue={start.label} required />
      <div className={styles.columns}>
        <SelectField
          name="kind"
          label={words("columns.kind")}
          options={workKinds.map((kind) => ({ value: kind, label: words(`kinds.${kind}`) }))}
          defaultValue={start.kind ?? "project"}
          required
        />
        <SelectField name="activity" label={words("fields.activity")} options={activities} defaultValue={start.activity} required />
      </div>
      <div className={styles.columns}>
        <MonthField name="firstMonth" label={words("fields.firstMonth")} defaultValue={start.firstMonth} />
        <MonthField
          name="lastMonth"
          label={words("fields.lastMonth")}
          hint={words("fields.lastMonthHint")}
          defaultValue={start.lastMonth ?? ""}
        />
      </div>
      <SelectField
        name="requestId"
        label={words("fields.request")}
        hint={words("fields.requestHint")}
        options={requests}
        none={words("fields.noRequest")}
        defaultValue={start.requestId ?? undefined}
      />
    </>
  );
}
