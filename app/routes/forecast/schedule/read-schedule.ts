import { z } from "zod";
import type { SchedulePart } from "#app/domain/forecast/schedule.ts";
import { optionalAmountField } from "#app/http/fields.ts";
import { seenRevisionField } from "../read-revision.ts";
import { placeOfField } from "./schedule-grid.ts";

/** The schema of the fields that a form sent: those of a schedule, whatever its years. `remove`: there is none any more. */
export function scheduleSchema(form: FormData) {
  const places = [...new Set(form.keys())].flatMap((name) => {
    const place = placeOfField(name);
    return place ? [{ name, place }] : [];
  });
  return z
    .object({
      seenRevision: seenRevisionField(),
      remove: z.string().optional(),
      ...Object.fromEntries(places.map(({ name }) => [name, optionalAmountField("CP")])),
    })
    .transform(({ seenRevision, remove, ...typed }) => ({
      seenRevision,
      isRemoved: remove !== undefined,
      parts: places.flatMap(({ name, place }): SchedulePart[] => {
        const amount = (typed as Readonly<Record<string, bigint | undefined>>)[name];
        return amount === undefined || amount === 0n ? [] : [{ ...place, amount }];
      }),
    }));
}
