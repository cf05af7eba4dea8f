import { useTranslations } from "use-intl";
import { formatDecimal } from "#app/domain/money.ts";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import type { StandingContract } from "#db/queries/execution-contract.ts";
import styles from "../units/units.module.css";
import { ChoiceField } from "./choice-field.tsx";

interface ContractFieldsProps {
  readonly contract?: StandingContract;
  readonly units: readonly Choice[];
  readonly parties: readonly Choice[];
}

/** What a contract says. */
export function ContractFields({ contract, units, parties }: ContractFieldsProps) {
  const words = useTranslations("acts.contracts");
  const typed = (amount: bigint | null | undefined) => (amount == null ? undefined : formatDecimal(amount, 2, ","));
  return (
    <>
      <TextField name="label" label={words("label")} required defaultValue={contract?.label} />
      <div className={styles.columns}>
        <ChoiceField name="party" label={words("party")} required options={parties} defaultValue={contract?.party} />
        <SelectField name="unit" label={words("unit")} required options={units} defaultValue={contract?.unit} />
        <DateField name="notifiedOn" label={words("notifiedOn")} required defaultValue={contract?.notifiedOn} />
        <DateField name="endsOn" label={words("endsOn")} required defaultValue={contract?.endsOn} />
        <AmountField name="minimum" label={words("minimum")} resource="AE" defaultValue={typed(contract?.minimum)} />
        <AmountField
          name="maximum"
          label={words("maximum")}
          hint={words("maximumHint")}
          resource="AE"
          defaultValue={typed(contract?.maximum)}
        />
      </div>
      <TextAreaField name="note" label={words("note")} defaultValue={contract?.note} />
    </>
  );
}
