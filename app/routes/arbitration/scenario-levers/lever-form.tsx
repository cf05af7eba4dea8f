import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../scenario/scenario.module.css";
import type { TypedLevers } from "./read-levers.ts";

interface LeverFormProps {
  readonly year: number;
  readonly typed: TypedLevers["typed"];
  readonly wrongShare: boolean;
  readonly units: readonly Choice[];
  readonly natures: readonly Choice[];
  readonly measure: BudgetResource;
}

/** Sets the levers, in the address: the preview has one, and is shared like any page. */
export function LeverForm({ year, typed, wrongShare, units, natures, measure }: LeverFormProps) {
  const words = useTranslations("scenarios");
  return (
    <Form method="get" className={`${styles.form} no-print`}>
      <input type="hidden" name="m" value={measure.toLowerCase()} />
      <div className={styles.settings}>
        <div className={styles.group}>
          <SelectField name="cut" label={words("levers.nature")} defaultValue={typed.cut} options={natures} />
          <TextField
            name="share"
            label={words("levers.share")}
            hint={words("levers.shareHint")}
            width="short"
            defaultValue={typed.share}
            error={wrongShare ? words("levers.wrongShare") : undefined}
          />
        </div>
        <fieldset className={styles.group}>
          <legend>{words("levers.protect")}</legend>
          <span className={styles.small}>{words("levers.protectHint")}</span>
          <div className={styles.boxes}>
            {units.map(({ value, label }) => (
              <label key={value} className={styles.box}>
                <input type="checkbox" name="protect" value={value} defaultChecked={typed.protect.includes(value)} />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
        <div className={styles.group}>
          <label className={styles.box}>
            <input type="checkbox" name="cap" value="on" defaultChecked={typed.cap} />
            {words("levers.cap", { year: String(year - 1) })}
          </label>
          <label className={styles.box}>
            <input type="checkbox" name="floor" value="on" defaultChecked={typed.floor} />
            {words("levers.floor", { year: String(year - 1) })}
          </label>
        </div>
      </div>
      <ButtonRow>
        <SubmitButton look="plain">{words("levers.preview")}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}
