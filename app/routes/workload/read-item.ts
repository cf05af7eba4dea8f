import { z } from "zod";
import { workKinds } from "#app/domain/workload/item.ts";
import { choiceField, codeField, optionalDayField, optionalMonthField, optionalUuidField, textField } from "#app/http/fields.ts";

const item = {
  code: codeField(),
  label: textField({ maximum: 200 }),
  kind: choiceField(workKinds),
  activity: codeField(),
  requestId: optionalUuidField(),
  firstMonth: optionalMonthField(),
  lastMonth: optionalMonthField(),
};

/** An item that begins in a month: without one, with the year. */
export const newItemSchema = z.object({ ...item, unit: codeField() });
export const itemSchema = z.object({ ...item, closedOn: optionalDayField() });

/** As the commands know it; `year`: the one of the page. */
export function itemInput({ requestId, firstMonth, ...own }: z.output<z.ZodObject<typeof item>>, year: number) {
  return { ...own, requestId: requestId ?? null, firstMonth: firstMonth ?? `${year}-01` };
}
