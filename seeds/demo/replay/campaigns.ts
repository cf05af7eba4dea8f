import { addAttachment } from "#app/commands/add-attachment.ts";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { advanceRequest } from "#app/commands/advance-request.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { freezeVersion } from "#app/commands/freeze-version.ts";
import { instructRequest } from "#app/commands/instruct-request.ts";
import { notifyScenario } from "#app/commands/notify-scenario.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { returnRequest } from "#app/commands/return-request.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { saveDetail } from "#app/commands/save-detail.ts";
import { type RequestLineInput, saveRequest } from "#app/commands/save-request.ts";
import { saveSchedule } from "#app/commands/save-schedule.ts";
import { saveStaff } from "#app/commands/save-staff.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { setGuidance } from "#app/commands/set-guidance.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { StepName } from "#app/domain/campaign/calendar.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { spread, unitsPerWhole } from "#app/domain/quantity.ts";
import { askedTotals } from "#db/queries/arbitration/envelope.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { onePage } from "../one-page.ts";
import { type DemoLogin, demoAccounts } from "../people.ts";
import { type AskedLine, euros, type Path, type PlannedCampaign, type PlannedRequest } from "../plan/requests.ts";
import { accepted, type StageSet } from "./stage-set.ts";

export interface PlayedCampaign {
  readonly campaignId: string;
  readonly scenarioId: string;
}
/** What may be shared out, given what is asked. */
export type Envelopes = (asked: readonly PlannedAmount[]) => readonly PlannedAmount[];

/**
 * A campaign from its opening to the last decision that its requests have come to. Units share no number: their requests are written side by side,
 * each unit's in order, and the same comes out at each run; decisions follow, one after the other.
 */
export async function playCampaign(
  set: StageSet,
  campaign: PlannedCampaign,
  units: readonly string[],
  envelopes: Envelopes,
): Promise<PlayedCampaign> {
  const { targetYear, label, opensOn, closesOn, calendar, guidance = [], frozen, requests, otherScenarios = [] } = campaign;
  const staff = () => set.as("programme", opensOn);
  const opening = { targetYear, kind: "initial", label, opensOn, closesOn, units, ...(calendar && { calendar }) } as const;
  const { campaignId } = accepted(await openCampaign(staff(), opening), label);
  for (const { nature, rate, note } of guidance) {
    const rule = { campaignId, unit: null, nature, measures: ["AE", "CP"], kind: "rate", value: rate, note } as const;
    accepted(await setGuidance(staff(), rule), note);
  }
  const ids = new Map<PlannedRequest, string>();
  const play = async (own: readonly PlannedRequest[]) => {
    for (const request of own) ids.set(request, await playRequest(set, campaign, request, campaignId));
  };
  await play(requests.slice(0, frozen?.after ?? 0));
  if (frozen) accepted(await freezeVersion(staff(), { campaignId, name: frozen.name, note: "", units: null }), frozen.name);
  await Promise.all([...grouped(requests.slice(frozen?.after ?? 0), ({ unit }) => unit).values()].map(play));
  for (const { measure, ...envelope } of envelopes(await asking(set, campaignId)))
    accepted(await setEnvelope(staff(), { ...envelope, resource: measure, campaignId }), `envelope ${measure} ${envelope.targetYear}`);
  const named = [{ name: campaign.scenario, startFrom: "asked" as const }, ...otherScenarios];
  const scenarios: string[] = [];
  for (const own of named) scenarios.push(accepted(await createScenario(staff(), { ...own, campaignId }), own.name).scenarioId);
  const [scenarioId = ""] = scenarios;
  for (const request of requests) await playDecision(set, campaign, request, { scenarioId, requestId: ids.get(request) ?? "" });
  return { campaignId, scenarioId };
}

async function asking({ database, organisation }: StageSet, campaignId: string): Promise<PlannedAmount[]> {
  return await database.read(organisation, (db) => askedTotals(db, campaignId));
}

/** What is done in a step is done on the day on which it opens. */
function dayOf({ calendar, opensOn }: PlannedCampaign, step: StepName): Day {
  return calendar?.find((own) => own.step === step)?.opensOn ?? opensOn;
}

/** The one scenario of a campaign is adopted, then notified: its credits leave the programme for the units. */
export async function notifyCampaign(set: StageSet, { scenarioId }: PlayedCampaign, on: string, reason: string): Promise<string> {
  accepted(await adoptScenario(set.as("arbitre", on), { scenarioId }), "adoption");
  return accepted(await notifyScenario(set.as("programme", on), { scenarioId, on, reason }), "notification").notificationId;
}

async function playRequest(set: StageSet, campaign: PlannedCampaign, request: PlannedRequest, campaignId: string): Promise<string> {
  const { targetYear, opensOn } = campaign;
  const { lines, path, paper, staff, ...head } = request;
  const { unit, title } = head;
  const author = authorOf(unit);
  const input = { ...head, campaignId, lines: lines.map((line) => asked(line, targetYear)) };
  const { requestId } = accepted(await saveRequest(set.as(author, opensOn), input), title);
  if (staff) accepted(await saveStaff(set.as(author, opensOn), { requestId, unit, lines: staff, seenRevision: 0n }), title);
  await support(() => set.as(author, opensOn), request, { requestId, targetYear });
  if (path.end === "draft") return requestId;
  accepted(await submitRequest(set.as(submitterOf(unit), dayOf(campaign, "submission")), { requestId }), title);
  await instruct(set, path, { requestId, title, targetYear, on: dayOf(campaign, "review") });
  return requestId;
}

interface Decided {
  readonly scenarioId: string;
  readonly requestId: string;
}

async function playDecision(set: StageSet, campaign: PlannedCampaign, { lines, path, title }: PlannedRequest, ids: Decided): Promise<void> {
  if (path.end !== "arbitrated") return;
  const { targetYear } = campaign;
  const { verb, reason, condition, decided } = path;
  const amounts = decided && [
    { measure: "AE" as const, targetYear, decided: euros(decided.ae) },
    { measure: "CP" as const, targetYear, decided: euros(decided.cp) },
    ...lines.flatMap(({ nextCp }) =>
      nextCp ? [{ measure: "CP" as const, targetYear: targetYear + 1, decided: euros(decided.ae - decided.cp) }] : [],
    ),
  ];
  const on = dayOf(campaign, "arbitration");
  accepted(await decideRequest(set.as("arbitre", on), { ...ids, verb, reason, condition, amounts }), title);
}

/** What stands beside a request's amounts: quantities, schedules, a paper. */
async function support(
  as: () => CommandContext,
  { unit, lines, paper }: PlannedRequest,
  { requestId, targetYear }: { requestId: string; targetYear: number },
): Promise<void> {
  if (paper) {
    const content = onePage(paper.text);
    accepted(await addAttachment(as(), { place: { requestId }, name: paper.name, content }), paper.name);
  }
  if (!lines.some(({ detail, schedule }) => detail || schedule)) return;
  const { database, organisation } = as();
  const seenRevision = largestRevision;
  for (const [index, line] of (await database.read(organisation, (db) => linesOf(db, requestId, "whole"))).entries()) {
    const { detail, schedule } = lines[index] ?? {};
    const cell = { lineId: line.id, measure: "AE" as const, targetYear, month: 0 };
    const quantities = detail?.map(({ label, quantity, unitWord, price }) => {
      return { label, unitWord, quantity: BigInt(quantity) * 100n, unitPrice: BigInt(price) * 10_000n };
    });
    if (quantities) accepted(await saveDetail(as(), { unit, cell, lines: quantities, seenRevision }), line.label);
    const parts = schedule?.map((amount, offset) => ({
      commitmentYear: targetYear,
      paymentYear: targetYear + offset,
      amount: euros(amount),
    }));
    if (parts) accepted(await saveSchedule(as(), { unit, lineId: line.id, parts, seenRevision }), line.label);
  }
}

/** Nobody else writes while the demo is played. */
const largestRevision = 2n ** 62n;

interface Submitted {
  readonly requestId: string;
  readonly title: string;
  readonly targetYear: number;
  readonly on: string;
}

async function instruct(set: StageSet, path: Path, { requestId, title, targetYear, on }: Submitted): Promise<void> {
  const staff = () => set.as("programme", on);
  if (path.end === "submitted" || path.end === "draft") return;
  if (path.end === "returned") {
    accepted(await returnRequest(staff(), { requestId, reason: path.reason }), title);
    return;
  }
  const { view, sentence } = path;
  const proposed = path.end === "arbitrated" ? undefined : path.proposed;
  const amounts = proposed && [
    { measure: "AE" as const, targetYear, amount: euros(proposed.ae) },
    { measure: "CP" as const, targetYear, amount: euros(proposed.cp) },
  ];
  accepted(await instructRequest(staff(), { requestId, view, sentence, amounts }), title);
  if (path.end === "preArbitrated" || path.end === "conference")
    accepted(await advanceRequest(staff(), { requestId, to: path.end }), title);
}

/** The unit's own agent when the demo knows one, else the second of the programme's staff. */
function authorOf(unit: string): DemoLogin {
  return demoAccounts.find((account) => account.unit === unit && account.role === "agent")?.login ?? "programme2";
}

function submitterOf(unit: string): DemoLogin {
  return demoAccounts.find((account) => account.unit === unit && account.role === "unitHead")?.login ?? "programme2";
}

function asked(
  { nature, activity, label, component, ae, cp, nextCp, goingOn = [], etpt, months }: AskedLine,
  targetYear: number,
): RequestLineInput {
  const cell = (measure: BudgetResource, year: number, amount: Quantity) => ({ measure, targetYear: year, month: 0, amount });
  const staff = (year: number) => (etpt === undefined ? [] : [cell("ETPT", year, BigInt(etpt) * unitsPerWhole.ETPT)]);
  const inYear = (measure: "AE" | "CP", amount: Quantity) => {
    if (amount === 0n) return [];
    if (!months) return [cell(measure, targetYear, amount)];
    return spread(amount, months).flatMap((part, index) => (part === 0n ? [] : [{ ...cell(measure, targetYear, part), month: index + 1 }]));
  };
  return {
    nature,
    activity,
    label,
    component,
    cells: [
      ...inYear("AE", euros(ae)),
      ...inYear("CP", euros(cp)),
      ...(nextCp === undefined ? [] : [cell("CP", targetYear + 1, euros(nextCp))]),
      ...staff(targetYear),
      ...goingOn.flatMap((amount, index) => {
        const year = targetYear + index + 1;
        return [cell("AE", year, euros(amount)), cell("CP", year, euros(amount)), ...staff(year)];
      }),
    ],
  };
}
