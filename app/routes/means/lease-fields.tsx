import { useTranslations } from "use-intl";
import { billings, dueTerms, type LeaseTerms, rentIndexes } from "#app/domain/means/lease.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";
import { hundredthsText } from "./hundredths-text.ts";

export const breakFields = ["break1", "break2", "break3", "break4"] as const;

/** All that a lease says: its days, what it costs and when, how one leaves it. */
export function LeaseFields({ start, renewed = false }: { readonly start?: Partial<LeaseTerms> | undefined; readonly renewed?: boolean }) {
  const words = useTranslations("means");
  return (
    <>
      <fieldset className={styles.group}>
        <legend>{words("lease.days")}</legend>
        <div className={styles.columns}>
          <TextField name="lessor" label={words("fields.lessor")} required defaultValue={start?.lessor} />
          <DateField
            name="signedOn"
            label={words("fields.signedOn")}
            hint={words("fields.signedOnHint")}
            required
            defaultValue={start?.signedOn}
          />
          <DateField name="firstDay" label={words("fields.firstDay")} required defaultValue={start?.firstDay} />
          <DateField name="lastDay" label={words("fields.lastDay")} required defaultValue={start?.lastDay} />
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{words("lease.money")}</legend>
        <div className={styles.columns}>
          <AmountField
            name="rent"
            label={words("fields.rent")}
            resource="EUR"
            required
            defaultValue={start?.rent === undefined ? undefined : hundredthsText(start.rent)}
          />
          <AmountField
            name="charges"
            label={words("fields.charges")}
            hint={words("fields.chargesHint")}
            resource="EUR"
            defaultValue={start?.charges === undefined ? undefined : hundredthsText(start.charges)}
          />
          <SelectField
            name="index"
            label={words("fields.index")}
            hint={words("fields.indexHint")}
            required
            options={rentIndexes.map((value) => ({ value, label: words(`indexes.${value}`) }))}
            defaultValue={start?.index ?? "ILAT"}
          />
          <SelectField
            name="billing"
            label={words("fields.billing")}
            required
            options={billings.map((value) => ({ value, label: words(`billings.${value}`) }))}
            defaultValue={start?.billing ?? "quarter"}
          />
          <SelectField
            name="due"
            label={words("fields.due")}
            required
            options={dueTerms.map((value) => ({ value, label: words(`dues.${value}`) }))}
            defaultValue={start?.due ?? "arrears"}
          />
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{words("lease.leaving")}</legend>
        <p className={styles.note}>{words("lease.leavingNote")}</p>
        <div className={styles.columns}>
          <TextField
            name="notice"
            label={words("fields.notice")}
            required
            width="short"
            defaultValue={start?.notice === undefined ? "6" : String(start.notice)}
          />
          {breakFields.map((name, index) => (
            <DateField
              key={name}
              name={name}
              label={words("fields.break", { number: index + 1 })}
              defaultValue={renewed ? undefined : start?.breaks?.[index]}
            />
          ))}
          <DateField
            name="leavesOn"
            label={words("fields.leavesOn")}
            hint={words("fields.leavesOnHint")}
            defaultValue={start?.leavesOn ?? undefined}
          />
        </div>
      </fieldset>
    </>
  );
}
