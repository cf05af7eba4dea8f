import type { Db } from "#db/client.ts";
import { type AgendaItem, agendaOf, type Sitting } from "#db/queries/arbitration/sitting.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { type ListedRequest, requestsOf } from "#db/queries/forecast/reading.ts";

/** The agenda of a sitting, and what may still be put on it. */
export interface ArrangedAgenda {
  readonly items: readonly AgendaItem[];
  /** Units without a point of their own, each with its requests that have none either. */
  readonly left: readonly {
    readonly unit: string;
    readonly label: string;
    readonly isWhole: boolean;
    readonly requests: readonly { readonly id: string; readonly number: number; readonly title: string }[];
  }[];
}

export async function arrangedAgenda(db: Db, { id, campaignId }: Pick<Sitting, "id" | "campaignId">): Promise<ArrangedAgenda> {
  const items = await agendaOf(db, id);
  const requests = await handedIn(db, campaignId);
  const left = [...new Set(requests.map(({ unit }) => unit))].map((unit) => {
    const own = requests.filter((request) => request.unit === unit);
    return {
      ...{ unit, label: own[0]?.unitLabel ?? unit },
      isWhole: !items.some((item) => item.unit === unit && item.requestId === null),
      requests: own
        .filter((request) => !items.some((item) => item.requestId === request.id))
        .map(({ id: request, number, title }) => ({ id: request, number, title })),
    };
  });
  return { items, left: left.filter((own) => own.isWhole || own.requests.length > 0) };
}

/** Every request of the campaign that was handed in, whole: a sitting is for those who see all of it. */
export async function handedIn(db: Db, campaign: string): Promise<ListedRequest[]> {
  const units = new Set(await campaignUnits(db, campaign));
  return (await requestsOf(db, campaign, units, "everywhere")).filter(({ state }) => state !== "draft");
}
