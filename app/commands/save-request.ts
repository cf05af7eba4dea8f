import { randomUUID } from "node:crypto";
import { cellsAfter, changesOf, type LineChange, type WantedCell } from "#app/domain/forecast/cell.ts";
import { checkRequest, type RequestHead } from "#app/domain/forecast/request.ts";
import type { Obligation, RequestKind } from "#app/domain/forecast/request-state.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { checkCodes, spendingClassesOf } from "#db/queries/forecast/codes.ts";
import { checkProfiles } from "#db/queries/forecast/profile.ts";
import { insertRequest, type RequestRow, updateRequestHead } from "#db/queries/forecast/request.ts";
import { advanceSheet, insertLines, type Line, type LineWithCells, linesOf, updateLine, writeBatch } from "#db/queries/forecast/sheet.ts";
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
 * saved refuses the whole as `stale`; lines that are not named stay as they are.
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
    const plan = await planned(db, input, campaign, draft.value.lines);
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
  return accept({ request, lines: await linesOf(db, requestId) });
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
  stored: readonly LineWithCells[],
): Promise<Result<PlannedLineWrite[]>> {
  const day = `${targetYear}-01-01`;
  const activities = await checkCodes(
    db,
    "activity",
    input.lines.map((line) => line.activity),
    day,
  );
  if (!activities.ok) return activities;
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
  const lines = writesOf(input, stored, classes.value);
  if (!lines.ok) return lines;
  const untouched = stored.filter((line) => !input.lines.some((own) => own.lineId === line.id));
  const after = [
    ...lines.value.map(({ line, before, changes }) => ({ ...line, cells: cellsAfter(before?.cells ?? [], changes) })),
    ...untouched.map((line) => ({ ...line, cells: cellsAfter(line.cells, []) })),
  ];
  const checked = checkRequest(headOf(input), after, targetYear);
  return checked.ok ? lines : checked;
}

function writesOf(
  { lines, seenRevision = 0n }: RequestInput,
  stored: readonly LineWithCells[],
  classes: ReadonlyMap<string, SpendingClass>,
): Result<PlannedLineWrite[]> {
  const writes: PlannedLineWrite[] = [];
  for (const [index, { lineId, nature, activity, category, label, profile, cells }] of lines.entries()) {
    const before = stored.find((line) => line.id === lineId);
    if (lineId !== undefined && !before) return refuse({ kind: "not-found", what: "line", id: lineId });
    const changes = changesOf(before?.cells ?? [], cells, seenRevision);
    if (!changes.ok) return changes;
    const id = before?.id ?? randomUUID();
    const line: Line = {
      ...{ id, nature, activity, category: category || null, label: label.trim() },
      position: before?.position ?? stored.length + index + 1,
      profile: profile === undefined ? (before?.profile ?? null) : profile,
      spendingClass: classes.get(nature) ?? "nonPersonnel",
    };
    if (line.profile !== null && line.spendingClass !== "personnel")
      return refuse({ kind: "profile-without-days", line: index + 1, nature });
    writes.push({ line, before, changes: changes.value.map((change) => ({ ...change, lineId: id })) });
  }
  return accept(writes);
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
      before.profile !== line.profile)
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

function headOf({ kind, title, rank, obligation, justification, risk }: RequestInput): RequestHead {
  return { kind, title: title.trim(), rank: rank ?? null, obligation, justification: justification.trim(), risk: risk.trim() };
}
