import { sameAmountKey } from "#app/domain/arbitration/amount.ts";
import type { Standing } from "#app/domain/arbitration/envelope.ts";
import type { MinutedEnvelope, MinutesDocument } from "#app/domain/arbitration/sitting/minutes.ts";
import type { Db } from "#db/client.ts";
import { decisionsOf, standingDecisions } from "#db/queries/arbitration/decision.ts";
import { minutedBySitting } from "#db/queries/arbitration/minutes.ts";
import { type AgendaItem, agendaOf, openingOf, participantsOf, type Sitting } from "#db/queries/arbitration/sitting.ts";
import { campaignUnits, findCampaign } from "#db/queries/campaign.ts";
import { requestsOf } from "#db/queries/forecast/reading.ts";
import { type OpeningAmount, scopeText } from "./open-sitting.ts";
import type { CommandContext } from "./run.ts";

/** What the minutes say beside what the database holds of the sitting. */
interface Sealing {
  readonly sealedAt: Date;
  readonly standings: readonly Standing[];
  readonly number: number;
  readonly previousHash: string | null;
}

/** The minutes of a sitting as it stands, the campaign locked. */
export async function writtenMinutes(
  db: Db,
  { organisation }: Pick<CommandContext, "organisation">,
  sitting: Sitting,
  { sealedAt, standings, number, previousHash }: Sealing,
): Promise<MinutesDocument> {
  const { id, campaignId, targetYear: year, scenarioId } = sitting;
  const units = new Set(await campaignUnits(db, campaignId));
  const campaign = await findCampaign(db, campaignId);
  const register = await decisionsOf(db, { campaign: campaignId, units });
  const agenda = await agendaOf(db, id);
  const decided = await standingDecisions(db, scenarioId, units);
  const opening = (await openingOf(db, id)) as readonly OpeningAmount[];
  const requests = (await requestsOf(db, campaignId, units, "everywhere")).filter(({ state }) => state !== "draft");
  const { title, plannedOn, plannedAt, place } = sitting;
  return {
    ...{ format: 1, number, previousHash, organisation: organisation.name },
    campaign: { id: campaignId, label: campaign?.label ?? "", year },
    scenario: { id: scenarioId, name: sitting.scenario },
    sitting: {
      ...{ id, number: sitting.number, title, plannedOn, plannedAt, place },
      ...{ openedAt: (sitting.openedAt ?? sealedAt).toISOString(), sealedAt: sealedAt.toISOString() },
    },
    chair: sitting.chairName,
    attendance: (await participantsOf(db, id)).map(({ name, role, isPresent }) => ({ name, role, isPresent })),
    guests: sitting.guests.split("\n").flatMap((name) => (name.trim() === "" ? [] : [name.trim()])),
    agenda: agenda.map(minutedItem),
    decisions: minutedBySitting(register).get(id) ?? [],
    undecided: requests
      .filter(
        (own) =>
          !decided.has(own.id) && agenda.some((item) => item.requestId === own.id || (item.requestId === null && item.unit === own.unit)),
      )
      .map(({ unitLabel, number: request, title: said }) => ({ unitLabel, number: request, title: said })),
    envelopes: standings.filter(({ targetYear }) => targetYear === year).map((own) => minutedEnvelope(own, opening)),
  };
}

function minutedItem({
  unit,
  unitLabel,
  requestNumber,
  title,
  plannedMinutes,
  usedSeconds,
  state,
}: AgendaItem): MinutesDocument["agenda"][number] {
  const request = requestNumber === null ? null : { number: requestNumber, title: title ?? "" };
  return { unit, unitLabel, request, plannedMinutes, usedSeconds, isDealtWith: state !== "waiting" };
}

function minutedEnvelope(own: Standing, opening: readonly OpeningAmount[]): MinutedEnvelope {
  const { spendingClass, measure, targetYear, envelope, asked, decided, scope } = own;
  const before = opening.find((kept) => sameAmountKey({ ...kept, targetYear: kept.year }, own) && kept.scope === scopeText(own));
  return {
    ...{ spendingClass, measure, year: targetYear, place: scope?.label ?? null },
    ...{
      envelope: envelope === null ? null : String(envelope),
      asked: String(asked),
      before: before?.decided ?? "0",
      after: String(decided),
    },
  };
}
