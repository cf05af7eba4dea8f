import { z } from "zod";
import type { PostTerms } from "#app/domain/workforce/contract.ts";
import { codeField, dayField, optionalDayField, textField } from "#app/http/fields.ts";
import { categoryField, profileField, ratioField } from "./read-terms.ts";

export const postFields = {
  unit: codeField(),
  activity: codeField(),
  category: categoryField(),
  label: textField({ maximum: 120 }),
  profile: profileField(),
  size: ratioField(),
  firstDay: dayField(),
  lastDay: optionalDayField(),
  expectedOn: optionalDayField(),
} as const;

const terms = z.object(postFields);

export function postIn(number: string, { size, ...same }: z.output<typeof terms>): PostTerms {
  return { ...same, number, size: BigInt(size) };
}
