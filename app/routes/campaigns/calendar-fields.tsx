import { useTranslations } from "use-intl";
import { z } from "zod";
import { type Calendar, type StepName, stepNames } from "#app/domain/campaign/calendar.ts";
import { dayField } from "#app/http/fields.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import styles from "./index/campaigns.module.css";

type DayName = `${StepName}${"From" | "To"}`;

const dayNames = stepNames.flatMap((step): DayName[] => [`${step}From`, `${step}To`]);
const days = Object.fromEntries(dayNames.map((name) => [name, dayField()])) as Record<DayName, ReturnType<typeof dayField>>;

/** The days of the four steps, as a form sends them. */
export const calendarSchema = z.object(days);

export function calendarIn(value: Readonly<Record<DayName, string>>): Calendar {
  return stepNames.map((step) => ({ step, opensOn: value[`${step}From`], closesOn: value[`${step}To`] }));
}

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
