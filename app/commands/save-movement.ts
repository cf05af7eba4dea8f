import { randomUUID } from "node:crypto";
import { originOf } from "#app/domain/allotment/movement.ts";
import { afterAct, type KindByHand, needsApproval } from "#app/domain/allotment/movement-state.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import {
  saveMovement as insertMovement,
  insertStep,
  type LockedMovement,
  lockMovement,
  markMovement,
  rewriteMovement,
} from "#db/queries/allotment.ts";
import { nextMovementNumber } from "#db/queries/document-number.ts";
import { checkDraft, checkProposal, checkWriter, contentOf, documentWithinReach, writingCapability } from "./movement-document.ts";
import { tellApprovers } from "./movement-notices.ts";
import { postDocument } from "./post-document.ts";
import type { MovementContent } from "./post-movement.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";

export interface SaveMovementInput extends Omit<MovementContent, "reverses"> {
  readonly kind: KindByHand;
  readonly fiscalYear: number;
  /** The draft that is written anew, and the version that was seen of it; absent: a new document. */
  readonly draft?: { readonly id: string; readonly version: bigint };
  /** Proposes it at once; else it stays a draft. */
  readonly propose: boolean;
}
export interface SavedMovement {
  readonly movementId: string;
  readonly number: string;
  /** Posted at once where the kind needs no second person. */
  readonly state: "draft" | "proposed" | "posted";
}

/**
 * Writes a movement of credits as a document, numbered from its first writing. A draft is its author's alone. Proposed, it waits for a second person,
 * or posts at once when its kind only carries out what was decided (decision 0129). Refused: units out of reach · no reason · codes, day, amounts · what
 * `checkProposal` refuses, when it is proposed · somebody else wrote the draft meanwhile (`stale`).
 */
export async function saveMovement(context: CommandContext, input: SaveMovementInput): Promise<Result<SavedMovement>> {
  const { kind, fiscalYear, lines, draft, propose, ...content } = input;
  const reason = input.reason.trim();
  return await runCommand(context, { name: "save-movement", capability: writingCapability(kind) }, input, async (db, touch) => {
    const writer = checkWriter(context, kind, lines);
    if (!writer.ok) return writer;
    const valid = await checkDraft(db, fiscalYear, { ...content, kind, lines, reason });
    if (!valid.ok) return valid;
    const before = draft ? await ownDraft(db, context, draft) : accept(undefined);
    if (!before.ok) return before;
    return await writeDocument(db, context, { ...content, kind, lines, reason, fiscalYear, draft: before.value, propose }, touch);
  });
}

interface Writing extends MovementContent {
  readonly fiscalYear: number;
  /** The draft that is written anew; absent: a new document. */
  readonly draft?: LockedMovement | undefined;
  readonly propose: boolean;
}

/** Writes a document whose codes and day are valid, and proposes it when it is asked; inside a command. */
export async function writeDocument(
  db: Db,
  context: CommandContext,
  { draft, propose, ...content }: Writing,
  touch: (touched: Touched) => void,
): Promise<Result<SavedMovement>> {
  const { fiscalYear, kind, lines, reason } = content;
  const author = context.actor.id;
  const [id, number] = draft ? [draft.id, draft.number] : [randomUUID(), await nextMovementNumber(db, fiscalYear)];
  const row = { ...content, id, number, origin: originOf(kind, lines, content.origin), state: "draft", author } as const;
  if (draft) await rewriteMovement(db, row);
  else {
    await insertMovement(db, row);
    await insertStep(db, { movementId: id, state: "draft", actor: author });
  }
  const written = await lockMovement(db, id);
  if (!written) throw new Error("a movement was written, and is not there");
  const saved = propose ? await proposed(db, context, written) : accept("draft" as const);
  if (!saved.ok) return saved;
  const said = documentNumber("MV", fiscalYear, number);
  touch({ kind: "movement", id, detail: { number: said, movement: kind, state: saved.value, reason, reverses: content.reverses ?? null } });
  return accept({ movementId: id, number: said, state: saved.value });
}

/** Hands a draft over as it stands. */
export async function proposeMovement(context: CommandContext, input: { readonly movementId: string }): Promise<Result<SavedMovement>> {
  return await runCommand(context, { name: "propose-movement", capability: "allotment.read" }, input, async (db, touch) => {
    const found = await documentWithinReach(db, context, input.movementId);
    if (!found.ok) return found;
    const movement = found.value;
    const { id, kind, fiscalYear, number } = movement;
    const writer =
      movement.author === context.actor.id
        ? checkWriter(context, kind, movement.lines)
        : refuse<Refusal>({ kind: "not-found", what: "movement", id });
    if (!writer.ok) return writer;
    const saved = await proposed(db, context, movement);
    if (!saved.ok) return saved;
    const said = documentNumber("MV", fiscalYear, number);
    touch({ kind: "movement", id, detail: { number: said, movement: kind, state: saved.value } });
    return accept({ movementId: id, number: said, state: saved.value });
  });
}

/** From a draft to what waits for a second person, or to what is posted. */
async function proposed(db: Db, context: CommandContext, movement: LockedMovement): Promise<Result<"proposed" | "posted">> {
  const { id, fiscalYear, kind, on, state } = movement;
  const next = afterAct(state, "propose");
  if (!next.ok) return next;
  const checked = await checkProposal(db, context, fiscalYear, contentOf(movement));
  if (!checked.ok) return checked;
  if (!needsApproval(kind)) {
    const posted = await postDocument(db, context, movement, { on, mandate: null });
    return posted.ok ? accept("posted") : posted;
  }
  await markMovement(db, id, "proposed");
  await insertStep(db, { movementId: id, state: "proposed", actor: context.actor.id });
  await tellApprovers(db, context, movement);
  return accept("proposed");
}

async function ownDraft(
  db: Db,
  context: CommandContext,
  { id, version }: NonNullable<SaveMovementInput["draft"]>,
): Promise<Result<LockedMovement>> {
  const found = await documentWithinReach(db, context, id);
  if (!found.ok) return found;
  const { state, author, version: current } = found.value;
  if (author !== context.actor.id) return refuse<Refusal>({ kind: "not-found", what: "movement", id });
  if (state !== "draft") return refuse<Refusal>({ kind: "wrong-state", what: "movement", state, expected: ["draft"] });
  return current === version ? found : refuse<Refusal>({ kind: "stale", what: "movement", seen: version, current });
}
