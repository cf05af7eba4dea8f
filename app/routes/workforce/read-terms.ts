import { z } from "zod";
import type { ContractTerms } from "#app/domain/workforce/contract.ts";
import { codeField, dayField, optionalCodeField, optionalDayField, textField, tickField, wholeNumberField } from "#app/http/fields.ts";

/** A category bears a « + »: it is chosen in a list, and whether it exists is the command's question. */
export const categoryField = () => textField({ maximum: 20 });
/** In percent of a full time; whether it is one is the command's question. */
export const ratioField = () => wholeNumberField({ minimum: -999, maximum: 999 });
export const profileField = () => textField({ maximum: 80, minimum: 0 });

/** Where somebody works and how much; when is beside. */
export const placeFields = {
  unit: codeField(),
  activity: codeField(),
  category: categoryField(),
  post: optionalCodeField(),
  ratio: ratioField(),
  profile: profileField(),
  dataProcessing: tickField(),
} as const;

export const termFields = { ...placeFields, firstDay: dayField(), lastDay: optionalDayField() } as const;

const terms = z.object(termFields);

export function termsIn({ post, ratio, ...same }: z.output<typeof terms>): ContractTerms {
  const { unit, activity, category, profile, dataProcessing, firstDay, lastDay } = same;
  return { unit, activity, category, profile, dataProcessing, firstDay, lastDay, post: post ?? null, ratio: BigInt(ratio) };
}
