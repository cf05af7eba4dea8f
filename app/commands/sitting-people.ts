import { type Access, type Capability, mayDo } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "#db/client.ts";
import { accessOf, type PersonInReach, peopleWho } from "#db/queries/access.ts";
import { campaignUnits } from "#db/queries/campaign.ts";

/** Who may come to the sittings of a campaign, and what each may do there. */
export interface SittingPeople {
  /** They see each unit of the campaign: a sitting is read whole. */
  readonly readers: readonly PersonInReach[];
  /** They may decide each unit's requests. */
  readonly chairs: readonly PersonInReach[];
  /** They may prepare, or decide, the arbitration of each unit. */
  readonly secretaries: readonly PersonInReach[];
}

export async function sittingPeople(db: Db, campaign: string, today: Day): Promise<SittingPeople> {
  const units = await campaignUnits(db, campaign);
  const known: { readonly person: PersonInReach; readonly access: Access }[] = [];
  for (const person of await peopleWho(db, "arbitration.read", units[0] ?? "", today)) {
    known.push({ person, access: await accessOf(db, person.id, today) });
  }
  const everywhere = (capability: Capability, { access }: { access: Access }) => units.every((unit) => mayDo(access, capability, unit));
  const readers = known.filter((own) => seesWhole(own.access, units));
  return {
    readers: readers.map(({ person }) => person),
    chairs: readers.filter((own) => everywhere("arbitration.decide", own)).map(({ person }) => person),
    secretaries: readers
      .filter((own) => everywhere("arbitration.prepare", own) || everywhere("arbitration.decide", own))
      .map(({ person }) => person),
  };
}

/** A sitting and its minutes say what each unit asks and gets, personnel included: they are for who sees all of that. */
export function seesWhole(access: Access, units: readonly string[]): boolean {
  return units.every((unit) => mayDo(access, "arbitration.read", unit) && mayDo(access, "planning.costs", unit));
}
