import { useTranslations } from "use-intl";
import { type Calendar, stepNames } from "#app/domain/campaign/calendar.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import styles from "./index/campaigns.module.css";

/** Two days for each step, in order. */
export function CalendarFields({ calendar }: { readonly calendar: Calendar }) {
  const words = useTranslations("campaigns");
  return (
    <div className={styles.steps}>
      {stepNames.map((step) => {
        const own = calendar.find((window) => window.step === step);
        return (
          <div key={step} className={styles.step}>
            <strong>{words(`stepOf.${step}`)}</strong>
            <DateField name={`${step}From`} label={words("from")} required defaultValue={own?.opensOn} />
            <DateField name={`${step}To`} label={words("to")} required defaultValue={own?.closesOn} />
          </div>
        );
      })}
    </div>
  );
}
