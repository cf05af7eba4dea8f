import { useTranslations } from "use-intl";
import type { PostTerms } from "#app/domain/workforce/contract.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";
import type { StaffChoices } from "./place-choices.ts";

interface PostFieldsProps {
  readonly choices: StaffChoices;
  readonly start: Partial<PostTerms>;
}

/** All that is said of a post but its number. */
export function PostFields({ choices, start }: PostFieldsProps) {
  const words = useTranslations("workforce");
  return (
    <div className={styles.columns}>
      <TextField name="label" label={words("post.label")} required defaultValue={start.label} />
      <SelectField name="unit" label={words("columns.unit")} required options={choices.units} defaultValue={start.unit} />
      <SelectField name="activity" label={words("columns.activity")} required options={choices.activities} defaultValue={start.activity} />
      <SelectField name="category" label={words("columns.category")} required options={choices.categories} defaultValue={start.category} />
      <TextField
        name="size"
        label={words("post.sizeField")}
        hint={words("post.sizeHint")}
        required
        width="short"
        defaultValue={String(start.size ?? 100n)}
      />
      <TextField
        name="profile"
        label={words("columns.profile")}
        hint={words("fields.profileHint")}
        width="medium"
        defaultValue={start.profile}
      />
      <DateField name="firstDay" label={words("post.firstDay")} required defaultValue={start.firstDay} />
      <DateField name="lastDay" label={words("post.lastDay")} hint={words("post.lastDayHint")} defaultValue={start.lastDay ?? ""} />
      <DateField
        name="expectedOn"
        label={words("post.expectedOn")}
        hint={words("post.expectedHint")}
        defaultValue={start.expectedOn ?? ""}
      />
    </div>
  );
}
