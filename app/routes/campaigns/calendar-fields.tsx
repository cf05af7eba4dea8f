import { useTranslations } from "use-intl";
import { z } from "zod";
import { type Calendar, stepNames } from "#app/domain/campaign/calendar.ts";
import { dayField } from "#app/http/fields.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import styles from "./index/campaigns.module.css";

const days = Object.fromEntries(stepNames.flatMap((step) => [`${step}From`, `${step}To`]).map((name) => [name, dayField()]));

/** The days of the four steps, as a form sends them. */
export const calendarSchema = z.object(days);

export function calendarIn(value: Readonly<Record<string, unknown>>): Calendar {
  return stepNames.map((step) => ({ step, opensOn: String(value[`${step}From`]), closesOn: String(value[`${step}To`]) }));
}

/** Two days for each step, in order. */
export function CalendarFields({ calendar }: { readonly calendar: Calendar }) {
  const words = useTranslations("campaigns");
  return (
    <div className={styles.steps}>
      {stepNames.map((step) => {
        const own = calendar.find((window) => window.step === step);
        return (
          <div key={step} style={{ display: "contents" }}>
            <strong>{words(`stepOf.${step}`)}</strong>
            <DateField name={`${step}From`} label={words("from")} required defaultValue={own?.opensOn} />
            <DateField name={`${step}To`} label={words("to")} required defaultValue={own?.closesOn} />
          </div>
        );
      })}
    </div>
  );
}
