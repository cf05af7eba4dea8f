import { randomUUID } from "node:crypto";
import type { ExtractChoices } from "#app/domain/chorus/choices.ts";
import type { ChorusEvent } from "#app/domain/chorus/events.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { addParties } from "#db/queries/chorus/documents.ts";
import { bookOfImport, type ChorusImport, chorusImportById, holdImports, lastPosted, markPosted } from "#db/queries/chorus/import.ts";
import { addItems, markVanished, saveChanges, saveEvents, updateItems } from "#db/queries/chorus/item.ts";
import { pendingUnit } from "#db/queries/chorus/reference.ts";
import { type ExerciseDays, exercise, rootUnit } from "#db/queries/execution-reference.ts";
import { allowLongStatements } from "#db/statement-time.ts";
import { earlierImport, plannedChanges, plannedEvents, reportOf } from "./check-extract.ts";
import { type ComparedExtract, compareExtract, usualPendingUnit } from "./compare-extract.ts";
import { bookOf } from "./keep-sheet-import.ts";
import { applyNomenclature } from "./load-nomenclature.ts";
import { markOverruns } from "./mark-overruns.ts";
import { postEvents } from "./post-events.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";
import { saveExtractDocuments } from "./save-extract-documents.ts";
import { toStored } from "./stored-value.ts";

export interface ExtractPosting {
  readonly importId: string;
  /** Of the changes that the check showed: what was seen is what is written, or nothing is. */
  readonly digest: string;
}

export interface PostedExtract {
  readonly importId: string;
  readonly fiscalYear: number;
  readonly changes: number;
  readonly events: number;
  /** Units and resources whose facts no credit covered. */
  readonly overruns: number;
  readonly vanished: number;
}

/** What goes along with an import; none of it is needed. */
export interface ExtractWatch {
  readonly signal?: AbortSignal | undefined;
  /** How far it is, in thousandths. */
  readonly progress?: ((done: number) => void) | undefined;
}

/** Where the comparison ends, where the posting does, in thousandths of the whole. */
const comparedShare = 350;
const postedShare = 750;
/** Entries of events posted by one statement, in lines: what a statement holds in memory. */
const linesAtOnce = 8_000;

/**
 * Imports an extract, all of it in one transaction: only what differs from what the last one said posts. Never refused for lack of credit: what
 * exceeds comes from « dépassement », told once for each unit and resource. Refused: not checked, moved since (`extract-moved`), the same bytes
 * a second time (`already-imported`), older than the last one.
 */
export async function postExtract(
  context: CommandContext,
  input: ExtractPosting,
  watch: ExtractWatch = {},
): Promise<Result<PostedExtract>> {
  return await runCommand(context, { name: "post-extract", capability: "execution.import" }, input, async (db, touch) => {
    await allowLongStatements(db);
    await holdImports(db);
    const standing = await standingExtract(db, input);
    if (!standing.ok) return standing;
    const { kept, days } = standing.value;
    const pending = await ensurePending(db, days);
    if (!pending.ok) return pending;
    const book = async () => bookOf({ book: await bookOfImport(db, kept.id) });
    const read = { kind: kept.kind, site: kept.site, asOf: kept.asOf, exercise: days, choices: kept.choices as ExtractChoices };
    const compared = await compareExtract(db, { ...read, importId: kept.id, book, lock: true });
    if (compared.digest !== kept.digest) return refuse({ kind: "extract-moved" });
    watch.progress?.(comparedShare);
    watch.signal?.throwIfAborted();
    await addParties(db, partiesOf(compared), context.actor.id);
    return await writeExtract(db, context, { kept, days, compared, watch, touch });
  });
}

async function standingExtract(db: Db, { importId, digest }: ExtractPosting): Promise<Result<{ kept: ChorusImport; days: ExerciseDays }>> {
  const kept = await chorusImportById(db, importId, { lock: true });
  if (!kept) return refuse({ kind: "not-found", what: "file", id: importId });
  if (kept.state !== "waiting") return refuse({ kind: "extract-posted", at: kept.postedAt?.toISOString() ?? "", by: kept.postedBy ?? "" });
  if (kept.digest === null) return refuse({ kind: "extract-unchecked", name: kept.name });
  if (kept.digest !== digest) return refuse({ kind: "extract-moved" });
  const again = await earlierImport(db, kept);
  if (again) return refuse({ kind: "already-imported", at: again.postedAt?.toISOString() ?? "", by: again.postedBy ?? "" });
  const last = await lastPosted(db, kept);
  if (last && last.asOf > kept.asOf) return refuse({ kind: "extract-older", asOf: last.asOf, name: last.name });
  const days = await exercise(db, kept.fiscalYear);
  return days ? accept({ kept, days }) : refuse({ kind: "unknown-year", date: kept.asOf });
}

/** « À affecter » is there before anything lands on it. */
async function ensurePending(db: Db, { firstDay }: ExerciseDays): Promise<Result<unknown>> {
  if ((await pendingUnit(db, firstDay)) !== undefined) return accept(null);
  const parent = (await rootUnit(db, firstDay)) ?? null;
  const words = { label: "À affecter : codes sans unité connue", shortLabel: "À affecter" };
  return await applyNomenclature(db, {
    units: [{ code: usualPendingUnit, ...words, kind: "pending", parent, from: firstDay, until: undefined }],
  });
}

function partiesOf({ facts }: ComparedExtract): { code: string; label: string }[] {
  const parties = new Map<string, string>();
  for (const { party, partyName } of facts) if (party !== null && !parties.has(party)) parties.set(party, partyName ?? party);
  return [...parties].map(([code, label]) => ({ code, label }));
}

interface Written {
  readonly kept: ChorusImport;
  readonly days: ExerciseDays;
  readonly compared: ComparedExtract;
  readonly watch: ExtractWatch;
  readonly touch: (touched: Touched) => void;
}

async function writeExtract(
  db: Db,
  context: CommandContext,
  { kept, days, compared, watch, touch }: Written,
): Promise<Result<PostedExtract>> {
  const { id: importId, kind, site } = kept;
  const planned = await plannedEvents(db, { importId, kind, compared, asOf: kept.asOf, exercise: days, lock: true });
  if (!planned.ok) return planned;
  const { events, overruns } = planned.value;
  const posted = await postInSlices(db, context, events, watch);
  if (!posted.ok) return posted;
  watch.progress?.(postedShare);
  const changes = plannedChanges(kind, compared);
  const eventOf = eventsByChange(events);
  const saved = await saveExtractDocuments(db, {
    changes,
    compared,
    eventOf: (index) => eventOf.get(index) ?? randomUUID(),
    days,
    author: context.actor.id,
    act: { importId, on: kept.asOf, reason: `Extrait Chorus « ${kept.name} »` },
  });
  // Opening balances are compared with the books, and remembered by them.
  for (const each of kind === "opening" ? [] : new Set(["commitments" as const, kind])) {
    const of = (isNew: boolean) => saved.filter((_, index) => changes[index]?.kind === each && (changes[index]?.before === null) === isNew);
    await addItems(db, { kind: each, site, importId }, of(true));
    await updateItems(db, { kind: each, site, importId }, of(false));
  }
  await saveChanges(
    db,
    importId,
    changes.map((change, index) => ({ ...change, ordinal: index + 1 })),
  );
  await saveEvents(db, importId, eventRows(events));
  if (kind !== "opening") {
    const { vanished } = compared.differences;
    await markVanished(
      db,
      kind,
      vanished.map(({ key }) => key),
      importId,
    );
  }
  const report = reportOf(compared, planned.value);
  await markPosted(db, importId, { by: context.actor.id, report: toStored(report) });
  const outcome = { importId, fiscalYear: kept.fiscalYear, changes: changes.length, events: events.length, overruns: overruns.length };
  touch({
    kind: "chorusImport",
    id: importId,
    detail: { ...outcome, kind, site, asOf: kept.asOf, sha256: kept.sha256, rejected: report.rejected },
  });
  const marked = { fiscalYear: kept.fiscalYear, document: "chorusImport", documentId: importId } as const;
  await markOverruns(db, context, { marks: overruns.map((over) => ({ ...marked, ...over })), cause: "fact", reason: "" }, touch, () => ({
    name: kept.name,
    address: `/${kept.fiscalYear}/execution/imports/${importId}`,
  }));
  watch.progress?.(1_000);
  return accept({ ...outcome, vanished: report.vanished });
}

/** As many events in one statement as it holds; whoever waits is told after each, and may stop it all. */
async function postInSlices(
  db: Db,
  context: CommandContext,
  events: readonly ChorusEvent[],
  { progress, signal }: ExtractWatch,
): Promise<Result<null>> {
  let slice: ChorusEvent[] = [];
  let lines = 0;
  for (const [index, event] of events.entries()) {
    slice.push(event);
    lines += event.entries.reduce((count, entry) => count + entry.lines.length, 0);
    if (lines < linesAtOnce && index < events.length - 1) continue;
    const posted = await postEvents(
      db,
      context,
      slice.map(({ entries }) => entries),
    );
    if (!posted.ok) return posted;
    progress?.(comparedShare + Math.floor(((index + 1) * (postedShare - comparedShare)) / events.length));
    signal?.throwIfAborted();
    [slice, lines] = [[], 0];
  }
  return accept(null);
}

/** The first event that each change is in. */
function eventsByChange(events: readonly ChorusEvent[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const { eventId, moves } of events) for (const { change } of moves) if (!found.has(change)) found.set(change, eventId);
  return found;
}

function eventRows(events: readonly ChorusEvent[]) {
  return events.map(({ eventId, unit, on, moves }, index) => {
    const changes = [...new Set(moves.map(({ change }) => change + 1))].sort((left, right) => left - right);
    return { eventId, ordinal: index + 1, unit, on, undoes: false, changes };
  });
}
