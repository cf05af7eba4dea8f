import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { unitsOfCommitment } from "#db/queries/execution-documents.ts";
import { commitmentAddress } from "../units/addresses.ts";

/** A commitment, as the routes of its files know it. */
export const commitmentDocument = {
  place: (commitmentId: string) => ({ commitmentId }),
  address: commitmentAddress,
  isSeen: async ({ db, access, today }: LoaderScene, id: string) => {
    const seen = new Set((await visibleUnits(db, access, "execution.read", today)).map(({ code }) => code));
    return (await unitsOfCommitment(db, id)).some((unit) => seen.has(unit));
  },
};
