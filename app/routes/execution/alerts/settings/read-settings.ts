import { z } from "zod";
import type { AlertSettings } from "#app/domain/alerts/settings.ts";
import { amountField, reasonField, wholeNumberField } from "#app/http/fields.ts";

/** Points and ETPT are typed with decimals, and read in hundredths. */
const points = () => amountField("EUR", { sign: "notNegative" });
const whole = (maximum: number) => wholeNumberField({ minimum: 1, maximum });

export const settingsSchema = z.object({
  ...{ corridor: points(), far: points(), landingAbove: points(), landingBelow: points() },
  ...{ leastAmount: amountField("EUR", { sign: "notNegative" }), leastStaff: points() },
  ...{ dormantMonths: whole(11), uncertifiedDays: whole(3_650), unpaidDays: whole(3_650) },
  ...{ worsening: points(), worseningCount: whole(10_000) },
  reason: reasonField(),
});

/** Points in tenths: a typed hundredth of a point is rounded to the tenth. */
export function settingsIn({ reason: _, ...typed }: z.infer<typeof settingsSchema>): AlertSettings {
  const tenths = (hundredths: bigint) => Math.round(Number(hundredths) / 10);
  return {
    ...typed,
    ...{ corridor: tenths(typed.corridor), far: tenths(typed.far), worsening: tenths(typed.worsening) },
    ...{ landingAbove: tenths(typed.landingAbove), landingBelow: tenths(typed.landingBelow) },
    ...{ leastAmount: Number(typed.leastAmount), leastStaff: Number(typed.leastStaff) },
  };
}
