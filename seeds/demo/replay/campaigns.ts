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
import { submitRequest } from "#app/commands/submit-request.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { spread, unitsPerWhole } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { onePage } from "../one-page.ts";
import { type DemoLogin, demoAccounts } from "../people.ts";
import { type AskedLine, euros, type Path, type PlannedCampaign, type PlannedRequest } from "../plan/requests.ts";
import { accepted, type StageSet } from "./stage-set.ts";

export interface PlayedCampaign {
  readonly campaignId: string;
  readonly scenarioId: string;
}
export type Envelopes = readonly { readonly spendingClass: SpendingClass; readonly resource: BudgetResource; readonly amount: Quantity }[];

/** A campaign from its opening to the last decision that its requests have come to. */
export async function playCampaign(
  set: StageSet,
  campaign: PlannedCampaign,
  units: readonly string[],
  envelopes: Envelopes,
): Promise<PlayedCampaign> {
  const { targetYear, label, opensOn, closesOn } = campaign;
  const staff = () => set.as("programme", opensOn);
  const opened = await openCampaign(staff(), { targetYear, kind: "initial", label, opensOn, closesOn, units });
  const { campaignId } = accepted(opened, label);
  for (const envelope of envelopes)
    accepted(await setEnvelope(staff(), { ...envelope, campaignId, targetYear }), `envelope ${envelope.resource}`);
  const { scenarioId } = accepted(
    await createScenario(staff(), { campaignId, name: campaign.scenario, startFrom: "asked" }),
    campaign.scenario,
  );
  for (const [index, request] of campaign.requests.entries()) {
    await playRequest(set, campaign, request, { campaignId, scenarioId });
    if (campaign.frozen?.after !== index + 1) continue;
    const { name } = campaign.frozen;
    accepted(await freezeVersion(staff(), { campaignId, name, note: "", units: null }), name);
  }
  return { campaignId, scenarioId };
}

/** The one scenario of a campaign is adopted, then notified: its credits leave the programme for the units. */
export async function notifyCampaign(set: StageSet, { scenarioId }: PlayedCampaign, on: string, reason: string): Promise<void> {
  accepted(await adoptScenario(set.as("arbitre", on), { scenarioId }), "adoption");
  accepted(await notifyScenario(set.as("programme", on), { scenarioId, on, reason }), "notification");
}

async function playRequest(
  set: StageSet,
  { targetYear, opensOn }: PlannedCampaign,
  request: PlannedRequest,
  ids: PlayedCampaign,
): Promise<void> {
  const { lines, path, paper, staff, ...head } = request;
  const { unit, title } = head;
  const author = authorOf(unit);
  const input = { ...head, campaignId: ids.campaignId, lines: lines.map((line) => asked(line, targetYear)) };
  const { requestId } = accepted(await saveRequest(set.as(author, opensOn), input), title);
  if (staff) accepted(await saveStaff(set.as(author, opensOn), { requestId, unit, lines: staff, seenRevision: 0n }), title);
  await support(() => set.as(author, opensOn), request, { requestId, targetYear });
  if (path.end === "draft") return;
  accepted(await submitRequest(set.as(submitterOf(unit), opensOn), { requestId }), title);
  await instruct(set, path, { requestId, title, on: opensOn });
  if (path.end !== "arbitrated") return;
  const { verb, reason, condition, decided } = path;
  const amounts = decided && [
    { measure: "AE" as const, targetYear, decided: euros(decided.ae) },
    { measure: "CP" as const, targetYear, decided: euros(decided.cp) },
    ...lines.flatMap(({ nextCp }) =>
      nextCp ? [{ measure: "CP" as const, targetYear: targetYear + 1, decided: euros(decided.ae - decided.cp) }] : [],
    ),
  ];
  const decision = { scenarioId: ids.scenarioId, requestId, verb, reason, condition, amounts };
  accepted(await decideRequest(set.as("arbitre", opensOn), decision), title);
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
  readonly on: string;
}

async function instruct(set: StageSet, path: Path, { requestId, title, on }: Submitted): Promise<void> {
  const staff = () => set.as("programme", on);
  if (path.end === "submitted" || path.end === "draft") return;
  if (path.end === "returned") {
    accepted(await returnRequest(staff(), { requestId, reason: path.reason }), title);
    return;
  }
  accepted(await instructRequest(staff(), { requestId, view: path.view, sentence: path.sentence }), title);
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

function asked({ nature, activity, label, component, ae, cp, nextCp, etpt, months }: AskedLine, targetYear: number): RequestLineInput {
  const cell = (measure: BudgetResource, year: number, amount: Quantity) => ({ measure, targetYear: year, month: 0, amount });
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
      ...(etpt === undefined ? [] : [cell("ETPT", targetYear, BigInt(etpt) * unitsPerWhole.ETPT)]),
    ],
  };
}
