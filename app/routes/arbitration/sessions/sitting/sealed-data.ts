import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { readMinutes } from "#app/domain/arbitration/sitting/minutes.ts";
import { verifiedMinutes } from "#app/domain/arbitration/sitting/verification.ts";
import type { Db } from "#db/client.ts";
import { decisionsOf } from "#db/queries/arbitration/decision.ts";
import { minutedBySitting, minutesOf } from "#db/queries/arbitration/minutes.ts";
import { laterCorrections, type Sitting } from "#db/queries/arbitration/sitting.ts";
import { campaignUnits } from "#db/queries/campaign.ts";

/** The minutes of a sealed sitting as they were sealed, what corrected them since and, when it is asked, whether they are intact. */
export async function sealedOf(db: Db, sitting: Sitting, { isVerified }: { readonly isVerified: boolean }) {
  const all = await minutesOf(db, sitting.campaignId);
  const own = all.find(({ sittingId }) => sittingId === sitting.id);
  if (!own) throw new Error("A sealed sitting has no minutes.");
  const units = new Set(await campaignUnits(db, sitting.campaignId));
  const register = await decisionsOf(db, { campaign: sitting.campaignId, units });
  const corrections = await laterCorrections(db, sitting.id);
  return {
    ...{ sitting, minutes: readMinutes(own.document), hash: own.hash, previousHash: own.previousHash, sealedBy: own.sealedBy },
    corrections: corrections.map((correction) => {
      const decision = register.find(({ number }) => number === correction.number);
      return { ...correction, reason: decision?.reason ?? "", outcome: outcomeOf(decision?.verb ?? "other", decision?.amounts ?? []) };
    }),
    verified: isVerified ? verifiedMinutes(all, minutedBySitting(register)) : null,
  };
}
export type SealedMinutes = Awaited<ReturnType<typeof sealedOf>>;
