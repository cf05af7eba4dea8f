import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { advanceRequest } from "#app/commands/advance-request.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { freezeVersion } from "#app/commands/freeze-version.ts";
import { instructRequest } from "#app/commands/instruct-request.ts";
import { notifyScenario } from "#app/commands/notify-scenario.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { returnRequest } from "#app/commands/return-request.ts";
import { type RequestLineInput, saveRequest } from "#app/commands/save-request.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { spread, unitsPerWhole } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
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
  const { unit, kind, rank, title, obligation, justification, risk, lines, path } = request;
  const author = authorOf(unit);
  const head = { unit, kind, title, obligation, justification, risk, ...(rank === undefined ? {} : { rank }) };
  const input = { ...head, campaignId: ids.campaignId, lines: lines.map((line) => asked(line, targetYear)) };
  const { requestId } = accepted(await saveRequest(set.as(author, opensOn), input), title);
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

function asked({ nature, activity, label, ae, cp, nextCp, etpt, months }: AskedLine, targetYear: number): RequestLineInput {
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
    cells: [
      ...inYear("AE", euros(ae)),
      ...inYear("CP", euros(cp)),
      ...(nextCp === undefined ? [] : [cell("CP", targetYear + 1, euros(nextCp))]),
      ...(etpt === undefined ? [] : [cell("ETPT", targetYear, BigInt(etpt) * unitsPerWhole.ETPT)]),
    ],
  };
}
