import { randomUUID } from "node:crypto";
import { cellName, cellsAfter, changesOf, type LineChange, type WantedCell } from "#app/domain/forecast/cell.ts";
import type { BaselineComponent } from "#app/domain/forecast/component.ts";
import { checkRequest, type RequestHead } from "#app/domain/forecast/request.ts";
import type { Obligation, RequestKind } from "#app/domain/forecast/request-state.ts";
import { type CostView, costSightOf, costView, isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { checkCodes, spendingClassesOf } from "#db/queries/forecast/codes.ts";
import { detailCounts } from "#db/queries/forecast/detail.ts";
import { checkProfiles } from "#db/queries/forecast/profile.ts";
import { insertRequest, newMeasuresOf, type RequestRow, updateRequestHead } from "#db/queries/forecast/request.ts";
import { advanceSheet, insertLines, type Line, type LineWithCells, linesOf, updateLine, writeBatch } from "#db/queries/forecast/sheet.ts";
import { staffLinesOf } from "#db/queries/forecast/staff.ts";
import { checkStep } from "./campaign-windows.ts";
import { openForRequests, requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface RequestLineInput {
  /** A line that exists; absent: a new one. */
  readonly lineId?: string | undefined;
  readonly nature: string;
  readonly activity: string;
  readonly category?: string | undefined;
  readonly label: string;
  /** Of a baseline; absent: as it was. */
  readonly component?: BaselineComponent | null | undefined;
  /** Whose days the line asks; null: nobody's in particular; absent: as it was. */
  readonly profile?: string | null | undefined;
  /** Cells that are not named keep what they hold; a null amount empties one. */
  readonly cells: readonly WantedCell[];
}
export interface RequestInput {
  readonly requestId?: string | undefined;
  readonly campaignId: string;
  readonly unit: string;
  readonly kind: RequestKind;
  readonly title: string;
  readonly rank?: number | null | undefined;
  readonly obligation: Obligation;
  readonly justification: string;
  readonly risk: string;
  readonly alternatives?: string | undefined;
  readonly deliverables?: string | undefined;
  readonly indicator?: string | undefined;
  /** The sheet's unit unless said. */
  readonly managingUnit?: string | undefined;
  readonly benefitingUnit?: string | undefined;
  readonly lines: readonly RequestLineInput[];
  /** The sheet's revision that the writer saw; needed to change a request that exists. */
  readonly seenRevision?: bigint | undefined;
}
export interface SavedRequest {
  readonly requestId: string;
  readonly number: number;
  readonly revision: bigint;
}

/**
 * Writes a request and its cells as one revision of the unit's sheet. Whatever was written after `seenRevision` and differs from what is
 * saved refuses the whole as `stale`; lines that are not named stay as they are. Refused also: a rank that another new measure of the unit has, a
 * figure where a cell has a detail.
 */
export async function saveRequest(context: CommandContext, input: RequestInput): Promise<Result<SavedRequest>> {
  const declaration = { name: "save-request", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const campaign = await findCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const open = openForRequests(campaign);
    if (!open.ok) return open;
    const within = await checkStep(db, context, input, "writing");
    if (!within.ok) return within;
    const sheet = await advanceSheet(db, campaign.id, input.unit);
    if (!sheet) return refuse({ kind: "not-found", what: "sheet", id: input.unit });
    const draft = await draftOf(db, context, input, sheet.id);
    if (!draft.ok) return draft;
    const taken = await rankTaken(db, input, sheet.id);
    if (taken) return refuse(taken);
    const staffed = await staffedLines(db, draft.value.request, input);
    if (!staffed.ok) return staffed;
    const view = costView(costSightOf(context.actor.access), input.unit);
    const plan = await planned(db, input, campaign, { stored: draft.value.lines, staffed: staffed.value, view });
    if (!plan.ok) return plan;
    const overwritten = staleHead(draft.value.request, input, plan.value);
    if (overwritten) return refuse(overwritten);
    const author = context.actor.id;
    const saved = await writeHead(db, { ...headOf(input), revision: sheet.revision }, draft.value.request, { sheetId: sheet.id, author });
    await writeLines(db, plan.value, { sheetId: sheet.id, requestId: saved.requestId });
    await writeBatch(db, {
      batch: { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author, kind: "entry" },
      changes: plan.value.flatMap((line) => line.changes),
    });
    touch({ kind: "request", id: saved.requestId, unit: input.unit, detail: { revision: sheet.revision, title: input.title } });
    return accept({ ...saved, revision: sheet.revision });
  });
}

/** The request as it stands, a draft of this very sheet; nothing when it is new. */
async function draftOf(
  db: Db,
  context: CommandContext,
  { requestId }: RequestInput,
  sheetId: string,
): Promise<Result<{ request: RequestRow | undefined; lines: LineWithCells[] }>> {
  if (requestId === undefined) return accept({ request: undefined, lines: [] });
  const found = await requestWithinReach(db, context, requestId, "edit");
  if (!found.ok) return found;
  const request = found.value;
  if (request.sheetId !== sheetId) return refuse({ kind: "not-found", what: "request", id: requestId });
  if (request.state !== "draft") return refuse({ kind: "wrong-state", what: "request", state: request.state, expected: ["draft"] });
  return accept({ request, lines: await linesOf(db, requestId, "whole") });
}

/** Of a unit's new measures none has the rank of another. */
async function rankTaken(db: Db, { requestId, rank, kind }: RequestInput, sheetId: string): Promise<Refusal | undefined> {
  if (kind !== "newMeasure" || rank === null || rank === undefined) return undefined;
  const other = (await newMeasuresOf(db, sheetId)).find((own) => own.rank === rank && own.id !== requestId);
  return other && { kind: "rank-taken", rank, number: other.number, title: other.title };
}

interface PlannedLineWrite {
  readonly line: Line;
  readonly before: LineWithCells | undefined;
  readonly changes: readonly LineChange[];
}

/** Each line named, with the changes of its cells, once the request as a whole obeys its rules. */
async function planned(
  db: Db,
  input: RequestInput,
  { targetYear }: Campaign,
  { stored, staffed, view }: { readonly stored: readonly LineWithCells[]; readonly staffed: ReadonlySet<string>; readonly view: CostView },
): Promise<Result<PlannedLineWrite[]>> {
  const day = `${targetYear}-01-01`;
  const activities = await checkCodes(
    db,
    "activity",
    input.lines.map((line) => line.activity),
    day,
  );
  if (!activities.ok) return activities;
  const head = headOf(input);
  const units = await checkCodes(db, "unit", [head.managingUnit, head.benefitingUnit], day);
  if (!units.ok) return units;
  const classes = await spendingClassesOf(
    db,
    input.lines.map((line) => line.nature),
    day,
  );
  if (!classes.ok) return classes;
  const profiles = await checkProfiles(
    db,
    input.lines.flatMap(({ profile }) => profile ?? []),
    day,
  );
  if (!profiles.ok) return profiles;
  const details = await detailCounts(
    db,
    stored.map((line) => line.id),
  );
  const lines = writesOf(input, stored, { classes: classes.value, details });
  if (!lines.ok) return lines;
  const closed = lines.value.map((write) => closedLine(write, staffed, view)).find((refusal) => refusal !== undefined);
  if (closed) return refuse(closed);
  const untouched = stored.filter((line) => !input.lines.some((own) => own.lineId === line.id));
  const after = [
    ...lines.value.map(({ line, before, changes }) => ({ ...line, cells: cellsAfter(before?.cells ?? [], changes) })),
    ...untouched.map((line) => ({ ...line, cells: cellsAfter(line.cells, []) })),
  ];
  const checked = checkRequest(head, after, targetYear);
  return checked.ok ? lines : checked;
}

function writesOf(
  { kind, lines, seenRevision = 0n }: RequestInput,
  stored: readonly LineWithCells[],
  { classes, details }: { classes: ReadonlyMap<string, SpendingClass>; details: ReadonlyMap<string, ReadonlyMap<string, number>> },
): Result<PlannedLineWrite[]> {
  const writes: PlannedLineWrite[] = [];
  for (const [index, { lineId, nature, activity, category, label, profile, component, cells }] of lines.entries()) {
    const before = stored.find((line) => line.id === lineId);
    if (lineId !== undefined && !before) return refuse({ kind: "not-found", what: "line", id: lineId });
    const changes = changesOf(before?.cells ?? [], cells, seenRevision);
    if (!changes.ok) return changes;
    const detailed = changes.value.find((change) => details.get(lineId ?? "")?.has(cellName(change)));
    if (detailed) {
      const { measure, targetYear, month } = detailed;
      return refuse({ kind: "cell-has-detail", line: index + 1, measure, year: targetYear, month });
    }
    const id = before?.id ?? randomUUID();
    const line: Line = {
      ...{ id, nature, activity, category: category || null, label: label.trim() },
      position: before?.position ?? stored.length + index + 1,
      profile: profile === undefined ? (before?.profile ?? null) : profile,
      spendingClass: classes.get(nature) ?? "nonPersonnel",
      component: component === undefined ? (kind === "baseline" ? (before?.component ?? null) : null) : component,
    };
    if (line.profile !== null && line.spendingClass !== "personnel")
      return refuse({ kind: "profile-without-days", line: index + 1, nature });
    writes.push({ line, before, changes: changes.value.map((change) => ({ ...change, lineId: id })) });
  }
  return accept(writes);
}

/** The lines that are computed from the staff of the request, which hold its kind: what a month of arrival means depends on it. */
async function staffedLines(db: Db, request: RequestRow | undefined, { kind }: RequestInput): Promise<Result<ReadonlySet<string>>> {
  if (!request) return accept(new Set());
  const staff = await staffLinesOf(db, request.id);
  if (staff.length > 0 && kind !== request.kind) return refuse({ kind: "staff-lines-remain" });
  return accept(new Set(staff.flatMap(({ lineId, pensionsLineId }) => (pensionsLineId === null ? [lineId] : [lineId, pensionsLineId]))));
}

/** What is computed from staff is not typed; what personnel costs is neither written nor brought to light by whoever does not see it. */
function closedLine({ line, before, changes }: PlannedLineWrite, staffed: ReadonlySet<string>, view: CostView): Refusal | undefined {
  const { nature } = before ?? line;
  if (staffed.has(line.id) && (isRewritten({ line, before, changes }) || changes.some(({ measure }) => measure !== "DAY")))
    return { kind: "cells-from-staff", nature };
  if (view === "whole") return undefined;
  const classes = [line.spendingClass, before?.spendingClass];
  const written = changes.some(({ measure }) => classes.some((own) => isCost(measure, own)));
  const moved =
    before !== undefined &&
    before.spendingClass !== line.spendingClass &&
    before.cells.some(({ measure }) => isCost(measure, before.spendingClass));
  return written || moved ? { kind: "costs-not-seen", nature } : undefined;
}

/** The head and the codes of the lines have no revision of their own: they are stale with the request, when they differ. */
function staleHead(request: RequestRow | undefined, input: RequestInput, lines: readonly PlannedLineWrite[]): Refusal | undefined {
  const seen = input.seenRevision ?? 0n;
  if (!request || request.revision <= seen) return undefined;
  const head: RequestHead = headOf(input);
  const changed = (Object.keys(head) as (keyof RequestHead)[]).some((field) => head[field] !== request[field]);
  if (!changed && !lines.some(isRewritten)) return undefined;
  return { kind: "stale", what: "request", seen, current: request.revision };
}

function isRewritten({ line, before }: PlannedLineWrite): boolean {
  return (
    before !== undefined &&
    (before.nature !== line.nature ||
      before.activity !== line.activity ||
      before.category !== line.category ||
      before.label !== line.label ||
      before.profile !== line.profile ||
      before.component !== line.component)
  );
}

async function writeHead(
  db: Db,
  head: RequestHead & { revision: bigint },
  request: RequestRow | undefined,
  { sheetId, author }: { sheetId: string; author: bigint },
): Promise<{ requestId: string; number: number }> {
  if (request) {
    await updateRequestHead(db, request.id, head);
    return { requestId: request.id, number: request.number };
  }
  const id = randomUUID();
  return { requestId: id, number: await insertRequest(db, { ...head, id, sheetId, author }) };
}

async function writeLines(
  db: Db,
  lines: readonly PlannedLineWrite[],
  { sheetId, requestId }: { sheetId: string; requestId: string },
): Promise<void> {
  const added = lines.filter((write) => !write.before).map(({ line: { spendingClass: _, ...line } }) => ({ ...line, sheetId, requestId }));
  await insertLines(db, added);
  for (const { line } of lines.filter(isRewritten)) await updateLine(db, line);
}

function headOf({ kind, title, rank, obligation, justification, risk, unit, ...said }: RequestInput): RequestHead {
  const { alternatives = "", deliverables = "", indicator = "", managingUnit = unit, benefitingUnit = unit } = said;
  return {
    ...{ kind, title: title.trim(), rank: rank ?? null, obligation, justification: justification.trim(), risk: risk.trim() },
    ...{ alternatives: alternatives.trim(), deliverables: deliverables.trim(), indicator: indicator.trim(), managingUnit, benefitingUnit },
  };
}
