import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { proposedFor } from "#app/domain/arbitration/decision.ts";
import { type Outcome, outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { absolute, type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { decisionsOf, type StandingDecision, standingDecisions } from "#db/queries/arbitration/decision.ts";
import { askedTotals, decidedTotals, standings } from "#db/queries/arbitration/envelope.ts";
import { opinionsOn } from "#db/queries/arbitration/opinion.ts";
import { scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { agendaOf, type Sitting } from "#db/queries/arbitration/sitting.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import type { ListedRequest } from "#db/queries/forecast/reading.ts";
import { references } from "#db/queries/forecast/reference.ts";
import { authorsOf, findRequest } from "#db/queries/forecast/request.ts";
import { decidingOn } from "../../deciding.ts";
import { handedIn } from "../agenda-of.ts";
import type { Part } from "../sitting-place.ts";

/** A request as the room sees it, for one measure of the campaign's year. */
export interface RoomRequest {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly asked: Quantity;
  readonly decided: Quantity | null;
  readonly outcome: Outcome | null;
}

/** What everybody in the room looks at, and what the chair and the secretaries write with. */
export async function roomOf(scene: LoaderScene, sitting: Sitting, { measure, part }: { measure: BudgetResource; part: Part }) {
  const { db, year, newKey } = scene;
  const { campaignId, scenarioId, comparedWith } = sitting;
  const units = new Set(await campaignUnits(db, campaignId));
  const requests = await handedIn(db, campaignId);
  const decided = await standingDecisions(db, scenarioId, units);
  const behind = comparedWith === null ? undefined : await standingDecisions(db, comparedWith, units);
  const items = await agendaOf(db, sitting.id);
  const within = (item: { unit: string; requestId: string | null }) =>
    requests.filter((own) => (item.requestId === null ? own.unit === item.unit : own.id === item.requestId));
  const now = items.find(({ state }) => state === "open") ?? items[0];
  const listed = (now ? within(now) : []).sort((left, right) =>
    heavier(amountOf(left.asked, measure, year), amountOf(right.asked, measure, year)),
  );
  const shown = listed.find(({ id }) => id === sitting.shownRequest) ?? listed.find(({ id }) => !decided.has(id)) ?? listed[0];
  const ghost = comparedWith === null ? undefined : (await scenariosOf(db, campaignId)).find(({ id }) => id === comparedWith);
  const made = await decisionsOf(db, { campaign: campaignId, units, sitting: sitting.id });
  const last = made.find(({ verb, correctedBy }) => verb !== "takeBack" && correctedBy === null);
  return {
    ...{ sitting, measure, part, ghost: ghost?.name ?? null, now: now?.id ?? null, at: new Date() },
    items: items.map((item) => {
      const own = within(item);
      return { ...item, count: own.length, decided: own.filter(({ id }) => decided.has(id)).length };
    }),
    listed: listed.map((request): RoomRequest => {
      const decision = decided.get(request.id);
      return {
        ...{ id: request.id, number: request.number, title: request.title, asked: amountOf(request.asked, measure, year) },
        decided: decision ? decidedOf(decision, measure, year) : null,
        outcome: decision ? outcomeOf(decision.verb, decision.amounts) : null,
      };
    }),
    shown: shown
      ? await shownRequest(scene, sitting, {
          request: shown,
          measure,
          decision: decided.get(shown.id),
          behind: behind?.get(shown.id),
          part,
        })
      : null,
    standings: (await standings(db, campaignId, scenarioId)).filter(
      (own) => own.measure === measure && own.targetYear === year && own.scope === undefined,
    ),
    pending: await askedTotals(db, campaignId, { undecidedIn: scenarioId }),
    behind: comparedWith === null ? [] : await decidedTotals(db, comparedWith),
    decisions: made.filter(({ verb }) => verb !== "takeBack").length,
    last: last ? { ...last, amounts: undefined, outcome: outcomeOf(last.verb, last.amounts) } : null,
    keys: { decide: newKey(), undo: newKey(), screen: Array.from({ length: 2 + items.length + listed.length }, () => newKey()) },
  };
}
export type Room = Awaited<ReturnType<typeof roomOf>>;

async function shownRequest(
  scene: LoaderScene,
  sitting: Sitting,
  {
    request,
    measure,
    decision,
    behind,
    part,
  }: {
    request: ListedRequest;
    measure: BudgetResource;
    decision: StandingDecision | undefined;
    behind: StandingDecision | undefined;
    part: Part;
  },
) {
  const { db, year } = scene;
  const row = await findRequest(db, request.id);
  const opinion = (await opinionsOn(db, [request.id])).get(request.id);
  const reference = await references(db, [request.unit], year, "everywhere");
  const url = new URL(`?scenario=${sitting.scenarioId}`, scene.url);
  const deciding = row && part.writes ? await decidingOn(db, row, { ...scene, url, mayDo: () => true }) : undefined;
  const chairWrote = row && part.writes && (await authorsOf(db, row.id)).has(sitting.chair);
  return {
    ...{ id: request.id, number: request.number, title: request.title, unit: request.unit, unitLabel: request.unitLabel },
    asked: amountOf(request.asked, measure, year),
    notified: sum(reference.filter((own) => own.unit === request.unit && own.measure === measure).map((own) => own.notified)),
    proposed: opinion
      ? amountOf(
          request.asked.map((ask) => ({ ...ask, amount: proposedFor(opinion.amounts, ask) })),
          measure,
          year,
        )
      : null,
    opinion: opinion ? { view: opinion.view, sentence: opinion.sentence } : null,
    decided: decision ? decidedOf(decision, measure, year) : null,
    outcome: decision ? outcomeOf(decision.verb, decision.amounts) : null,
    seen: decision?.number ?? 0,
    behind: behind ? decidedOf(behind, measure, year) : null,
    start: deciding?.start ?? [],
    unavailable: (deciding?.oneClick ?? []).flatMap(({ verb, unavailable }) => (unavailable === null ? [] : [verb])),
    obstacle: deciding === undefined ? ("forbidden" as const) : chairWrote ? ("author" as const) : deciding.obstacle,
  };
}
export type ShownRequest = Awaited<ReturnType<typeof shownRequest>>;

function amountOf(amounts: readonly PlannedAmount[], measure: BudgetResource, year: number): Quantity {
  return sum(amounts.filter((own) => own.measure === measure && own.targetYear === year).map(({ amount }) => amount));
}

function decidedOf({ amounts }: StandingDecision, measure: BudgetResource, year: number): Quantity {
  return sum(amounts.filter((own) => own.measure === measure && own.targetYear === year).map((own) => own.decided));
}

function heavier(left: Quantity, right: Quantity): number {
  const [leftWeight, rightWeight] = [absolute(left), absolute(right)];
  return leftWeight === rightWeight ? 0 : leftWeight > rightWeight ? -1 : 1;
}
