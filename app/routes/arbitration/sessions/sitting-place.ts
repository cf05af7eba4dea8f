import { seesWhole } from "#app/commands/sitting-people.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { findSitting, participantsOf, type Sitting } from "#db/queries/arbitration/sitting.ts";
import { campaignUnits } from "#db/queries/campaign.ts";

type Place = Pick<LoaderScene, "year" | "access" | "params" | "notFound">;

/** The sitting of the address, of the year that the address says, for who sees the whole campaign. */
export async function sittingOfAddress(db: Db, { year, access, params, notFound }: Place): Promise<Sitting> {
  const id = params.sitting ?? "";
  const sitting = await findSitting(db, id);
  if (sitting?.targetYear !== year || !seesWhole(access, await campaignUnits(db, sitting.campaignId))) throw notFound("sitting", id);
  return sitting;
}

/** What a person does in a sitting: presides, writes, or looks on; `prepares` before it is opened. */
export interface Part {
  readonly isChair: boolean;
  readonly writes: boolean;
  readonly prepares: boolean;
}

export async function partIn(
  db: Db,
  sitting: Pick<Sitting, "id" | "chair" | "campaignId">,
  { person, mayDo }: Pick<LoaderScene, "person" | "mayDo">,
): Promise<Part> {
  const units = await campaignUnits(db, sitting.campaignId);
  const everywhere = (capability: "arbitration.prepare" | "arbitration.decide") => units.every((unit) => mayDo(capability, unit));
  const prepares = everywhere("arbitration.prepare") || everywhere("arbitration.decide");
  const isChair = person.id === sitting.chair && everywhere("arbitration.decide");
  const own = (await participantsOf(db, sitting.id)).find((participant) => participant.person === person.id);
  return { isChair, writes: isChair || (own?.role === "secretary" && prepares), prepares };
}

export function sittingAddress(year: number, id: string): string {
  return `/${year}/arbitration/sessions/${id}`;
}
