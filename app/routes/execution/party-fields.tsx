import { useTranslations } from "use-intl";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";

export const partyKinds = ["supplier", "customer", "agent", "body", "other"] as const;

/** What is said of a party. */
export function PartyFields({
  party,
}: {
  readonly party?: { readonly label: string; readonly kind: (typeof partyKinds)[number]; readonly siret: string | null };
}) {
  const words = useTranslations("acts.parties");
  return (
    <div className={styles.columns}>
      <TextField name="label" label={words("label")} required defaultValue={party?.label} />
      <SelectField
        name="kind"
        label={words("kind")}
        required
        defaultValue={party?.kind ?? "supplier"}
        options={partyKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
      />
      <TextField name="siret" label={words("siret")} hint={words("siretHint")} width="medium" defaultValue={party?.siret ?? undefined} />
    </div>
  );
}
