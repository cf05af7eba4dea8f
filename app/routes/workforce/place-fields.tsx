import { useTranslations } from "use-intl";
import type { ContractTerms } from "#app/domain/workforce/contract.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";
import type { StaffChoices } from "./place-choices.ts";

interface PlaceFieldsProps {
  readonly choices: StaffChoices;
  readonly start: Partial<Omit<ContractTerms, "firstDay" | "lastDay">>;
}

/** Where somebody works, in which category, on which post, how much of the time. */
export function PlaceFields({ choices, start }: PlaceFieldsProps) {
  const words = useTranslations("workforce");
  return (
    <>
      <div className={styles.columns}>
        <SelectField name="unit" label={words("columns.unit")} required options={choices.units} defaultValue={start.unit} />
        <SelectField
          name="activity"
          label={words("columns.activity")}
          required
          options={choices.activities}
          defaultValue={start.activity}
        />
        <SelectField
          name="category"
          label={words("columns.category")}
          required
          options={choices.categories}
          defaultValue={start.category}
        />
        <TextField
          name="ratio"
          label={words("fields.ratio")}
          hint={words("fields.ratioHint")}
          required
          width="short"
          defaultValue={start.ratio === undefined ? "100" : String(start.ratio)}
        />
        <TextField
          name="post"
          label={words("columns.post")}
          hint={words("fields.postHint")}
          width="medium"
          defaultValue={start.post ?? ""}
        />
        <TextField
          name="profile"
          label={words("columns.profile")}
          hint={words("fields.profileHint")}
          width="medium"
          defaultValue={start.profile}
        />
      </div>
      <label className={styles.tick}>
        <input type="checkbox" name="dataProcessing" defaultChecked={start.dataProcessing ?? false} /> {words("fields.dataProcessing")}
      </label>
    </>
  );
}
