import type { Capability } from "#app/domain/access.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import { accept, type Result } from "#app/domain/result.ts";
import type { MovementKind } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { advanceRequests, requestsAtDisposal } from "#db/queries/allotment.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { checkReach } from "./post-events.ts";
import { checkContent, type MovementContent, type PostedMovement, postMovement } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface MoveCreditsInput extends Omit<MovementContent, "kind" | "reverses"> {
  /** An opening is `openCredits`, a year's end `lapseCredits`. */
  readonly kind: Exclude<MovementKind, "opening" | "lapse">;
  /** The second person, never the author. */
  readonly approver?: bigint;
}

/**
 * Moves credits from stage to stage, or between places, at once: the legal paths of the kind, asymmetric fungibility (LOLF art. 7 II), the caps of
 * the law, AE = CP on title 2 (LOLF art. 8); never more than the stage holds (`credit-exceeded`). When all that a request was given is at
 * disposal, the request is `allotted`. On the pages a movement is a document first (`save-movement`).
 */
export async function moveCredits(context: CommandContext, input: MoveCreditsInput): Promise<Result<PostedMovement>> {
  const { kind, on, reason, lines } = input;
  const capability = capabilityFor(kind);
  return await runCommand(context, { name: "move-credits", capability }, input, async (db, touch) => {
    const reach = checkReach(context, capability, unitsOf(lines));
    if (!reach.ok) return reach;
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const checked = await checkContent(db, input);
    if (!checked.ok) return checked;
    const fiscalYear = years.value(on);
    const posted = await postMovement(db, context, { ...input, fiscalYear });
    if (!posted.ok) return posted;
    if (kind === "allotment") await recordDisposal(db, context, fiscalYear, lines, reason);
    touch({ kind: "movement", id: posted.value.movementId, detail: { number: posted.value.number, movement: kind, reason } });
    return accept(posted.value);
  });
}

/** Requests whose credits are all at disposal move on, in the transaction that put the last of them there. */
export async function recordDisposal(
  db: Db,
  context: CommandContext,
  year: number,
  lines: readonly MovementLine[],
  reason: string,
): Promise<void> {
  const requests = await requestsAtDisposal(db, year, unitsOf(lines));
  await advanceRequests(db, requests, { from: "notified", to: "allotted", actor: context.actor.id, reason });
}

/** What one must hold to move credits in this way. */
export function capabilityFor(kind: MovementKind): Capability {
  return kind === "allotment" || kind === "withdrawal" ? "allotment.release" : "allotment.notify";
}

/** The units that a movement touches. */
export function unitsOf(lines: readonly MovementLine[]): string[] {
  return [...new Set(lines.flatMap(({ from, to }) => [from.unit, to.unit]))];
}
