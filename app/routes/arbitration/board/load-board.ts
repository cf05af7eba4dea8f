import { unitsWhere } from "#app/domain/access.ts";
import { amountUnder, type PlannedAmount, totalled } from "#app/domain/arbitration/amount.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { type AskedAndPending, askedAndPending, landings, requestsTouchedBy, unitYears } from "#db/queries/arbitration/board.ts";
import { type StandingDecision, standingDecisions } from "#db/queries/arbitration/decision.ts";
import { decidedTotals, envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { opinionsOn } from "#db/queries/arbitration/opinion.ts";
import { amountsProposed } from "#db/queries/arbitration/proposed.ts";
import { type Scenario, scenariosOf, shownScenario } from "#db/queries/arbitration/scenario.ts";
import { type Campaign, campaignUnits, shownCampaign } from "#db/queries/campaign.ts";
import { type ListedRequest, requestsOf } from "#db/queries/forecast/reading.ts";
import { unitCodesInScope } from "../../units/scope.ts";
import { measureIn } from "../measure.ts";
import type { BoardEnvelope, BoardUnit } from "./board.ts";
import { boardUnits } from "./board-units.ts";

export interface Board {
  readonly measure: BudgetResource;
  readonly campaign: Campaign;
  readonly scenarios: readonly Scenario[];
  readonly scenario: Scenario | undefined;
  /** Every unit of the campaign may be seen: its envelopes too, then. */
  readonly whole: boolean;
  /** The reader decides on some unit that is shown. */
  readonly decides: boolean;
  readonly envelopes: readonly BoardEnvelope[];
  readonly units: readonly BoardUnit[];
}

/** The board of a year, as its address asks for it (`?m=cp&scenario=&unit=`); undefined without a campaign. One set of queries, whatever the number of requests. */
export async function loadBoard(scene: LoaderScene, place: { readonly unit?: string } = {}): Promise<Board | undefined> {
  const { db, year, access, url, person, today, mayDo } = scene;
  const measure = measureIn(url.searchParams);
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) return undefined;
  const visible = unitsWhere(access, "arbitration.read");
  const scope = place.unit ?? url.searchParams.get("unit");
  const isGroup = place.unit === undefined && searchOf(url).group !== undefined;
  const named = () => new Set([scope ?? ""].filter((unit) => visible.has(unit)));
  const scoped = isGroup ? await unitCodesInScope(scene, "arbitration.read") : scope === null ? visible : named();
  const sight = costSightOf(access);
  const scenarios = await scenariosOf(db, campaign.id);
  const scenario = shownScenario(scenarios, url.searchParams.get("scenario"));
  const requests = (await requestsOf(db, campaign.id, scoped, sight, { measures: [measure], year })).filter(
    ({ state }) => state !== "draft",
  );
  const units = new Set(requests.map(({ unit }) => unit));
  const years = await unitYears(db, { units, measure, from: year - 4, to: year - 1, sight });
  const notified = new Map(
    [...units].map((unit) => [unit, sum(years.filter((row) => row.unit === unit && row.year === year - 1).map((row) => row.notified))]),
  );
  const ids = requests.map(({ id }) => id);
  const opinions = await opinionsOn(db, ids);
  const proposed = await amountsProposed(db, ids, opinions);
  const whole = (await campaignUnits(db, campaign.id)).every((unit) => visible.has(unit));
  const seesCosts = (unit: string) => sight === "everywhere" || sight.has(unit);
  const decisions = scenario ? await standingDecisions(db, scenario.id, units) : new Map<string, StandingDecision>();
  // Everything asked and decided is on the page, and summed there; else the database sums it.
  const sums =
    scope === null && [...units].every(seesCosts)
      ? summedOnPage(requests, decisions, { measure, year })
      : {
          ...(await askedAndPending(db, campaign.id, { measure, year, scenario: scenario?.id })),
          decided: scenario ? await decidedTotals(db, scenario.id) : [],
        };
  return {
    ...{ measure, campaign, scenarios, scenario, whole },
    decides: [...units].some((unit) => mayDo("arbitration.decide", unit)),
    envelopes: whole ? await envelopesIn(scene, { campaign: campaign.id, measure, sums }) : [],
    units: boardUnits({
      ...{ requests, opinions, proposed, years, measure, year },
      decisions,
      landings: await landings(db, { units, measure, year: year - 1, today, sight }, notified),
      reader: {
        id: person.id,
        touched: await requestsTouchedBy(db, campaign.id, person.id),
        decides: (unit) => mayDo("arbitration.decide", unit),
        seesCosts,
      },
      open: scenario?.state === "open" && scenarios.every((own) => own.state !== "adopted"),
    }),
  };
}

interface Sums extends AskedAndPending {
  readonly decided: readonly PlannedAmount[];
}

function summedOnPage(
  requests: readonly ListedRequest[],
  decisions: ReadonlyMap<string, StandingDecision>,
  { measure, year }: { measure: BudgetResource; year: number },
): Sums {
  const of = (own: readonly ListedRequest[]) =>
    totalled(own.flatMap(({ asked }) => asked).filter((amount) => amount.measure === measure && amount.targetYear === year));
  return { asked: of(requests), pending: of(requests.filter(({ id }) => !decisions.has(id))), decided: decidedIn(decisions) };
}

function decidedIn(decisions: ReadonlyMap<string, StandingDecision>): PlannedAmount[] {
  return totalled(
    [...decisions.values()].flatMap(({ amounts }) => amounts.map(({ asked: _, decided, ...key }) => ({ ...key, amount: decided }))),
  );
}

async function envelopesIn(
  { db, year }: LoaderScene,
  { campaign, measure, sums: { asked, pending, decided } }: { campaign: string; measure: BudgetResource; sums: Sums },
): Promise<BoardEnvelope[]> {
  const set = await envelopesOf(db, campaign);
  return spendingClasses.flatMap((spendingClass): BoardEnvelope[] => {
    const key = { spendingClass, measure, targetYear: year };
    const envelope = set.find((own) => own.spendingClass === spendingClass && own.measure === measure && own.targetYear === year);
    const figures = { asked: amountUnder(asked, key), decided: amountUnder(decided, key), pending: amountUnder(pending, key) };
    if (!envelope && Object.values(figures).every((amount) => amount === 0n)) return [];
    return [{ spendingClass, envelope: envelope?.amount ?? null, ...figures }];
  });
}
