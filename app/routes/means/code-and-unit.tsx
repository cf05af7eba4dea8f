import { useTranslations } from "use-intl";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";

interface CodeAndUnitProps {
  /** What the unit is to what is added. */
  readonly unitLabel: string;
  readonly units: readonly { readonly value: string; readonly label: string }[];
}

/** How a new site or lot is called, and which unit answers for it: neither changes afterwards. */
export function CodeAndUnit({ unitLabel, units }: CodeAndUnitProps) {
  const words = useTranslations("means");
  return (
    <div className={styles.columns}>
      <TextField name="code" label={words("fields.code")} required width="medium" />
      <SelectField name="unit" label={unitLabel} required options={units} defaultValue={units.length === 1 ? units[0]?.value : undefined} />
    </div>
  );
}
