import { z } from "zod";
import type { ProposalCriteria, UnitFloor } from "#app/domain/arbitration/proposal/criteria.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { amountField, choiceField, textField, wholeNumberField } from "#app/http/fields.ts";
import { readForm, type Submission } from "#app/http/form.ts";
import type { Locale } from "#app/messages/locale.ts";
import { boardMeasures } from "../measure.ts";

const percent = (maximum: number) => wholeNumberField({ minimum: 0, maximum });
/** Null: left empty. */
const optional = (maximum: number) =>
  textField({ minimum: 0, maximum: 9 })
    .transform((text): string | undefined => (text === "" ? undefined : text))
    .pipe(z.union([z.undefined().transform(() => null), percent(maximum)]));

const schema = z.object({
  name: textField({ minimum: 0, maximum: 80 }),
  obligatoryPoints: percent(1_000),
  inescapablePoints: percent(1_000),
  discretionaryPoints: percent(1_000),
  count: choiceField(["size", "request"]),
  percentByRank: percent(100),
  obligatory: choiceField(["mandatory", "weighed"]),
  baseline: choiceField(["whole", "reducible", "weighed"]),
  baselineLeast: wholeNumberField({ minimum: 1, maximum: 100 }),
  floorPercent: optional(100),
  units: z.array(z.object({ unit: textField({ maximum: 40 }), percent: optional(1_000) })).default([]),
  tags: z.array(z.object({ tag: textField({ maximum: 40 }), percent: optional(1_000) })).default([]),
  floors: z
    .array(
      z.object({
        unit: textField({ minimum: 0, maximum: 40 }),
        key: textField({ minimum: 0, maximum: 40 }),
        least: textField({ minimum: 0, maximum: 40 }),
      }),
    )
    .default([]),
});

export interface TypedCriteria {
  readonly name: string;
  readonly content: ProposalCriteria;
  readonly submission: Submission;
}

/** Criteria as they were typed: what is left empty weighs as usual. */
export function readCriteria(
  form: FormData,
  locale: Locale,
  year: number,
): Result<TypedCriteria, Refusal> & { readonly submission: Submission } {
  const fields = readForm(form, schema, locale);
  const { submission } = fields;
  if (!fields.ok) return { ...refuse<Refusal>(fields.refusal), submission };
  const { name, obligatoryPoints, inescapablePoints, discretionaryPoints, units, tags, floors, ...rest } = fields.value;
  const read: UnitFloor[] = [];
  for (const floor of floors.filter(({ least }) => least !== "")) {
    const typed = floorOf(floor, year);
    if (!typed.ok) return { ...typed, submission };
    read.push(typed.value);
  }
  const content: ProposalCriteria = {
    ...rest,
    points: { obligatory: obligatoryPoints, inescapable: inescapablePoints, discretionary: discretionaryPoints },
    percentByUnit: Object.fromEntries(
      units.flatMap((own) => (own.percent === null || own.percent === 100 ? [] : [[own.unit, own.percent]])),
    ),
    percentByTag: Object.fromEntries(tags.flatMap((own) => (own.percent === null || own.percent === 100 ? [] : [[own.tag, own.percent]]))),
    floors: read,
  };
  return { ...accept({ name, content, submission }), submission };
}

function floorOf({ unit, key, least }: { unit: string; key: string; least: string }, year: number): Result<UnitFloor> {
  const [spendingClass, measure] = key.split("-");
  const resource = boardMeasures.find((own) => own === measure);
  if (unit === "") return refuse({ kind: "wrong-form", fields: { floors: "unit" } });
  if (!resource || (spendingClass !== "personnel" && spendingClass !== "nonPersonnel"))
    return refuse({ kind: "wrong-form", fields: { floors: "key" } });
  const amount = amountField(resource, { sign: "notNegative" }).safeParse(least);
  if (!amount.success) return refuse({ kind: "not-a-number", text: least });
  return accept({ unit, spendingClass, measure: resource, targetYear: year, least: amount.data });
}
