import { createHash, randomUUID } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import type { Capability } from "#app/domain/access.ts";
import { type AttachmentType, attachmentName, isAttachmentType, largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type AttachmentPlace, attachmentsOf, insertAttachment } from "#db/queries/ledger/attachment.ts";
import { lockDraft } from "#db/queries/ledger/draft.ts";
import { entryById } from "#db/queries/ledger/entry.ts";
import { expenseToJoin } from "./expense-to-join.ts";
import { draftReaderFor } from "./ledger-reach.ts";
import { movementToJoin } from "./movement-document.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { obstacleOf } from "./save-draft.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface AttachmentInput {
  readonly place: AttachmentPlace;
  /** As the person's device calls it; kept sanitised. */
  readonly name: string;
  readonly content: Uint8Array;
}
export interface AddedAttachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: AttachmentType;
  readonly sizeBytes: number;
}

/**
 * Joins a file to a draft, to a posted entry, whose digest it does not touch, to a request, to a movement of credits, to a
 * commitment or to a payment request. What it is, its content says, whatever its name claims:
 * PDF, PNG, JPEG or WebP, 20 MiB at most; the same bytes are joined once.
 */
export async function addAttachment(context: CommandContext, input: AttachmentInput): Promise<Result<AddedAttachment>> {
  const { actor } = context;
  const examined = await examine(input);
  if (!examined.ok) return examined;
  const { name, mediaType, sha256 } = examined.value;
  const said = { place: input.place, name, sha256: sha256.toString("hex") };
  return await runCommand(context, { name: "add-attachment", capability: capabilityAt(input.place) }, said, async (db, touch) => {
    const open = await openPlace(db, context, input.place);
    if (!open.ok) return open;
    const live = (await attachmentsOf(db, input.place)).filter(({ removal }) => removal === null);
    if (live.some((attachment) => attachment.sha256 === said.sha256)) return refuse({ kind: "attachment-twice", name });
    const id = randomUUID();
    await insertAttachment(db, {
      ...{ id, fileId: randomUUID(), place: input.place, name, mediaType, sha256 },
      ...{ content: input.content, author: actor.id },
    });
    touch({ kind: "attachment", id, detail: said });
    return accept({ id, name, mediaType, sizeBytes: input.content.length });
  });
}

async function examine({ name, content }: AttachmentInput): Promise<Result<{ name: string; mediaType: AttachmentType; sha256: Buffer }>> {
  const shown = attachmentName(name, "application/pdf").replace(/\.pdf$/, "");
  if (content.length === 0) return refuse({ kind: "attachment-empty", name: shown });
  if (content.length > largestAttachmentBytes)
    return refuse({ kind: "attachment-too-large", name: shown, limitBytes: largestAttachmentBytes });
  const found = (await fileTypeFromBuffer(content))?.mime;
  if (found === undefined || !isAttachmentType(found)) return refuse({ kind: "attachment-type", name: shown, found: found ?? null });
  return accept({ name: attachmentName(name, found), mediaType: found, sha256: createHash("sha256").update(content).digest() });
}

/** What one must hold to join a file there, or to take it off. */
export function capabilityAt(place: AttachmentPlace): Capability {
  if ("movementId" in place) return "allotment.request";
  if ("commitmentId" in place) return "execution.commit";
  if ("paymentRequestId" in place) return "execution.request";
  return "requestId" in place ? "forecast.edit" : "ledger.post";
}

async function openPlace(db: Db, context: CommandContext, place: AttachmentPlace): Promise<Result<null>> {
  if ("requestId" in place) {
    const request = await requestWithinReach(db, context, place.requestId, "edit");
    return request.ok ? accept(null) : request;
  }
  if ("movementId" in place) {
    const movement = await movementToJoin(db, context, place.movementId);
    return movement.ok ? accept(null) : movement;
  }
  if ("commitmentId" in place || "paymentRequestId" in place) return await expenseToJoin(db, context, place);
  const whole = await requireWholeLedger(db, context, "ledger.post");
  if (!whole.ok) return whole;
  const { actor, today } = context;
  if ("entryId" in place) {
    const entry = await entryById(db, place.entryId);
    return entry ? accept(null) : refuse({ kind: "not-found", what: "entry", id: place.entryId.toString() });
  }
  const draft = await lockDraft(db, place.draftId, await draftReaderFor(db, actor, today));
  if (!draft) return refuse({ kind: "not-found", what: "draft", id: place.draftId });
  const obstacle = obstacleOf(draft);
  return obstacle ? refuse(obstacle) : accept(null);
}
