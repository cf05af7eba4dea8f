import { certifyServices } from "#app/commands/certify-services.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import type { RecordedFacts } from "#app/commands/record-facts.ts";
import { recordPayroll } from "#app/commands/record-payroll.ts";
import { recordStaffing } from "#app/commands/record-staffing.ts";
import { recordStateFunding } from "#app/commands/record-state-funding.ts";
import { type PaymentRequestInput, requestPayments } from "#app/commands/request-payments.ts";
import type { CommitmentLineDraft } from "#app/domain/execution/commitment.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { financialCentreOf, partiesOf, travellers } from "#seeds/nomenclature/parties.ts";
import { regionalUnits } from "#seeds/nomenclature/units.ts";
import { currentYear, dayIn, lastDayIn } from "../plan/calendar.ts";
import { type Instalment, type PlannedCommitment, paidByYear } from "../plan/chain.ts";
import { isImported } from "../plan/extracts.ts";
import * as words from "../plan/words.ts";
import type { DemoPlan, YearPlan } from "../plan/year.ts";
import { leaveUnpaid } from "./procurement.ts";
import { accepted, type Commitments, type StageSet } from "./stage-set.ts";

/** The expenses, the payroll and the staff of one month, each act by the person whose it is. Staff shares no journal with the others. */
export async function playMonth(set: StageSet, plan: DemoPlan, year: YearPlan, month: number, commitments: Commitments): Promise<void> {
  const expenses = async () => {
    await settle(set, plan, year.year, month, commitments);
    if (year.year === currentYear - 1 && month === 12) await leaveUnpaid(set, year.year, commitments);
    await refundTravel(set, year, month);
    await pay(set, year, month);
    await fund(set, year, month);
  };
  await Promise.all([expenses(), staff(set, year, month)]);
}

export async function commit(set: StageSet, plan: DemoPlan, year: number, month: number, commitments: Commitments): Promise<void> {
  const planned = plan.commitments.filter((own) => own.year === year && own.month === month && !comesByExtract(own));
  if (planned.length === 0) return;
  const on = dayIn(year, month, 10);
  const drafts = planned.map((own, index) => ({
    on,
    label: words.commitment(own.place.nature, own.place.unit, year, month),
    party: partyOf(own, index),
    lines: linesOf(own, index),
  }));
  const made = accepted(await commitExpenses(set.as("programme2", on), { commitments: drafts }), `commitments of ${on}`);
  for (const [index, own] of planned.entries()) commitments.set(own.key, made[index]?.commitmentId ?? "");
}

/** Of a unit whose execution of its year is imported. */
function comesByExtract({ place: { unit }, year }: PlannedCommitment): boolean {
  return isImported({ unit, year });
}

/** Bought centrally, used in a region. */
const sharedNatures = new Set(["31-LOC", "31-INF", "31-FOR", "51-MAT"]);

/** One line for each year that pays: years may then be played side by side. */
function linesOf(own: PlannedCommitment, index: number): CommitmentLineDraft[] {
  const { unit, nature, activity, action } = own.place;
  const region = regionalUnits[(index + own.month) % regionalUnits.length];
  const shared = unit.startsWith("SG-") && sharedNatures.has(nature) && region !== undefined;
  const coding = {
    financialCentre: financialCentreOf(unit),
    functionalDomain: `0220-${action}`,
    activityCode: `0220${activity.replace("-", "")}`,
  };
  return paidByYear(own).map(({ year, amount }) => ({
    ...{ unit, nature, activity, amount, coding, schedule: [{ year, amount }] },
    ...(shared ? { beneficiaryUnit: region } : {}),
  }));
}

function partyOf({ place, month }: PlannedCommitment, index: number): string {
  const parties = partiesOf(place.nature);
  return parties[(index + month) % parties.length] ?? "";
}

interface Due {
  readonly commitmentId: string;
  readonly line: number;
  readonly instalment: Instalment;
}

/** What falls due in a month is certified, asked for and paid: three people, three days. */
async function settle(set: StageSet, plan: DemoPlan, year: number, month: number, commitments: Commitments): Promise<void> {
  const typed = plan.commitments.filter((own) => !comesByExtract(own));
  const due = typed.flatMap((own): Due[] =>
    own.instalments
      .filter((instalment) => instalment.year === year && instalment.month === month)
      .map((instalment) => ({
        commitmentId: commitments.get(own.key) ?? "",
        line: paidByYear(own).findIndex((part) => part.year === year) + 1,
        instalment,
      })),
  );
  if (due.length === 0) return;
  const [certified, requested, paid] = [dayIn(year, month, 15), dayIn(year, month, 18), dayIn(year, month, 25)];
  const services = due.map(({ commitmentId, line, instalment }) => ({ commitmentId, line, on: certified, amount: instalment.amount }));
  accepted(await certifyServices(set.as("programme2", certified), { services }), `services of ${certified}`);
  const requests = due.map(
    ({ commitmentId, line, instalment }, index): PaymentRequestInput => ({
      flow: 1,
      commitmentId,
      line,
      on: requested,
      amount: instalment.amount,
      invoice: `F${year}${String(month).padStart(2, "0")}-${String(index + 1).padStart(3, "0")}`,
      invoiceDate: certified,
    }),
  );
  await askAndPay(set, requests, requested, paid);
}

async function refundTravel(set: StageSet, { year, travel }: YearPlan, month: number): Promise<void> {
  const [requested, paid] = [dayIn(year, month, 12), dayIn(year, month, 26)];
  const requests = travel
    .filter((own) => own.month === month && own.amount > 0n)
    .map(({ place: { unit, nature, activity }, amount }): PaymentRequestInput => {
      return { flow: 4, unit, nature, activity, party: travellers, on: requested, amount };
    });
  if (requests.length > 0) await askAndPay(set, requests, requested, paid);
}

async function askAndPay(set: StageSet, requests: readonly PaymentRequestInput[], requested: string, paid: string): Promise<void> {
  const asked = accepted(await requestPayments(set.as("programme", requested), { requests }), `payment requests of ${requested}`);
  const payments = asked.map(({ paymentRequestId }) => ({ paymentRequestId, on: paid }));
  accepted(await payRequests(set.as("comptable", paid), { payments }), `payments of ${paid}`);
}

async function pay(set: StageSet, { year, payroll }: YearPlan, month: number): Promise<void> {
  const on = dayIn(year, month, 27);
  const lines = (payroll[month - 1] ?? []).filter(({ unit }) => !isImported({ unit, year }));
  const input = { month: monthOfYear(year, month), on, lines, label: words.payroll(year, month) };
  refuseOverrun(accepted(await recordPayroll(set.as("comptable2", on), input), `payroll of ${on}`), input.month);
}

/** The account at the Treasury ends each month at nothing. */
async function fund(set: StageSet, { year }: YearPlan, month: number): Promise<void> {
  const on = lastDayIn(year, month);
  accepted(await recordStateFunding(set.as("comptable", on), { month: monthOfYear(year, month) }), `funding of ${on}`);
}

async function staff(set: StageSet, { year, staffing }: YearPlan, month: number): Promise<void> {
  const on = lastDayIn(year, month);
  const input = { month: monthOfYear(year, month), on, lines: staffing[month - 1] ?? [], label: words.staffing(year, month) };
  refuseOverrun(accepted(await recordStaffing(set.as("programme2", on), input), `staff of ${on}`), input.month);
}

/** The demo plans within its credits: an overrun is a fault of the plan. */
function refuseOverrun({ overruns: [overrun] }: RecordedFacts, month: string): void {
  if (overrun) throw new Error(`The demo exceeds its credits: ${overrun.unit} ${overrun.resource} by ${overrun.amount} in ${month}`);
}
