import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import { actEntry, actOnRevenue, type RevenueAct } from "#app/domain/execution/revenue.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { reversalOfDocument } from "#db/queries/document-reversal.ts";
import { actionsOf, exercisesOf, natureFacts, rootUnit } from "#db/queries/execution-reference.ts";
import { lockRevenue, type Revenue, saveRevenueAct } from "#db/queries/execution-revenue.ts";
import { fundingAccount } from "#db/queries/ledger/opening.ts";
import { postEvents } from "./post-events.ts";
import { postMovement } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ActOnRevenueInput {
  readonly revenueId: string;
  readonly act: RevenueAct;
  readonly on: Day;
  /** Cents. */
  readonly amount: Quantity;
  readonly note?: string;
}
export interface RevenueActed {
  readonly number: string;
  /** The movement that opened the credits of what was cashed (LOLF art. 17); none where the revenue opens no credit. */
  readonly movement: string | null;
}

/**
 * The cash of a title (D 515, C 411), its reduction (D the product, C 411), or what is paid over to the State (D 181, C 515). The cash of an
 * earmarked contribution or of an assigned revenue opens as much credit at once, AE and CP, where the donor wants it (LOLF art. 17): both books in
 * one transaction. Never beyond what is left of the title (`above-revenue`).
 */
export async function actOnRevenueTitle(context: CommandContext, input: ActOnRevenueInput): Promise<Result<RevenueActed>> {
  const { revenueId, act, on, amount, note = "" } = input;
  return await runCommand(context, { name: "act-on-revenue", capability: "execution.revenue" }, input, async (db, touch) => {
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const revenue = await lockRevenue(db, revenueId);
    if (!revenue || !mayDo(context.actor.access, "execution.revenue", revenue.unit))
      return refuse({ kind: "not-found", what: "revenue", id: revenueId });
    const gone = await reversalOfDocument(db, "revenue", revenueId);
    if (gone) return refuse({ kind: "document-taken-back", document: "revenue", by: gone.by });
    if (on < revenue.issuedOn) return refuse({ kind: "dates-out-of-order", earlier: revenue.issuedOn, later: on });
    const standing = actOnRevenue(revenue, act, amount);
    if (!standing.ok) return standing;
    const liaison = await fundingAccount(db, on);
    if (liaison === undefined) return refuse({ kind: "unknown-code", dimension: "account", code: "181" });
    const fiscalYear = years.value(on);
    const [number = ""] = await numberDocuments(db, "RC", [fiscalYear]);
    const opens = act === "cash" && revenue.nature !== null;
    const opened = opens ? await openCreditsOf(db, context, revenue, { on, amount, fiscalYear }) : accept(null);
    if (!opened.ok) return opened;
    const id = randomUUID();
    const eventId = opened.value?.eventId ?? randomUUID();
    const notes = { voucher: number, document: "revenueAct", documentId: id };
    const entry = actEntry({ eventId, on, label: `${revenue.number} · ${revenue.label}` }, revenue, act, amount, { liaison, notes });
    const posted = await postEvents(db, context, [[entry]]);
    if (!posted.ok) return posted;
    const movementId = opened.value?.movementId ?? null;
    const document = { id, eventId, number, fiscalYear, author: context.actor.id };
    await saveRevenueAct(db, { ...document, revenueId, act, on, amount, note: note.trim(), movementId }, standing.value);
    touch({ kind: "revenue", id: revenueId, unit: revenue.unit, detail: { act, number, amount, movement: opened.value?.number ?? null } });
    return accept({ number, movement: opened.value?.number ?? null });
  });
}

/** What was cashed is opened at the programme, in AE and in CP, under the action of its activity and the class of its nature. */
async function openCreditsOf(
  db: Db,
  context: CommandContext,
  { kind, nature, activity, label, number }: Revenue,
  { on, amount, fiscalYear }: { readonly on: Day; readonly amount: Quantity; readonly fiscalYear: number },
) {
  const unit = await rootUnit(db, on);
  const classNode = (await natureFacts(db, [{ nature: nature ?? "", on }]))(nature ?? "", on).classNode;
  const action = (await actionsOf(db, [activity], on))(activity);
  if (unit === undefined) return refuse({ kind: "unknown-code", dimension: "unit", code: "" } as const);
  if (classNode === undefined) return refuse({ kind: "unknown-code", dimension: "nature", code: nature ?? "" } as const);
  if (action === undefined) return refuse({ kind: "unknown-code", dimension: "activity", code: activity } as const);
  const place = { unit, nature: classNode, activity: action };
  const lines = (["AE", "CP"] as const).map((resource): MovementLine => {
    return { resource, amount, from: { stage: "voted", ...place }, to: { stage: "unallocated", ...place } };
  });
  const origin = kind === "assignedRevenue" ? "assignedRevenue" : "earmarkedFund";
  return await postMovement(db, context, { kind: "opening", origin, fiscalYear, on, reason: `${number} · ${label}`, lines });
}
