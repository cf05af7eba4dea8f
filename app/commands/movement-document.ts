import { type Capability, mayDo } from "#app/domain/access.ts";
import { checkCap } from "#app/domain/allotment/caps.ts";
import { type MovementLine, movementRules } from "#app/domain/allotment/movement.ts";
import { needsAct } from "#app/domain/allotment/movement-state.ts";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { MovementKind, SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { type LockedMovement, lockMovement } from "#db/queries/allotment.ts";
import { capStates } from "#db/queries/allotment-caps.ts";
import { shortStages } from "#db/queries/allotment-stages.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { capabilityFor, unitsOf } from "./move-credits.ts";
import { checkContent, type MovementContent, usesOf } from "./post-movement.ts";
import type { CommandContext } from "./run.ts";

/** What one must hold to write a document of this kind: a redeployment may be asked for by a unit. */
export function writingCapability(kind: MovementKind): Capability {
  return kind === "redeployment" ? "allotment.request" : capabilityFor(kind);
}

/** A redeployment is written by whoever holds one of its two sides; anything else by whoever holds all its units. A unit out of reach is none. */
export function checkWriter({ actor }: CommandContext, kind: MovementKind, lines: readonly MovementLine[]): Result<true> {
  const capability = writingCapability(kind);
  const reached = (unit: string) => mayDo(actor.access, capability, unit);
  const foreign =
    kind === "redeployment"
      ? lines.find(({ from, to }) => !reached(from.unit) && !reached(to.unit))?.to.unit
      : unitsOf(lines).find((unit) => !reached(unit));
  return foreign === undefined ? accept(true) : refuse<Refusal>({ kind: "not-found", what: "unit", id: foreign });
}

/** The codes of a draft are known, its amounts above zero, its day in its exercise: what a table of the database would refuse. */
export async function checkDraft(db: Db, fiscalYear: number, { lines, on, reason }: MovementContent): Promise<Result<true>> {
  if (reason.trim() === "") return refuse({ kind: "reason-required" });
  const years = await exercisesOf(db, [on]);
  if (!years.ok) return years;
  if (years.value(on) !== fiscalYear) return refuse({ kind: "unknown-year", date: on });
  if (lines.length === 0) return refuse({ kind: "too-few-lines", count: 0 });
  const wrong = lines.findIndex(({ amount }) => amount <= 0n);
  if (wrong >= 0) {
    const amount = lines[wrong]?.amount ?? 0n;
    return refuse<Refusal>(
      amount === 0n ? { kind: "line-without-amount", line: wrong + 1 } : { kind: "negative-amount", line: wrong + 1, amount },
    );
  }
  const places = lines.flatMap(({ from, to }) => [from, to]);
  for (const dimension of ["unit", "nature", "activity"] as const) {
    const known = await checkCodes(
      db,
      dimension,
      places.map((place) => place[dimension]),
      on,
    );
    if (!known.ok) return known;
  }
  return accept(true);
}

/**
 * All that a proposed movement must be, beside what is available on the day it is posted: legal, allowed by an act where one is needed, within the
 * caps, from credits that are there (those that the author may see).
 */
export async function checkProposal(
  db: Db,
  { actor }: CommandContext,
  fiscalYear: number,
  content: MovementContent,
): Promise<Result<(nature: string) => SpendingClass | undefined>> {
  const { kind, lines, origin, actReference = "" } = content;
  if (kind === "opening" && origin === undefined) return refuse({ kind: "origin-required" });
  if (needsAct(kind) && actReference.trim() === "")
    return refuse({ kind: "act-required", movement: kind, article: movementRules[kind].article });
  const checked = await checkContent(db, content);
  if (!checked.ok) return checked;
  const uses = await usesOf(db, content);
  const states = await capStates(db, fiscalYear, uses);
  for (const [index, state] of states.entries()) {
    const within = checkCap(state, uses[index]?.amount ?? 0n);
    if (!within.ok) return within;
  }
  const [short] = (await shortStages(db, fiscalYear, lines)).filter(({ unit }) => mayDo(actor.access, "allotment.read", unit));
  return short ? refuse<Refusal>({ kind: "credit-exceeded", ...short }) : checked;
}

/** A document that the actor may see: their own draft, or one that touches a unit they read; else it does not exist. Locked. */
export async function documentWithinReach(db: Db, { actor }: CommandContext, id: string): Promise<Result<LockedMovement>> {
  const movement = await lockMovement(db, id);
  const own = movement?.author === actor.id || actor.access.system === true;
  const seen =
    movement !== undefined &&
    (own || (movement.state !== "draft" && unitsOf(movement.lines).some((unit) => mayDo(actor.access, "allotment.read", unit))));
  return seen ? accept(movement) : refuse<Refusal>({ kind: "not-found", what: "movement", id });
}

/** Its content, as the rules look at it, on the day it is posted. */
export function contentOf(movement: LockedMovement, on: Day = movement.on): MovementContent {
  const { kind, reason, lines, origin, actReference, counterpart, payer, earmarked, reverses } = movement;
  return { kind, on, reason, lines, origin, actReference, counterpart, payer, earmarked, reverses };
}

/** The movement to which a file is joined, or from which one is taken: by whoever could have written it. */
export async function movementToJoin(db: Db, context: CommandContext, id: string): Promise<Result<LockedMovement>> {
  const found = await documentWithinReach(db, context, id);
  if (!found.ok) return found;
  const { kind, lines, author } = found.value;
  if (author === context.actor.id) return found;
  return checkWriter(context, kind, lines).ok ? found : refuse<Refusal>({ kind: "not-found", what: "movement", id });
}
