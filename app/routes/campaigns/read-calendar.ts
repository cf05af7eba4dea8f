import { z } from "zod";
import { type Calendar, type StepName, stepNames } from "#app/domain/campaign/calendar.ts";
import { dayField } from "#app/http/fields.ts";

type DayName = `${StepName}${"From" | "To"}`;

const dayNames = stepNames.flatMap((step): DayName[] => [`${step}From`, `${step}To`]);
const days = Object.fromEntries(dayNames.map((name) => [name, dayField()])) as Record<DayName, ReturnType<typeof dayField>>;

/** The days of the four steps, as a form sends them. */
export const calendarSchema = z.object(days);

export function calendarIn(value: Readonly<Record<DayName, string>>): Calendar {
  return stepNames.map((step) => ({ step, opensOn: value[`${step}From`], closesOn: value[`${step}To`] }));
}
