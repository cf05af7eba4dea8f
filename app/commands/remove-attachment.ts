import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Attachment, type AttachmentPlace, attachmentById, markRemoved, wasHandedIn } from "#db/queries/ledger/attachment.ts";
import { draftById } from "#db/queries/ledger/draft.ts";
import { capabilityAt } from "./add-attachment.ts";
import { expenseToJoin } from "./expense-to-join.ts";
import { draftReaderFor } from "./ledger-reach.ts";
import { movementToJoin } from "./movement-document.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface AttachmentRemoval {
  readonly id: string;
  /** Required once the entry is posted, or the request handed in with it. */
  readonly reason: string;
  /** What its address names; absent: a file of the ledger. */
  readonly place?: NamedPlace;
}
export type NamedPlace = Exclude<AttachmentPlace, { readonly draftId: string } | { readonly entryId: bigint }>;

type Joined = Pick<Attachment, "draftId" | "entryId" | "requestId" | "movementId" | "commitmentId" | "paymentRequestId">;

/**
 * Takes a file off a draft, or marks the one of a posted entry, of a request that was handed in, or of an expense, as removed: its bytes stay, with who removed it,
 * when and why. Answers what it was.
 */
export async function removeAttachment(context: CommandContext, input: AttachmentRemoval): Promise<Result<Joined>> {
  const { actor } = context;
  const capability = capabilityAt(input.place ?? { draftId: "" });
  return await runCommand(context, { name: "remove-attachment", capability }, input, async (db, touch) => {
    const reached = await reach(db, context, input);
    if (!reached.ok) return reached;
    const attachment = await attachmentById(db, input.id);
    const missing = refuse({ kind: "not-found", what: "attachment", id: input.id } as const);
    if (!attachment || attachment.removal || !isJoinedTo(attachment, input.place)) return missing;
    const { draftId, entryId, requestId, movementId, commitmentId, paymentRequestId, addedAt } = attachment;
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
      commitment: commitmentId,
      paymentRequest: paymentRequestId,
      reason: input.reason,
    };
    touch({ kind: "attachment", id: input.id, detail });
    return accept({ draftId, entryId, requestId, movementId, commitmentId, paymentRequestId });
  });
}

const named = ["requestId", "movementId", "commitmentId", "paymentRequestId"] as const;

/** Joined to what its address names, and to nothing else that has an address of its own. */
function isJoinedTo(attachment: Attachment, place: NamedPlace | undefined): boolean {
  const wanted: Readonly<Partial<Record<(typeof named)[number], string>>> = place ?? {};
  return named.every((name) => (attachment[name] ?? undefined) === wanted[name]);
}

/** Reaches what the file is joined to; « kept »: what it bears is only marked as removed. */
async function reach(db: Db, context: CommandContext, { place }: AttachmentRemoval): Promise<Result<unknown>> {
  if (place === undefined) return await requireWholeLedger(db, context, "ledger.post");
  if ("requestId" in place) return await requestWithinReach(db, context, place.requestId, "edit");
  if ("movementId" in place) {
    const movement = await movementToJoin(db, context, place.movementId);
    return movement.ok ? accept(movement.value.state === "draft" ? "free" : "kept") : movement;
  }
  const expense = await expenseToJoin(db, context, place);
  return expense.ok ? accept("kept") : expense;
}

async function seesDraft(db: Db, { actor, today }: CommandContext, draftId: string): Promise<boolean> {
  return (await draftById(db, draftId, await draftReaderFor(db, actor, today))) !== undefined;
}
