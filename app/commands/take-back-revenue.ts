import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { reversalLines } from "#app/domain/allotment/reversal.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { takeBackAct } from "#app/domain/execution/revenue.ts";
import { reversalOf } from "#app/domain/ledger/reversal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { movementLines, reversalOf as reversalOfMovement } from "#db/queries/allotment.ts";
import { entriesOfEvents } from "#db/queries/chorus/entry.ts";
import { reversalOfDocument, type StandingAct, saveReversal, standingAct } from "#db/queries/document-reversal.ts";
import { lockRevenue, type Revenue, saveStanding } from "#db/queries/execution-revenue.ts";
import { postEvents } from "./post-events.ts";
import { type PostedMovement, postMovement } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface TakeBackRevenueInput {
  readonly revenueId: string;
  /** The act that is taken back; absent: the title itself, on which nothing stands any more. */
  readonly actId?: string | undefined;
  readonly reason: string;
}

export interface TakenBackRevenue {
  readonly number: string;
  /** « MV-2026-000002 »: the movement that took the credits of the cash back. */
  readonly movement: string | null;
}

/**
 * Takes back an act on a title of revenue, or the title itself, by the opposite of its entry on its own day. A cash takes its credits back where it
 * opened them, and is refused with numbers when they are given away already (`revenue-credits-taken`). Refused: no reason · taken back already · what a
 * later act rests upon (`revenue-rested-upon`) · a period that is closed by now.
 */
export async function takeBackRevenue(context: CommandContext, input: TakeBackRevenueInput): Promise<Result<TakenBackRevenue>> {
  const { revenueId, actId } = input;
  return await runCommand(context, { name: "take-back-revenue", capability: "execution.revenue" }, input, async (db, touch) => {
    const reason = input.reason.trim();
    if (reason === "") return refuse({ kind: "reason-required" });
    const revenue = await lockRevenue(db, revenueId);
    if (!revenue || !mayDo(context.actor.access, "execution.revenue", revenue.unit))
      return refuse({ kind: "not-found", what: "revenue", id: revenueId });
    const before = await reversalOfDocument(db, "revenue", revenueId);
    if (before) return refuse({ kind: "document-taken-back", document: "revenue", by: before.by });
    const done = await (actId === undefined
      ? takeTitleBack(db, context, revenue, reason)
      : takeActBack(db, context, revenue, actId, reason));
    if (done.ok)
      touch({
        kind: "revenue",
        id: revenueId,
        unit: revenue.unit,
        detail: { takenBack: done.value.number, reason, movement: done.value.movement },
      });
    return done;
  });
}

async function takeTitleBack(db: Db, context: CommandContext, revenue: Revenue, reason: string): Promise<Result<TakenBackRevenue>> {
  const { id, number, eventId, cashed, reduced } = revenue;
  if (cashed + reduced > 0n) return refuse({ kind: "revenue-rested-upon", number, rests: "acts", amount: cashed + reduced });
  const own = await oppose(db, context, eventId, `${number} · ${reason}`, randomUUID());
  if (!own.ok) return own;
  await saveReversal(db, { document: "revenue", documentId: id, eventId: own.value, reason, movementId: null, author: context.actor.id });
  return accept({ number, movement: null });
}

async function takeActBack(
  db: Db,
  context: CommandContext,
  revenue: Revenue,
  actId: string,
  reason: string,
): Promise<Result<TakenBackRevenue>> {
  const act = await standingAct(db, revenue.id, actId);
  if (!act) {
    const before = await reversalOfDocument(db, "revenueAct", actId);
    return before
      ? refuse({ kind: "document-taken-back", document: "revenueAct", by: before.by })
      : refuse({ kind: "not-found", what: "revenueAct", id: actId });
  }
  const standing = takeBackAct(revenue, act.act, act.amount, act.number);
  if (!standing.ok) return standing;
  const closed = await closeCreditsOf(db, context, revenue, act, reason);
  if (!closed.ok) return closed;
  const own = await oppose(db, context, act.eventId, `${act.number} · ${reason}`, closed.value?.eventId ?? randomUUID());
  if (!own.ok) return own;
  await saveStanding(db, revenue.id, standing.value);
  const movementId = closed.value?.movementId ?? null;
  await saveReversal(db, { document: "revenueAct", documentId: act.id, eventId: own.value, reason, movementId, author: context.actor.id });
  return accept({ number: act.number, movement: closed.value?.number ?? null });
}

/** The opposite of what an event posted in the general book, on its own day. */
async function oppose(db: Db, context: CommandContext, posted: string, label: string, eventId: string): Promise<Result<string>> {
  const entries = ((await entriesOfEvents(db, [posted])).get(posted) ?? []).filter(({ draft }) => draft.book === "general");
  const drafts = entries.map(({ draft, reference }) =>
    reversalOf(draft, reference, { entryDate: draft.entryDate, ...(draft.complementary ? { complementary: true } : {}), label, eventId }),
  );
  const done = await postEvents(db, context, [drafts]);
  return done.ok ? accept(eventId) : done;
}

/** The credits that a cash opened go back to where they came from; those that somebody closed again already are left. */
async function closeCreditsOf(
  db: Db,
  context: CommandContext,
  revenue: Revenue,
  { movementId, number, fiscalYear, on, amount }: StandingAct,
  reason: string,
): Promise<Result<PostedMovement | null>> {
  if (movementId === null) return accept(null);
  const undone = await reversalOfMovement(db, movementId);
  if (undone?.state === "posted") return accept(null);
  if (undone) return refuse({ kind: "movement-already-reversed", number, by: documentNumber("MV", undone.fiscalYear, undone.number) });
  const lines = reversalLines(await movementLines(db, movementId));
  const origin = revenue.kind === "assignedRevenue" ? "assignedRevenue" : "earmarkedFund";
  const posted = await postMovement(db, context, {
    ...{ kind: "opening", origin, fiscalYear, on, reason: `${number} · ${reason}`, lines, reverses: movementId },
  });
  if (!posted.ok && posted.refusal.kind === "credit-exceeded")
    return refuse({ kind: "revenue-credits-taken", number, asked: amount, left: posted.refusal.available });
  return posted;
}
