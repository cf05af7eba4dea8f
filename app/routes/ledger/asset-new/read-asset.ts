import { z } from "zod";
import type { AssetInput } from "#app/commands/register-assets.ts";
import { amountField, choiceField, codeField, dayField, optionalAmountField, textField, wholeNumberField } from "#app/http/fields.ts";
import { type ReadForm, readForm, type Submission } from "#app/http/form.ts";
import type { Locale } from "#app/messages/locale.ts";
import { sourceOf } from "./source-name.ts";

const longestDuration = 1_200;

const emptyOr = <Schema extends z.ZodType>(schema: Schema) => z.union([z.literal("").transform(() => undefined), schema]).optional();

const schema = z.object({
  sources: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => [chosen ?? []].flat().flatMap(sourceOf)),
  label: textField({ maximum: 200 }),
  account: codeField(),
  unit: codeField(),
  quantity: wholeNumberField({ minimum: 1, maximum: 1_000_000 }),
  acquiredOn: emptyOr(dayField()),
  commissionedOn: emptyOr(dayField()),
  gross: optionalAmountField("EUR", { sign: "positive" }),
  residual: optionalAmountField("EUR", { sign: "notNegative" }),
  duration: emptyOr(wholeNumberField({ minimum: 1, maximum: longestDuration })),
  prorata: choiceField(["month", "day"]),
  note: textField({ minimum: 0, maximum: 1_000 }),
});

type ReadAsset =
  | { readonly ok: true; readonly asset: AssetInput; readonly submission: Submission }
  | Extract<ReadForm<never>, { ok: false }>;

/** The asset that was described: without lines of the books, it must say its value and its day itself. */
export function readAsset(form: FormData, locale: Locale): ReadAsset {
  const read = readForm(form, form.has("sources") ? schema : withoutLines, locale);
  if (!read.ok) return read;
  const { duration, residual = 0n, commissionedOn, acquiredOn, gross, ...asset } = read.value;
  const optional = { ...(acquiredOn === undefined ? {} : { acquiredOn }), ...(gross === undefined ? {} : { gross }) };
  return {
    ok: true,
    asset: { ...asset, ...optional, residual, commissionedOn: commissionedOn ?? null, durationMonths: duration ?? null },
    submission: read.submission,
  };
}

const withoutLines = schema.extend({ acquiredOn: dayField(), gross: amountField("EUR", { sign: "positive" }) });
