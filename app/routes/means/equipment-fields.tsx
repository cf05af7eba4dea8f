import { useTranslations } from "use-intl";
import { type EquipmentLot, equipmentKinds } from "#app/domain/means/equipment.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, MonthField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";
import { hundredthsText } from "./hundredths-text.ts";

/** All that is said of a lot but its code and its unit. */
export function EquipmentFields({ start }: { readonly start?: EquipmentLot }) {
  const words = useTranslations("means");
  const text = (number: number | undefined, otherwise = "") => (number === undefined ? otherwise : String(number));
  return (
    <div className={styles.columns}>
      <TextField name="label" label={words("fields.label")} required defaultValue={start?.label} />
      <SelectField
        name="kind"
        label={words("fields.kind")}
        required
        options={equipmentKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        defaultValue={start?.kind}
      />
      <TextField name="count" label={words("fields.count")} required width="short" defaultValue={text(start?.count)} />
      <AmountField
        name="unitPrice"
        label={words("fields.unitPrice")}
        hint={words("fields.unitPriceHint")}
        resource="EUR"
        required
        defaultValue={start && hundredthsText(start.unitPrice)}
      />
      <MonthField name="acquired" label={words("fields.acquired")} required defaultValue={start?.acquired} />
      <TextField name="life" label={words("fields.life")} required width="short" defaultValue={text(start?.life, "5")} />
      <TextField
        name="delay"
        label={words("fields.delay")}
        hint={words("fields.delayHint")}
        required
        width="short"
        defaultValue={text(start?.delay, "2")}
      />
      <MonthField name="planned" label={words("fields.planned")} hint={words("fields.plannedHint")} defaultValue={start?.planned ?? ""} />
    </div>
  );
}
