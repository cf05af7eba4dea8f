import { randomUUID } from "node:crypto";
import { type RevenueKind, titleEntry } from "#app/domain/execution/revenue.ts";
import type { Day } from "#app/domain/month.ts";
import { largestQuantity, type Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { closedParties } from "#db/queries/execution-party.ts";
import { classesOf, exercisesOf } from "#db/queries/execution-reference.ts";
import { saveRevenue } from "#db/queries/execution-revenue.ts";
import { postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface IssueRevenueInput {
  readonly kind: RevenueKind;
  readonly payer: string;
  readonly label: string;
  readonly unit: string;
  /** Where the credits of an earmarked contribution, or of an assigned revenue, will be opened; none for any other revenue. */
  readonly nature?: string | undefined;
  readonly activity: string;
  /** Of class 7. */
  readonly account: string;
  readonly on: Day;
  /** Cents. */
  readonly amount: Quantity;
}
export interface IssuedRevenue {
  readonly revenueId: string;
  /** « RE-2026-000001 ». */
  readonly number: string;
}

/** Issues a title of revenue (« titre de perception »): D 411, C the product. Never netted with an expense; credits come with the cash. */
export async function issueRevenue(context: CommandContext, input: IssueRevenueInput): Promise<Result<IssuedRevenue>> {
  const declaration = { name: "issue-revenue", capability: "execution.revenue", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const { kind, payer, label, unit, nature, activity, account, on, amount } = input;
    if (label.trim() === "") return refuse({ kind: "wrong-form", fields: { label: "required" } });
    if (amount <= 0n)
      return refuse(amount === 0n ? { kind: "line-without-amount", line: 1 } : { kind: "negative-amount", line: 1, amount });
    if (amount > largestQuantity) return refuse({ kind: "amount-out-of-range", line: 1, amount });
    if (!account.startsWith("7")) return refuse({ kind: "unknown-code", dimension: "account", code: account });
    if (kind !== "other" && nature === undefined) return refuse({ kind: "wrong-form", fields: { nature: "required" } });
    const opened = kind === "other" ? undefined : nature;
    const classOf = await classesOf(db, opened === undefined ? [] : [opened]);
    if (opened !== undefined && classOf(opened) !== "nonPersonnel")
      return refuse({ kind: "unknown-code", dimension: "nature", code: opened });
    const [closed] = await closedParties(db, [payer]);
    if (closed !== undefined) return refuse({ kind: "party-closed", party: closed });
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const fiscalYear = years.value(on);
    const [number = ""] = await numberDocuments(db, "RE", [fiscalYear]);
    const [id, eventId] = [randomUUID(), randomUUID()];
    const notes = { voucher: number, document: "revenue", documentId: id };
    const entry = titleEntry({ eventId, on, label: label.trim() }, { unit, activity, account, payer }, amount, notes);
    const posted = await postEvents(db, context, [[entry]]);
    if (!posted.ok) return posted;
    const document = { id, eventId, number, fiscalYear, author: context.actor.id };
    await saveRevenue(db, { ...document, kind, payer, label: label.trim(), unit, nature: opened ?? null, activity, account, on, amount });
    touch({ kind: "revenue", id, unit, detail: { number, kind, payer, amount } });
    return accept({ revenueId: id, number });
  });
}
