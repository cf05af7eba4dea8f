import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import styles from "../../units/units.module.css";

/** Whose expenses they are: chosen first, for its lines are those that may be detailed. Whoever plans for one unit alone chooses nothing. */
export function UnitChoice({ units, unit }: { readonly units: readonly Choice[]; readonly unit: string | undefined }) {
  const words = useTranslations("planned");
  const only = units.length === 1 ? units[0] : undefined;
  if (only) return <p>{only.label}</p>;
  return (
    <Form method="get" className={styles.inline}>
      <SelectField name="for" id="for-unit" label={words("unit")} required defaultValue={unit} options={units} />
      <SubmitButton look="plain">{words("chooseUnit")}</SubmitButton>
    </Form>
  );
}
