import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Attachment, type AttachmentPlace, attachmentById, markRemoved, wasHandedIn } from "#db/queries/ledger/attachment.ts";
import { draftById } from "#db/queries/ledger/draft.ts";
import { capabilityAt } from "./add-attachment.ts";
import { draftReaderFor } from "./ledger-reach.ts";
import { movementToJoin } from "./movement-document.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface AttachmentRemoval {
  readonly id: string;
  /** Required once the entry is posted, or the request handed in with it. */
  readonly reason: string;
  /** The request that its address names; absent: a file of the ledger. */
  readonly requestId?: string;
  /** The movement that its address names. */
  readonly movementId?: string;
}

type Joined = Pick<Attachment, "draftId" | "entryId" | "requestId" | "movementId">;

/**
 * Takes a file off a draft, or marks the one of a posted entry, or of a request that was handed in, as removed: its bytes stay, with who removed it,
 * when and why. Answers what it was.
 */
export async function removeAttachment(context: CommandContext, input: AttachmentRemoval): Promise<Result<Joined>> {
  const { actor } = context;
  const place = placeOf(input);
  return await runCommand(context, { name: "remove-attachment", capability: capabilityAt(place) }, input, async (db, touch) => {
    const reached = await reach(db, context, input);
    if (!reached.ok) return reached;
    const attachment = await attachmentById(db, input.id);
    const missing = refuse({ kind: "not-found", what: "attachment", id: input.id } as const);
    if (!attachment || attachment.removal || (attachment.requestId ?? undefined) !== input.requestId) return missing;
    if ((attachment.movementId ?? undefined) !== input.movementId) return missing;
    const { draftId, entryId, requestId, movementId, addedAt } = attachment;
    if (draftId !== null && entryId === null && !(await seesDraft(db, context, draftId))) return missing;
    const isKept = entryId !== null || reached.value === "kept" || (requestId !== null && (await wasHandedIn(db, { requestId, addedAt })));
    if (isKept && input.reason.trim() === "") return refuse({ kind: "reason-required" });
    if (!(await markRemoved(db, input.id, { by: actor.id, reason: input.reason.trim() || null }))) return missing;
    const detail = {
      name: attachment.name,
      entry: entryId,
      draft: draftId,
      request: requestId,
      movement: movementId,
      reason: input.reason,
    };
    touch({ kind: "attachment", id: input.id, detail });
    return accept({ draftId, entryId, requestId, movementId });
  });
}

function placeOf({ requestId, movementId }: AttachmentRemoval): AttachmentPlace {
  if (movementId !== undefined) return { movementId };
  return requestId === undefined ? { draftId: "" } : { requestId };
}

async function reach(db: Db, context: CommandContext, { requestId, movementId }: AttachmentRemoval): Promise<Result<unknown>> {
  if (movementId !== undefined) {
    const movement = await movementToJoin(db, context, movementId);
    return movement.ok ? accept(movement.value.state === "draft" ? "free" : "kept") : movement;
  }
  if (requestId !== undefined) return await requestWithinReach(db, context, requestId, "edit");
  return await requireWholeLedger(db, context, "ledger.post");
}

async function seesDraft(db: Db, { actor, today }: CommandContext, draftId: string): Promise<boolean> {
  return (await draftById(db, draftId, await draftReaderFor(db, actor, today))) !== undefined;
}
