import { unitsWhere } from "#app/domain/access.ts";
import { monthsOver } from "#app/domain/forecast/landing.ts";
import { toDoOf } from "#app/domain/home/to-do.ts";
import type { Followed } from "#app/domain/landing/follow-up.ts";
import { type BudgetResource, budgetResources, type Quantity } from "#app/domain/quantity.ts";
import { type SpendingClass, spendingClasses } from "#app/domain/stage.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { alertsOf } from "#db/queries/alerts/alert.ts";
import { movementsPage } from "#db/queries/allotment-board.ts";
import { decidedTotals, envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { scenariosOf, shownScenario } from "#db/queries/arbitration/scenario.ts";
import { followUps } from "#db/queries/follow-up.ts";
import { awaiting } from "#db/queries/home/awaiting.ts";
import { type CampaignProgress, campaignsUnderWay, latestDecisions, nextDeadlines } from "#db/queries/home/preparing.ts";
import { taskSnoozes } from "#db/queries/home/snooze.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { exportHistory } from "#db/queries/ledger/exports.ts";
import { periodLocks, waitingWork } from "#db/queries/ledger/periods.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";

const gapsShown = 5;
const latestShown = 5;
const deadlinesShown = 4;

/** What waits for the reader, less what they put aside for a while. */
export async function loadToDo({ db, access, person, year, today }: LoaderScene) {
  const tasks = await awaiting(db, { access, person: person.id, fiscalYear: year, today });
  return toDoOf(tasks, await taskSnoozes(db, person.id), today);
}

/** One line of the page: where the visible units stand for a resource, at the end of the last whole month. */
export interface MeasureLine {
  readonly resource: BudgetResource;
  readonly followed: Followed;
}

/** The resources of which the units hold or use something; none while no month of the exercise is over. */
export async function loadMeasures({ db, year, today }: LoaderScene, units: readonly string[]): Promise<MeasureLine[]> {
  const months = monthsOver(year, today);
  if (months === 0) return [];
  const found = await followUps(db, { year, resources: budgetResources, months, units });
  return [...found]
    .map(([resource, own]) => ({ resource, followed: own.of(units) }))
    .filter(({ followed }) => followed.notified !== 0n || followed.months.some(({ used }) => used !== null && used !== 0n));
}

/** The largest gaps, the latest decisions and the next days that count, as far as the reader may see. */
export async function loadBelow({ db, year, access, person, today, mayDo }: LoaderScene, units: readonly string[]) {
  const seen = await visibleUnits(db, access, "execution.read", today);
  const labels = new Map(seen.map(({ code, shortLabel }) => [code, shortLabel]));
  const found = await alertsOf(db, { year, units: seen.map(({ code }) => code), states: ["open", "answered"] });
  const decides = mayDo("arbitration.read");
  const allotted = access.system ? null : [...unitsWhere(access, "allotment.read")];
  return {
    alerts: found.slice(0, gapsShown).map((alert) => ({ ...alert, unitLabel: labels.get(alert.unit) ?? alert.unit })),
    alertCount: found.length,
    decisions: decides
      ? (await latestDecisions(db, [...unitsWhere(access, "arbitration.read")], latestShown)).map(({ decidedAt, ...own }) => ({
          ...own,
          decidedAt: decidedAt.toISOString(),
        }))
      : null,
    movements:
      !decides && units.length > 0
        ? await movementsPage(db, { year, units, reader: person.id, state: "posted", limit: latestShown })
        : null,
    deadlines: await nextDeadlines(db, { today, units: allotted, sittings: decides, most: deadlinesShown }),
  };
}

/** An envelope of a campaign, and what its shown scenario gave of it. */
export interface EnvelopeLine {
  readonly spendingClass: SpendingClass;
  readonly measure: "AE" | "CP";
  readonly envelope: Quantity;
  readonly decided: Quantity;
}

/** What one's role looks at first: how the campaigns go, what is left of the envelopes, whether the books are up to date. */
export async function loadRoom(scene: LoaderScene) {
  const { db, year, access, today, mayDo } = scene;
  const [conducts, edits] = [mayDo("campaign.manage"), mayDo("forecast.edit")];
  const decides = mayDo("arbitration.decide");
  const units = conducts
    ? unitsWhere(access, "campaign.manage")
    : edits
      ? unitsWhere(access, "forecast.edit")
      : unitsWhere(access, "arbitration.decide");
  const campaigns = conducts || edits || decides ? await campaignsUnderWay(db, [...units]) : [];
  return {
    conducts,
    campaigns: conducts || edits ? campaigns : [],
    envelopes: decides ? await envelopesOfCampaign(scene, campaigns[0]) : null,
    books: (await holdsWholeLedger(db, access, "ledger.post", today)) ? await loadBooks(scene, year) : null,
  };
}

async function envelopesOfCampaign({ db, mayDo }: LoaderScene, campaign: CampaignProgress | undefined) {
  if (!campaign) return null;
  const { id, targetYear, label } = campaign;
  const scenario = shownScenario(await scenariosOf(db, id), null);
  const decided = scenario ? await decidedTotals(db, scenario.id) : [];
  const set = await envelopesOf(db, id);
  const seen = spendingClasses.filter((own) => own === "nonPersonnel" || mayDo("planning.costs"));
  const lines = seen.flatMap((spendingClass) =>
    (["AE", "CP"] as const).flatMap((measure): EnvelopeLine[] => {
      const at = (own: { spendingClass: SpendingClass; measure: BudgetResource; targetYear: number }) =>
        own.spendingClass === spendingClass && own.measure === measure && own.targetYear === targetYear;
      const envelope = set.find(at)?.amount;
      return envelope === undefined ? [] : [{ spendingClass, measure, envelope, decided: decided.find(at)?.amount ?? 0n }];
    }),
  );
  return { label, targetYear, lines };
}

async function loadBooks({ db, today }: LoaderScene, year: number) {
  const locks = await periodLocks(db, year);
  const [fec] = await exportHistory(db, year, 1, { kind: "fec" });
  const closing = await closingInForce(db, year);
  return {
    waiting: await waitingWork(db, year, today),
    locked: locks.findLast(({ status, complementary }) => status !== "open" && !complementary)?.lastDay ?? null,
    closed: closing !== undefined,
    fec: fec ? { verdict: fec.verdict, at: fec.at } : null,
  };
}
