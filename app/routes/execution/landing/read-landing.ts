import { z } from "zod";
import type { LandedResource } from "#app/domain/landing/manual.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import { amountField, choiceField, reasonField, wholeNumberField } from "#app/http/fields.ts";

const part = {
  spendingClass: choiceField(spendingClasses),
  seenVersion: wholeNumberField({ minimum: 0, maximum: 1_000_000 }),
  reason: reasonField(),
};

/** A landing that is given, in the unit of its resource. */
export const givingSchema = (resource: LandedResource) => z.object({ ...part, amount: amountField(resource, { sign: "notNegative" }) });

export const withdrawalSchema = z.object(part);
