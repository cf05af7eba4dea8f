import { z } from "zod";
import type { PlannedExpense } from "#app/domain/execution/planned/expense.ts";
import { readMonth } from "#app/domain/execution/planned/month-text.ts";
import { readPayments } from "#app/domain/execution/planned/payments.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { amountField, textField, uuidField } from "#app/http/fields.ts";
import { atField, type Submission } from "#app/http/form.ts";

const version = z
  .string()
  .default("0")
  .pipe(z.string().regex(/^\d{1,9}$/))
  .transform(Number);
const optionalLine = z
  .string()
  .default("")
  .transform((text) => (text === "" ? null : text))
  .pipe(z.uuid().nullable());

/** An expense as its form sends it. */
export const expenseSchema = z.object({
  seenVersion: version,
  object: textField({ maximum: 200 }),
  amount: amountField("AE", { sign: "positive" }),
  month: textField({ maximum: 30 }),
  payments: textField({ minimum: 0, maximum: 4_000 }),
  supplier: textField({ minimum: 0, maximum: 200 }),
  lineId: optionalLine,
});
export type ExpenseFields = z.output<typeof expenseSchema>;

/** The month and the payments are read by the rules of the domain, in the exercise. */
export function expenseIn({ object, amount, supplier, lineId, ...typed }: ExpenseFields, year: number): Result<PlannedExpense> {
  const month = readMonth(typed.month, year);
  if (month === undefined) return refuse({ kind: "unreadable-month", text: typed.month });
  const payments = readPayments(typed.payments, { amount, committed: month });
  if (!payments.ok) return payments;
  return accept({ object, amount, month, payments: payments.value, supplier, lineId });
}

/** A refusal of the domain told at the field that it is about. */
export function atItsField(submission: Submission, kind: string, typed: ExpenseFields): Submission {
  if (kind === "unreadable-month") return atField(submission, readMonth(typed.month, 2000) === undefined ? "month" : "payments");
  if (kind === "planned-out-of-year") return atField(submission, "month");
  if (kind === "planned-below-matched") return atField(submission, "amount");
  return kind.startsWith("payment") || kind === "not-a-number" || kind === "ambiguous-number"
    ? atField(submission, "payments")
    : submission;
}

/** An act on one expense, from a button. */
export const actSchema = z.discriminatedUnion("act", [
  z.object({ act: z.literal("giveUp"), seenVersion: version }),
  z.object({ act: z.literal("resume"), seenVersion: version }),
  z.object({
    act: z.literal("match"),
    seenVersion: version,
    commitmentId: uuidField(),
    line: z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
    keepRest: z.enum(["no", "yes"]),
    back: z.enum(["list", "own"]).default("own"),
  }),
  z.object({ act: z.literal("unmatch"), seenVersion: version, matchId: uuidField() }),
]);
