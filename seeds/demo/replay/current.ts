import { acknowledgeLetter } from "#app/commands/acknowledge-letter.ts";
import { certifyServices } from "#app/commands/certify-services.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { planTranches } from "#app/commands/plan-tranches.ts";
import { releaseTranche } from "#app/commands/release-tranche.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { saveAverageCost, saveHypotheses } from "#app/commands/save-costs.ts";
import { firstDayOf, monthOf } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { partiesOf } from "#seeds/nomenclature/parties.ts";
import { units } from "#seeds/nomenclature/units.ts";
import { currentYear, dayIn, type Progress, plannedYear } from "../plan/calendar.ts";
import { yearCredits } from "../plan/credits.ts";
import { currentCampaign } from "../plan/current-campaign.ts";
import { nextCampaign, nextOpensOn } from "../plan/next-campaign.ts";
import { nextEnvelopes } from "../plan/next-envelopes.ts";
import { expensePlaces, personnelPlaces } from "../plan/places.ts";
import { contracts } from "../plan/procurement.ts";
import { euros } from "../plan/requests.ts";
import { averageCosts, currentHypotheses, hypotheses } from "../plan/staff-requests.ts";
import type { DemoPlan } from "../plan/year.ts";
import { totalOf } from "../published.ts";
import { notifyCampaign, playCampaign } from "./campaigns.ts";
import { expectIncome } from "./income.ts";
import { openNextYear } from "./next-year.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** The year's new measures, decided and notified, some at disposal; then the next campaign, under way. */
export async function playCampaigns(set: StageSet, plan: DemoPlan, progress: Progress): Promise<void> {
  const managing = new Set([...expensePlaces, ...personnelPlaces].map(({ unit }) => unit));
  const asked = units.map(({ code }) => code).filter((code) => managing.has(code));
  const { HT2_AE, HT2_CP } = yearCredits(currentYear).initial;
  const current = await playCampaign(set, currentCampaign, asked, () => [
    { spendingClass: "nonPersonnel", measure: "AE", targetYear: currentYear, amount: totalOf(HT2_AE) / 100n },
    { spendingClass: "nonPersonnel", measure: "CP", targetYear: currentYear, amount: totalOf(HT2_CP) / 100n },
  ]);
  const reason = `Notification des mesures nouvelles ${currentYear} (fictif)`;
  const notificationId = await notifyCampaign(set, current, dayIn(currentYear, 1, 15), reason);
  const read = await acknowledgeLetter(set.as("chef-info", dayIn(currentYear, 1, 16)), { notificationId, unit: "SG-DI" });
  accepted(read, "acknowledgement");
  await shareOut(set, progress);
  await playCosts(set);
  const next = await playCampaign(set, nextCampaign(plan, progress.today), asked, nextEnvelopes);
  await expectIncome(set, next.campaignId);
  await openNextYear(set, next.campaignId);
}

/** What an ETPT costs, before anybody is asked for (« fictif »). */
async function playCosts(set: StageSet): Promise<void> {
  const staff = () => set.as("programme", nextOpensOn);
  for (const cost of averageCosts) accepted(await saveAverageCost(staff(), cost), `cost of ${cost.category}`);
  for (const own of [currentHypotheses, hypotheses]) accepted(await saveHypotheses(staff(), own), `hypotheses of ${own.fromYear}`);
}

/** One unit has everything at once, another in two tranches, the last of which is released when its day has come; a third still waits. */
async function shareOut(set: StageSet, { today }: Progress): Promise<void> {
  const reason = `Mise à disposition des mesures nouvelles ${currentYear} (fictif)`;
  const plans = [
    { unit: "DR44", dates: [{ on: dayIn(currentYear, 1, 20), share: 100 }] },
    {
      unit: "SG-DI",
      dates: [
        { on: dayIn(currentYear, 1, 20), share: 60 },
        { on: dayIn(currentYear, 12, 1), share: 40 },
      ],
    },
  ];
  for (const { unit, dates } of plans) {
    const on = dates[0]?.on ?? today;
    const planned = accepted(await planTranches(set.as("programme", on), { fiscalYear: currentYear, unit, dates, reason }), reason);
    for (const [index, movementId] of planned.movementIds.entries()) {
      const due = dates[index]?.on ?? today;
      if (due <= today) accepted(await releaseTranche(set.as("programme", due), { movementId, on: due }), reason);
    }
  }
}

/** Orders of this very month, each a step further than the one before: the work that awaits somebody (« fictif »). */
export async function playInFlight(set: StageSet, { today }: Progress): Promise<void> {
  const on = firstDayOf(monthOf(today));
  const orders = [
    {
      unit: "DR44",
      nature: "31-COL",
      activity: "01-ENQ",
      label: "Formation des enquêteurs (en cours)",
      steps: 0,
      contract: contracts.collection.code,
    },
    {
      unit: "DR44",
      nature: "31-FOU",
      activity: "01-ENQ",
      label: "Tablettes, première livraison (en cours)",
      steps: 1,
      contract: undefined,
    },
    { unit: "SG-DI", nature: "51-MAT", activity: "09-INF", label: "Baies de stockage (en cours)", steps: 1, contract: undefined },
    {
      unit: "SG-DI",
      nature: "31-INF",
      activity: "09-INF",
      label: "Maintenance des postes (en cours)",
      steps: 2,
      contract: contracts.maintenance.code,
    },
  ] as const;
  const amount = euros(12_000);
  const commitments = orders.map(({ unit, nature, activity, label, contract }) => ({
    on,
    label,
    ...(contract === undefined ? {} : { contract }),
    party: partiesOf(nature)[0] ?? "",
    lines: [{ unit, nature, activity, amount, schedule: schedule(amount) }],
  }));
  const made = accepted(await commitExpenses(set.as("programme2", on), { commitments }), "orders in progress");
  const reached = (steps: number) =>
    made.filter((_, index) => (orders[index]?.steps ?? 0) >= steps).map(({ commitmentId }) => ({ commitmentId, line: 1, on, amount }));
  accepted(await certifyServices(set.as("programme2", on), { services: reached(1) }), "services in progress");
  const requests = reached(2).map((line) => ({ ...line, flow: 1 as const, invoice: "F-EN-COURS", invoiceDate: on }));
  accepted(await requestPayments(set.as("programme", on), { requests }), "payment requests in progress");
}

/** Expected in the next year: nothing says when, and the year may end today. */
function schedule(amount: Quantity): { year: number; amount: Quantity }[] {
  return [{ year: plannedYear, amount }];
}
