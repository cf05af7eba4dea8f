import { randomUUID } from "node:crypto";
import { isNothing, type KnownItem } from "#app/domain/chorus/item.ts";
import type { ExtractKind } from "#app/domain/chorus/kind.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { reversalOf } from "#app/domain/ledger/reversal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type LineAct, type MovedChain, type MovedLine, moveChains, moveLines } from "#db/queries/chorus/documents.ts";
import { entriesOfEvents } from "#db/queries/chorus/entry.ts";
import { type ChorusImport, chorusImportById, holdImports, lastPostedOf, markUndone } from "#db/queries/chorus/import.ts";
import {
  changesOf,
  eventsOfImport,
  type ImportedChange,
  itemsByKey,
  type SavedItem,
  saveEvents,
  unmarkVanished,
  updateItems,
} from "#db/queries/chorus/item.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { allowLongStatements } from "#db/statement-time.ts";
import { entryDays } from "./extract-events.ts";
import { postEvents } from "./post-events.ts";
import type { ExtractWatch } from "./post-extract.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { addedChains } from "./save-extract-documents.ts";
import { unmatchBeyond } from "./unmatch-beyond.ts";

export interface ExtractUndoing {
  readonly importId: string;
  readonly reason: string;
}

export interface UndoneExtract {
  readonly importId: string;
  readonly fiscalYear: number;
  readonly changes: number;
  readonly events: number;
  /** Matches with planned expenses whose commitment the import had brought: the expenses are to come again. */
  readonly unmatched: number;
}

/** What stands on what: requests are of commitments, and the two are undone in the order in which they came. */
const chained: readonly ExtractKind[] = ["commitments", "payments"];

/**
 * Undoes a whole import: each of its entries by its opposite, the latest first, and each thing as it was before. Refused: no reason, a later
 * import that stands on this one, credits that have been used since (`credit-exceeded`), entries that were reversed already.
 */
export async function undoExtract(
  context: CommandContext,
  input: ExtractUndoing,
  { progress, signal }: ExtractWatch = {},
): Promise<Result<UndoneExtract>> {
  return await runCommand(context, { name: "undo-extract", capability: "execution.import" }, input, async (db, touch) => {
    const { importId } = input;
    const reason = input.reason.trim();
    if (reason === "") return refuse({ kind: "reason-required" });
    await allowLongStatements(db);
    await holdImports(db);
    const kept = await chorusImportById(db, importId, { lock: true });
    if (!kept) return refuse({ kind: "not-found", what: "file", id: importId });
    if (kept.state !== "posted") return refuse({ kind: "wrong-state", what: "chorusImport", state: kept.state, expected: ["posted"] });
    const last = await lastPostedOf(db, chained.includes(kept.kind) ? chained : [kept.kind]);
    if (last && last.id !== importId) return refuse({ kind: "extract-not-last", of: last.kind, name: last.name });
    const reversed = await reverseEvents(db, context, kept, reason);
    if (!reversed.ok) return reversed;
    progress?.(600);
    signal?.throwIfAborted();
    const changes = await changesOf(db, importId);
    const act = { importId, fiscalYear: kept.fiscalYear, on: kept.asOf, reason, author: context.actor.id };
    const lines = await bringBack(db, kept, changes, act);
    const unmatched = await unmatchBeyond(db, context.actor.id, lines, touch);
    await unmarkVanished(db, importId);
    await markUndone(db, importId, { by: context.actor.id, why: reason });
    const outcome = { importId, fiscalYear: kept.fiscalYear, changes: changes.length, events: reversed.value, unmatched };
    touch({ kind: "chorusImport", id: importId, detail: { ...outcome, reason } });
    progress?.(1_000);
    return accept(outcome);
  });
}

/** The opposite of every entry, on its own day where that is open, the latest event first. */
async function reverseEvents(db: Db, context: CommandContext, kept: ChorusImport, reason: string): Promise<Result<number>> {
  const events = [...(await eventsOfImport(db, kept.id))].reverse();
  if (events.length === 0) return accept(0);
  const days = await exercise(db, kept.fiscalYear);
  const entryDay = days && (await entryDays(db, days, kept.asOf));
  if (!entryDay) return refuse({ kind: "year-closed", year: kept.fiscalYear });
  const entries = await entriesOfEvents(
    db,
    events.map(({ eventId }) => eventId),
  );
  const reversalDay = ({ entryDate, complementary: was = false }: EntryDraft) => {
    const { day, complementary } = entryDay(entryDate, was);
    return { entryDate: day, complementary };
  };
  const drafts = events.map(({ eventId }) => {
    const own = randomUUID();
    return {
      eventId: own,
      entries: (entries.get(eventId) ?? []).map(({ reference, draft }) =>
        reversalOf(draft, reference, { ...reversalDay(draft), label: `Annulation : ${reason}`, eventId: own }),
      ),
    };
  });
  const posted = await postEvents(
    db,
    context,
    drafts.map((own) => own.entries),
  );
  if (!posted.ok) return posted;
  await saveEvents(
    db,
    kept.id,
    events.map(({ unit, on, changes }, index) => ({
      eventId: drafts[index]?.eventId ?? randomUUID(),
      ordinal: index + 1,
      unit,
      on,
      undoes: true,
      changes,
    })),
  );
  return accept(events.length);
}

/** Each thing as it stood before the import; one that it brought is emptied, and keeps the line that it became. Returns the lines that moved. */
async function bringBack(
  db: Db,
  { id: importId, kind, site }: ChorusImport,
  changes: readonly ImportedChange[],
  act: LineAct,
): Promise<readonly MovedLine[]> {
  const [lines, moves]: [MovedLine[], MovedChain[]] = [[], []];
  const places = new Map<string, { documentId: string; line: number }>();
  for (const each of ["commitments", "payments", "payroll", "staffing", "credits", "balance"] as const) {
    const own = changes.filter((change) => change.kind === each);
    if (own.length === 0) continue;
    const standing = await itemsByKey(
      db,
      each,
      own.map(({ key }) => key),
    );
    const saved = own.flatMap(({ key, before }): SavedItem[] => {
      const now = standing.get(key);
      if (!now) return [];
      const { documentId, line, current: _, ...state } = before ?? { ...now, amount: 0n, settled: 0n, certified: 0n };
      if (each === "commitments" && now.documentId !== null && now.line !== null) {
        const paid = state.settled - now.settled;
        moves.push({ documentId: now.documentId, line: now.line, certified: paid, requested: paid, paid });
        lines.push({ documentId: now.documentId, line: now.line, amount: state.amount, place: state.place });
      }
      return [{ key, stands: now, state, documentId: documentId ?? now.documentId, line: line ?? now.line }];
    });
    if (each === "payments") moves.push(...(await requestsBack(db, own, standing, places)));
    await updateItems(db, { kind: each, site: each === kind ? site : "", importId }, saved);
  }
  await moveChains(db, addedChains(moves));
  await moveLines(db, act, lines);
  return lines;
}

/** What the requests of an import moved of their commitments, taken back. */
async function requestsBack(
  db: Db,
  changes: readonly ImportedChange[],
  standing: ReadonlyMap<string, KnownItem>,
  places: Map<string, { documentId: string; line: number }>,
): Promise<MovedChain[]> {
  const states = changes.flatMap(({ key, before }) => {
    const now = standing.get(key);
    const back = before && !isNothing(before) ? [{ state: before, sign: 1n }] : [];
    return [...(now ? [{ state: now, sign: -1n }] : []), ...back];
  });
  const keys = [...new Set(states.flatMap(({ state }) => (state.commitment === null ? [] : [state.commitment])))];
  for (const [key, { documentId, line }] of await itemsByKey(db, "commitments", keys))
    if (documentId !== null && line !== null) places.set(key, { documentId, line });
  return states.flatMap(({ state, sign }) => {
    const place = state.commitment === null ? undefined : places.get(state.commitment);
    return place ? [{ ...place, certified: sign * state.certified, requested: sign * state.amount, paid: sign * state.settled }] : [];
  });
}
