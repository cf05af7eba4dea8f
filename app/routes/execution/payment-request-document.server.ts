import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { unitOfPaymentRequest } from "#db/queries/execution-documents.ts";
import { paymentRequestAddress } from "../units/addresses.ts";

/** A payment request, as the routes of its files know it. */
export const paymentRequestDocument = {
  place: (paymentRequestId: string) => ({ paymentRequestId }),
  address: paymentRequestAddress,
  isSeen: async ({ db, access, today }: LoaderScene, id: string) => {
    const own = await unitOfPaymentRequest(db, id);
    return (await visibleUnits(db, access, "execution.read", today)).some(({ code }) => code === own);
  },
};
