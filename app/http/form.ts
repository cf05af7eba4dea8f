import type { Submission as ConformSubmission } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import type { $ZodErrorMap } from "zod/v4/core";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Locale } from "#app/messages/locale.ts";
import { wordsOfIssue } from "./form-words.ts";

/** What was typed, field by field, and the faults found: what conform needs to show the form again as it was. */
export type Submission = Pick<ConformSubmission<unknown, string[], unknown>, "reply">;

export type ReadForm<Value> =
  | { readonly ok: true; readonly value: Value; readonly submission: Submission }
  | { readonly ok: false; readonly refusal: Refusal & { kind: "wrong-form" }; readonly submission: Submission };

/**
 * A form against its schema (`fields.ts`): the values, or the refusal with the words of each field, to be answered by
 * `scene.refused(read.refusal, read.submission)`. Fields that the schema does not name are left aside.
 */
export function readForm<Schema extends z.ZodType>(form: FormData, schema: Schema, locale: Locale): ReadForm<z.output<Schema>> {
  const submission = parseWithZod(form, { schema, error: errorsIn(locale), disableAutoCoercion: true });
  if (submission.status === "success") return { ok: true, value: submission.value, submission };
  const faults = Object.entries(submission.error ?? {}).map(([field, words]) => [field, words?.[0] ?? ""] as const);
  return { ok: false, refusal: { kind: "wrong-form", fields: Object.fromEntries(faults) }, submission };
}

/** The same form, its refusal told at one field rather than above them all. */
export function atField(submission: Submission, field: string): Submission {
  const reply: Submission["reply"] = (options = {}) =>
    submission.reply({ fieldErrors: { [field]: ("formErrors" in options ? (options.formErrors as string[] | null) : null) ?? [] } });
  return { reply };
}

/** For `useForm({ onValidate })`: the same rules and the same words in the browser. */
export function errorsIn(locale: Locale): $ZodErrorMap {
  return (issue) => wordsOfIssue(issue, locale);
}
