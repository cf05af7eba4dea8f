import { z } from "zod";
import type { Part } from "#app/domain/arbitration/proposal/setting.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { amountField, choiceField, textField, tickField } from "#app/http/fields.ts";
import { readForm, type Submission } from "#app/http/form.ts";
import type { Locale } from "#app/messages/locale.ts";

const text = (maximum: number) => textField({ minimum: 0, maximum });
const schema = z.object({
  mandatory: tickField(),
  how: choiceField(["whole", "partial"]),
  step: text(40),
  stepIn: choiceField(["share", "amount"]),
  least: text(40),
  leastIn: choiceField(["share", "amount"]),
  excludes: text(400),
  needs: text(400),
  tags: text(400),
  seen: text(36),
});

export interface TypedSetting {
  readonly mandatory: boolean;
  readonly partial: { readonly step: Part; readonly least: Part | null } | null;
  readonly excludes: readonly string[];
  readonly needs: readonly string[];
  readonly tags: readonly string[];
  readonly seen: string | null;
}

/** A setting as it was typed: shares in percent, amounts in the measure that the request mainly asks. */
export function readSetting(
  form: FormData,
  locale: Locale,
  measure: BudgetResource,
): Result<TypedSetting, Refusal> & { readonly submission: Submission } {
  const fields = readForm(form, schema, locale);
  const { submission } = fields;
  if (!fields.ok) return { ...refuse<Refusal>(fields.refusal), submission };
  const { mandatory, how, excludes, needs, tags, seen, ...typed } = fields.value;
  const same = { mandatory, excludes: listed(excludes), needs: listed(needs), tags: listed(tags), seen: seen === "" ? null : seen };
  if (how === "whole") return { ...accept({ ...same, partial: null }), submission };
  if (typed.step === "")
    return { ...refuse<Refusal>({ kind: typed.least === "" ? "proposal-step-zero" : "proposal-minimum-without-step" }), submission };
  const step = partOf(typed.step, typed.stepIn, measure);
  if (!step.ok) return { ...step, submission };
  const least = typed.least === "" ? null : partOf(typed.least, typed.leastIn, measure);
  if (least && !least.ok) return { ...least, submission };
  return { ...accept({ ...same, partial: { step: step.value, least: least?.value ?? null } }), submission };
}

/** A share is written in percent, to the hundredth. */
function partOf(typed: string, kind: Part["kind"], measure: BudgetResource): Result<Part> {
  const read = amountField(kind === "share" ? "CP" : measure, { sign: "notNegative" }).safeParse(typed);
  if (!read.success) return refuse({ kind: "not-a-number", text: typed });
  return accept(kind === "share" ? { kind, share: Number(read.data) } : { kind, amount: read.data });
}

function listed(typed: string): string[] {
  return [...new Set(typed.split(/[,;\n]/).map((own) => own.trim()))].filter((own) => own !== "");
}
