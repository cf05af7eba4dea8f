import { mayDo } from "#app/domain/access.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { unitOfPaymentRequest, unitsOfCommitment } from "#db/queries/execution-documents.ts";
import type { AttachmentPlace } from "#db/queries/ledger/attachment.ts";
import type { CommandContext } from "./run.ts";

export type ExpensePlace = Extract<AttachmentPlace, { readonly commitmentId: string } | { readonly paymentRequestId: string }>;

/** A commitment or a payment request to which this person may join a file, or take one off: one that touches a unit where they write such documents. */
export async function expenseToJoin(db: Db, { actor }: CommandContext, place: ExpensePlace): Promise<Result<null>> {
  if ("commitmentId" in place) {
    const units = await unitsOfCommitment(db, place.commitmentId);
    const reached = units.some((unit) => mayDo(actor.access, "execution.commit", unit));
    return reached ? accept(null) : refuse<Refusal>({ kind: "not-found", what: "commitment", id: place.commitmentId });
  }
  const unit = await unitOfPaymentRequest(db, place.paymentRequestId);
  const reached = unit !== undefined && mayDo(actor.access, "execution.request", unit);
  return reached ? accept(null) : refuse<Refusal>({ kind: "not-found", what: "paymentRequest", id: place.paymentRequestId });
}
