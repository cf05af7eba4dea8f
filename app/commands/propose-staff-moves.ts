import { randomUUID } from "node:crypto";
import { type Capability, mayDo } from "#app/domain/access.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { TeamMonth } from "#app/domain/workload/plan.ts";
import { type DatedMove, datedMoves } from "#app/domain/workload/reallocation.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { yearOfWork } from "#db/queries/workload/plan.ts";
import { endStaffMove, insertStaffMoves, isMoveWaiting, lockStaffMove, type MoveEnd } from "#db/queries/workload/staff-moves.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ProposedStaff {
  readonly year: number;
  /** What the teams of a trial would hold, month by month. */
  readonly staff: readonly TeamMonth[];
}

/**
 * Proposes the moves of staff of a trial, dated, to those who keep the staff of the units. At constant ceiling: what a month takes it gives, or the excess
 * is named (`trial-unbalanced`). By whoever plans the work of every unit that is touched: a refusal names the others. Returns how many moves.
 */
export async function proposeStaffMoves(context: CommandContext, input: ProposedStaff): Promise<Result<number>> {
  return await runCommand(context, { name: "propose-staff-moves", capability: "workload.plan" }, input, async (db, touch) => {
    const units = [...new Set(input.staff.map(({ unit }) => unit))].sort();
    const out = outOfReach(context, "workload.plan", units);
    if (out) return refuse(out);
    await lockNamed(db, "staff moves of a unit", units);
    const { plan } = await yearOfWork(db, { units, year: input.year, today: context.today });
    const { moves, unplaced } = datedMoves(plan, input.staff);
    if (unplaced !== 0n) return refuse({ kind: "trial-unbalanced", staff: unplaced, days: 0n });
    if (moves.length === 0) return refuse({ kind: "moves-nobody" });
    const proposed = moves.map((move) => ({ ...move, id: randomUUID() }));
    for (const move of proposed)
      if (await isMoveWaiting(db, move)) return refuse({ kind: "move-waits-already", from: move.from.unit, to: move.to.unit });
    await insertStaffMoves(db, proposed, context.actor.id);
    for (const { id, from, ...own } of proposed)
      touch({ kind: "staffMove", id, unit: from.unit, detail: { act: "proposed", from, ...own } });
    return accept(proposed.length);
  });
}

export interface EndedMove {
  readonly id: string;
  readonly end: MoveEnd;
  /** Why, of one that is declined. */
  readonly reason: string;
}

/** A move is carried out or declined by whoever keeps the staff of both units, and withdrawn by who proposed it; once. */
export async function endProposedMove(context: CommandContext, input: EndedMove): Promise<Result<null>> {
  const capability = input.end === "withdrawn" ? "workload.plan" : "workforce.edit";
  return await runCommand(context, { name: "end-proposed-move", capability }, input, async (db, touch) => {
    const { id, end } = input;
    const reason = input.reason.trim();
    const own = await lockStaffMove(db, id);
    const isOwn = own?.authorId === context.actor.id;
    if (!own || !isSeen(context, own) || (end === "withdrawn" && !isOwn)) return refuse({ kind: "not-found", what: "staffMove", id });
    const out = end === "withdrawn" ? undefined : outOfReach(context, "workforce.edit", [...new Set([own.from.unit, own.to.unit])].sort());
    if (out) return refuse(out);
    if (own.state !== "proposed") return refuse({ kind: "wrong-state", what: "staffMove", state: own.state, expected: ["proposed"] });
    if (end === "declined" && reason === "") return refuse({ kind: "reason-required" });
    await endStaffMove(db, id, { state: end, by: context.actor.id, reason });
    touch({ kind: "staffMove", id, unit: own.from.unit, detail: { act: end, reason } });
    return accept(null);
  });
}

/** A move that touches none of one's units does not exist. */
function isSeen({ actor }: CommandContext, { from, to }: DatedMove): boolean {
  return [from.unit, to.unit].some((unit) => mayDo(actor.access, "planning.read", unit));
}

function outOfReach({ actor }: CommandContext, capability: Capability, units: readonly string[]): Refusal | undefined {
  const out = units.filter((unit) => !mayDo(actor.access, capability, unit));
  return out.length === 0 ? undefined : { kind: "moves-out-of-reach", units: out };
}
