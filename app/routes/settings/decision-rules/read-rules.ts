import { z } from "zod";
import type { WrittenRule } from "#app/commands/set-decision-rules.ts";
import { decisionPhases } from "#app/domain/arbitration/authority.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import { choiceField, dayField, optionalAmountField, reasonField } from "#app/http/fields.ts";

const row = z.object({
  phase: choiceField(decisionPhases),
  spendingClass: choiceField(["", ...spendingClasses]),
  upTo: optionalAmountField("EUR"),
  decider: z.string().default("").pipe(z.string().max(80)),
});

export const rulesSchema = z.object({ rules: z.array(row).max(60), validFrom: dayField(), reason: reasonField() });

/** The rows that name a decider, as the command takes them. */
export function writtenRules(rows: z.output<typeof rulesSchema>["rules"]): WrittenRule[] {
  return rows.flatMap(({ phase, spendingClass, upTo = null, decider }): WrittenRule[] => {
    const [kind, ...rest] = decider.split(":");
    const rule = { phase, spendingClass: spendingClass === "" ? null : spendingClass, upTo };
    if (kind === "role") return [{ ...rule, decider: { kind: "role", role: "arbitrator", whole: rest[0] === "whole" } }];
    return kind === "person" ? [{ ...rule, decider: { kind: "person", login: rest.join(":") } }] : [];
  });
}
