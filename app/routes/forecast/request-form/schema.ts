import { z } from "zod";
import { baselineComponents } from "#app/domain/forecast/component.ts";
import { choiceField, optionalAmountField, optionalCodeField, textField, tickField, uuidField } from "#app/http/fields.ts";
import { seenRevisionField } from "../read-revision.ts";
import { formMeasures, formYears } from "./measures.ts";

const amounts = z.object(
  Object.fromEntries(
    formMeasures.flatMap((measure) =>
      Array.from({ length: formYears }, (_, offset) => [`${measure}${offset}`, optionalAmountField(measure)] as const),
    ),
  ),
);

const line = z
  .object({
    lineId: uuidField().optional(),
    nature: optionalCodeField(),
    activity: optionalCodeField(),
    label: textField({ minimum: 0, maximum: 200 }),
    component: z
      .enum(["", ...baselineComponents])
      .default("")
      .transform((component) => component || null),
    profile: optionalCodeField(),
    remove: tickField(),
    amounts: amounts.default({}),
  })
  .superRefine((own, context) => {
    if (isBlank(own) || (own.nature && own.activity)) return;
    context.addIssue({ code: "invalid_type", expected: "string", input: undefined, path: [own.nature ? "activity" : "nature"] });
  });

/** A whole number from 1, or nothing. */
const rank = z
  .string()
  .default("")
  .transform((text, context) => {
    if (text.trim() === "") return null;
    if (/^\s*[1-9]\d{0,3}\s*$/.test(text)) return Number(text);
    context.addIssue({ code: "custom", input: text });
    return z.NEVER;
  });

export const requestSchema = z
  .object({
    title: textField({ maximum: 300 }),
    kind: choiceField(["baseline", "newMeasure", "saving"]),
    rank,
    obligation: choiceField(["obligatory", "inescapable", "discretionary"]),
    justification: textField({ minimum: 0 }),
    risk: textField({ minimum: 0 }),
    alternatives: textField({ minimum: 0 }),
    deliverables: textField({ minimum: 0 }),
    indicator: textField({ minimum: 0, maximum: 300 }),
    managingUnit: optionalCodeField(),
    benefitingUnit: optionalCodeField(),
    seenRevision: seenRevisionField(),
    lines: z.array(line).default([]),
  })
  .superRefine((request, context) => {
    if (request.rank !== null && request.kind !== "newMeasure") context.addIssue({ code: "custom", path: ["rank"] });
  });
export type RequestFields = z.output<typeof requestSchema>;
export type LineFields = RequestFields["lines"][number];

/** A spare line that nobody filled. */
export function isBlank(own: {
  lineId?: string | undefined;
  nature?: string | undefined;
  activity?: string | undefined;
  label: string;
  amounts: LineFields["amounts"];
}): boolean {
  const typed = Object.values(own.amounts).some((amount) => amount !== undefined);
  return own.lineId === undefined && !own.nature && !own.activity && own.label === "" && !typed;
}
