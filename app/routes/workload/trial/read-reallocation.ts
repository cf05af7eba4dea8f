import { z } from "zod";
import { isMonth } from "#app/domain/month.ts";

const digits = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);

/** A list in one field, as the page of a trial sends it. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom" });
        return z.NEVER;
      }
    })
    .pipe(z.array(item).max(6_000));

const month = z.string().refine(isMonth);
const unit = z.string().min(1).max(40);

/** The days of a trial. */
export const reallocationSchema = z.object({
  days: listOf(z.object({ item: z.uuid(), unit, profile: z.string().min(1).max(40), month, days: digits, seen: digits })),
});

/** What its teams would hold: people of no profile that is known have none. */
export const staffMovesSchema = z.object({
  staff: listOf(z.object({ unit, profile: z.string().max(40), month, fte: digits })),
});
