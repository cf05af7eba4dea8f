import { capabilityAt } from "#app/commands/add-attachment.ts";
import type { ExpensePlace } from "#app/commands/expense-to-join.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { unitOfPaymentRequest, unitsOfCommitment } from "#db/queries/execution-documents.ts";
import type { Attachment } from "#db/queries/ledger/attachment.ts";
import type { Bearer } from "../attachments/attachment-routes.server.ts";
import { commitmentAddress, paymentRequestAddress } from "../units/addresses.ts";

/** The files of the commitment of `:id`, for whoever reads one of its units. */
export const commitmentFiles = filesOf({
  place: (commitmentId) => ({ commitmentId }),
  isOf: ({ commitmentId }, id) => commitmentId === id,
  units: unitsOfCommitment,
  address: commitmentAddress,
});

/** The files of the payment request of `:id`, for whoever reads its unit. */
export const paymentRequestFiles = filesOf({
  place: (paymentRequestId) => ({ paymentRequestId }),
  isOf: ({ paymentRequestId }, id) => paymentRequestId === id,
  units: async (db, id) => [await unitOfPaymentRequest(db, id)],
  address: paymentRequestAddress,
});

interface ExpenseDocument {
  place(id: string): ExpensePlace;
  isOf(attachment: Attachment, id: string): boolean;
  units(db: Db, id: string): Promise<readonly (string | undefined)[]>;
  address(year: number, id: string): string;
}

function filesOf({ place, isOf, units, address }: ExpenseDocument): Bearer {
  return {
    read: { capability: "execution.read" },
    change: { capability: capabilityAt(place("")) },
    place: async ({ params }) => place(params["id"] ?? ""),
    isSeen: async ({ db, access, today, params }: LoaderScene, attachment) => {
      const id = params["id"] ?? "";
      if (!isOf(attachment, id)) return false;
      const seen = new Set((await visibleUnits(db, access, "execution.read", today)).map(({ code }) => code));
      return (await units(db, id)).some((unit) => unit !== undefined && seen.has(unit));
    },
    page: ({ year, params }) => address(year, params["id"] ?? ""),
  };
}
