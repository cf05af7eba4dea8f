import { randomUUID } from "node:crypto";
import { rateBounds } from "#app/domain/campaign/guidance.ts";
import { type PastAmount, type TemplateLine, type TemplateSource, templateLines, yearOfSource } from "#app/domain/campaign/template.ts";
import type { LineChange } from "#app/domain/forecast/cell.ts";
import { costSightOf, costView, seen } from "#app/domain/forecast/staff/cost-sight.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { askedFor, codesInForce, sheetRequests } from "#db/queries/campaign/sheet.ts";
import { type Campaign, campaignUnits, findCampaign } from "#db/queries/campaign.ts";
import { referencesOf } from "#db/queries/forecast/references.ts";
import { insertRequest } from "#db/queries/forecast/request.ts";
import { advanceSheet, insertLines, linesOf, writeBatch } from "#db/queries/forecast/sheet.ts";
import { stepLockFor } from "./campaign-windows.ts";
import { openForRequests } from "./planning-reach.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

export interface StartInput {
  readonly campaignId: string;
  readonly units: readonly string[];
  readonly source: TemplateSource;
  /** Hundredths of a percent: 150 is +1.5 %. */
  readonly rate: bigint;
  /** Of the baseline request that holds the lines. */
  readonly title: string;
}

export interface Started {
  readonly started: readonly { readonly unit: string; readonly lines: number; readonly dropped: number }[];
  /** Their sheet already holds a baseline, has nothing to start from, or is not theirs to write today. */
  readonly skipped: readonly { readonly unit: string; readonly why: "begun" | "nothing" | "closed" }[];
}

/**
 * Starts sheets from last year: for each unit a baseline request whose lines and amounts come from the source at a rate, written as one batch of kind
 * « template », which one undo on the sheet takes back. Units whose sheet has begun are left as they are; when none is left it is a refusal.
 */
export async function startFromLastYear(context: CommandContext, input: StartInput): Promise<Result<Started>> {
  return await runCommand(context, { name: "start-from-last-year", capability: "forecast.edit" }, input, async (db, touch) => {
    const campaign = await findCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const units = await checkUnits(db, context, campaign, input);
    if (!units.ok) return units;
    const codes = await codesInForce(db, `${campaign.targetYear}-01-01`);
    const started: Started["started"][number][] = [];
    const skipped: Started["skipped"][number][] = [];
    for (const unit of units.value) {
      const lock = await stepLockFor(
        db,
        { access: context.actor.access, today: context.today },
        { campaignId: campaign.id, unit },
        "writing",
      );
      const template = templateLines(await pastOf(db, context, campaign, unit, input.source), input.rate, codes);
      const requests = await sheetRequests(db, campaign.id, unit);
      const begun = requests.some(({ kind, cells }) => kind === "baseline" && cells > 0);
      if (lock || begun || template.lines.length === 0) skipped.push({ unit, why: lock ? "closed" : begun ? "begun" : "nothing" });
      else {
        const empty = requests.find(({ title, kind, state }) => title === input.title && kind === "baseline" && state === "draft");
        const sheetId = await write(db, context, { campaign, unit, title: input.title, lines: template.lines, requestId: empty?.id });
        const detail = { source: input.source, rate: Number(input.rate), lines: template.lines.length };
        await logEvents(db, [{ campaign: campaign.id, kind: "start", actor: context.actor.id, unit, detail }]);
        touch({ kind: "sheet", id: sheetId, unit, detail });
        started.push({ unit, lines: template.lines.length, dropped: template.dropped });
      }
    }
    if (started.length === 0)
      return refuse({ kind: "nothing-to-start-from", year: yearOfSource(campaign, input.source), source: input.source });
    return accept({ started, skipped });
  });
}

async function checkUnits(
  db: Db,
  { actor }: CommandContext,
  campaign: Campaign,
  { units, rate, title }: StartInput,
): Promise<Result<readonly string[]>> {
  const open = openForRequests(campaign);
  if (!open.ok) return open;
  const { lowest, highest } = rateBounds;
  if (rate < lowest || rate > highest) return refuse({ kind: "rate-out-of-bounds", rate, lowest, highest });
  if (title.trim() === "") return refuse({ kind: "wrong-form", fields: { title: "required" } });
  if (units.length === 0) return refuse({ kind: "wrong-form", fields: { units: "required" } });
  const asked = new Set(await campaignUnits(db, campaign.id));
  const foreign = units.find((unit) => !asked.has(unit) || denial(actor.access, { name: "start", capability: "forecast.edit", unit }));
  // In the order of codes, so that two people who start the same sheets wait for one another and never for each other.
  return foreign === undefined ? accept([...new Set(units)].toSorted()) : refuse({ kind: "not-found", what: "unit", id: foreign });
}

async function pastOf(
  db: Db,
  { actor, today }: CommandContext,
  campaign: Campaign,
  unit: string,
  source: TemplateSource,
): Promise<PastAmount[]> {
  const view = costView(costSightOf(actor.access), unit);
  if (source === "requests")
    return [...seen(await askedFor(db, unit, yearOfSource(campaign, source)), ({ spendingClass }) => spendingClass, view)];
  const references = await referencesOf(db, { campaign, unit, today, view });
  return references.map(({ nature, activity, measure, executed }) => ({ nature, activity, label: "", measure, amount: executed }));
}

interface Template {
  readonly campaign: Campaign;
  readonly unit: string;
  readonly title: string;
  readonly lines: readonly TemplateLine[];
  /** The request that an undone template left empty: its lines serve again. */
  readonly requestId: string | undefined;
}

async function write(db: Db, { actor }: CommandContext, { campaign, unit, title, lines, requestId }: Template): Promise<string> {
  const sheet = await advanceSheet(db, campaign.id, unit);
  if (!sheet) throw new Error(`the campaign asks ${unit}, which has no sheet`);
  const id = requestId ?? randomUUID();
  const head = {
    ...({ kind: "baseline", title: title.trim(), rank: null, obligation: "inescapable", justification: "", risk: "" } as const),
    ...{ alternatives: "", deliverables: "", indicator: "", managingUnit: unit, benefitingUnit: unit },
  };
  if (requestId === undefined) await insertRequest(db, { ...head, id, sheetId: sheet.id, author: actor.id, revision: sheet.revision });
  const known = requestId === undefined ? [] : await linesOf(db, requestId, "whole");
  const placed = lines.map((line, index) => {
    const same = known.find((own) => own.nature === line.nature && own.activity === line.activity && own.label === line.label);
    return { ...line, id: same?.id ?? randomUUID(), isNew: same === undefined, position: index + 1 };
  });
  await insertLines(
    db,
    placed
      .filter(({ isNew }) => isNew)
      .map(({ id: lineId, nature, activity, label, position }) => {
        const [component, profile] = ["renewal" as const, null];
        return { id: lineId, nature, activity, category: null, profile, label, position, component, sheetId: sheet.id, requestId: id };
      }),
  );
  const changes = placed.flatMap(({ id: lineId, amounts }): LineChange[] =>
    amounts.map(({ measure, amount }) => ({ lineId, measure, targetYear: campaign.targetYear, month: 0, before: null, after: amount })),
  );
  const batch = { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author: actor.id, kind: "template" as const };
  await writeBatch(db, { batch, changes });
  return sheet.id;
}
