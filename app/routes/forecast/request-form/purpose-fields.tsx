import { useTranslations } from "use-intl";
import type { RequestHead } from "#app/domain/forecast/request.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../forecast.module.css";
import type { LineWords } from "./line-fieldset.tsx";

interface PurposeFieldsProps {
  readonly head: RequestHead | undefined;
  /** Of the sheet: who manages and benefits unless said. */
  readonly unit: string;
  readonly units: LineWords["units"];
}

/** What the request is for: what else was looked at, what it delivers and how that is seen, who manages it and for whom. */
export function PurposeFields({ head, unit, units }: PurposeFieldsProps) {
  const words = useTranslations("requests.purpose");
  const options = units.map(({ code, label }) => ({ value: code, label: `${code} — ${label}` }));
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <TextAreaField
          name="alternatives"
          label={words("alternatives")}
          hint={words("alternativesHint")}
          rows={3}
          defaultValue={head?.alternatives}
        />
        <SelectField
          name="managingUnit"
          label={words("managingUnit")}
          hint={words("managingUnitHint")}
          required
          defaultValue={head?.managingUnit ?? unit}
          options={options}
        />
        <SelectField
          name="benefitingUnit"
          label={words("benefitingUnit")}
          hint={words("benefitingUnitHint")}
          required
          defaultValue={head?.benefitingUnit ?? unit}
          options={options}
        />
      </div>
      <div className={styles.stack}>
        <TextAreaField
          name="deliverables"
          label={words("deliverables")}
          hint={words("deliverablesHint")}
          rows={3}
          defaultValue={head?.deliverables}
        />
        <TextField name="indicator" label={words("indicator")} hint={words("indicatorHint")} defaultValue={head?.indicator} />
      </div>
    </div>
  );
}
