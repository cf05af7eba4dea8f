import { z } from "zod";
import type { StaffLine } from "#app/domain/forecast/staff/staff-line.ts";
import { amountField, optionalCodeField, optionalMonthField, textField, tickField } from "#app/http/fields.ts";

const line = z
  .object({
    category: optionalCodeField(),
    activity: optionalCodeField(),
    // Full-time equivalents are hundredths, as days are.
    fte: z.string().default(""),
    entry: optionalMonthField(),
    exit: optionalMonthField(),
    label: textField({ minimum: 0, maximum: 200 }),
    remove: tickField(),
  })
  .superRefine((own, context) => {
    if (own.remove || isBlank(own)) return;
    for (const name of ["category", "activity"] as const)
      if (!own[name]) context.addIssue({ code: "invalid_type", expected: "string", input: undefined, path: [name] });
    const fte = amountField("DAY", { sign: "positive" }).safeParse(own.fte);
    if (!fte.success) for (const issue of fte.error.issues) context.addIssue({ ...raw(issue, own.fte), path: ["fte"] });
  });

/** An issue is told again at its own field, with its words. */
function raw(issue: z.core.$ZodIssue, input: string) {
  const params = "params" in issue ? issue.params : undefined;
  return input.trim() === ""
    ? ({ code: "invalid_type", expected: "string", input: undefined } as const)
    : ({ code: "custom", input, params: params as Record<string, unknown> } as const);
}

export const staffSchema = z.object({
  seenRevision: z
    .string()
    .default("0")
    .pipe(z.string().regex(/^\d{1,18}$/))
    .transform(BigInt),
  staff: z.array(line).default([]),
});
type StaffFields = z.output<typeof staffSchema>;

/** The lines to keep, and where each stands in the form. */
export function staffFromForm({ staff }: StaffFields): { readonly lines: StaffLine[]; readonly places: number[] } {
  const kept = staff.map((own, place) => ({ ...own, place })).filter((own) => !own.remove && !isBlank(own));
  return {
    lines: kept.map(({ category = "", activity = "", fte, entry, exit, label }) => {
      return { category, activity, fte: amountField("DAY").parse(fte), entry, exit, label };
    }),
    places: kept.map(({ place }) => place),
  };
}

function isBlank({ category, activity, fte, entry, exit, label }: Omit<StaffFields["staff"][number], "remove">): boolean {
  return !category && !activity && fte.trim() === "" && entry === null && exit === null && label === "";
}
