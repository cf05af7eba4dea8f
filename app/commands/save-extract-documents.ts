import { randomUUID } from "node:crypto";
import type { ExtractFact } from "#app/domain/chorus/facts.ts";
import type { CodingBlock } from "#app/domain/execution/commitment.ts";
import { grouped } from "#app/domain/grouped.ts";
import { type Day, yearOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import {
  addParties,
  commitmentsByNumber,
  type ImportedCoding,
  type ImportedCommitment,
  type ImportedLine,
  type LineAct,
  type MovedChain,
  type MovedLine,
  moveChains,
  moveLines,
  saveCodingBlocks,
  saveImportedCommitments,
  saveImportedLines,
} from "#db/queries/chorus/documents.ts";
import type { SavedItem } from "#db/queries/chorus/item.ts";
import type { ExerciseDays } from "#db/queries/execution-reference.ts";
import type { ComparedExtract } from "./compare-extract.ts";
import type { PlannedChange } from "./extract-events.ts";

interface Documented {
  readonly changes: readonly PlannedChange[];
  readonly compared: ComparedExtract;
  /** The event that a change posted; of its own where it posted nothing. */
  readonly eventOf: (index: number) => string;
  readonly days: ExerciseDays;
  readonly author: bigint;
  /** What moves the lines that are there. */
  readonly act: Pick<LineAct, "importId" | "on" | "reason">;
}

/** Who is owed where the extract does not say it. */
const unknownParty = { code: "INCONNU", label: "Tiers non précisé par l’extrait" };

/**
 * Makes the documents of what an extract brings: a commitment of Chorus is a commitment here, with its number, and each of its items a line;
 * its coding block stands beside. Requests move the lines of their commitments. Returns the things as they are to be saved, in their order.
 */
export async function saveExtractDocuments(db: Db, { changes, compared, eventOf, days, author, act }: Documented): Promise<SavedItem[]> {
  const ids = ascendingIds(changes.length);
  const made = await newLines(db, changes, { eventOf, days, author, ids });
  const facts = new Map(compared.facts.map((fact) => [fact.key, fact]));
  const saved = changes.map(({ kind, key, before, after }, index): SavedItem => {
    const own =
      kind === "commitments"
        ? made.places.get(index)
        : kind === "payments"
          ? { documentId: ids[index] ?? randomUUID(), line: 1 }
          : undefined;
    const documentId = before?.documentId ?? own?.documentId ?? null;
    return { key, stands: before, state: after, documentId, line: documentId === null ? null : (before?.line ?? own?.line ?? null) };
  });
  if (made.commitments.some(({ party }) => party === unknownParty.code)) await addParties(db, [unknownParty], author);
  await saveImportedCommitments(db, made.commitments);
  await saveImportedLines(db, made.lines);
  await moveLines(db, { ...act, fiscalYear: days.year, author }, movedLines(changes, saved));
  await moveChains(db, movedChains(compared, changes, saved));
  await saveCodingBlocks(db, codingBlocks(changes, saved, facts));
  return saved;
}

/** As many new identifiers as there are changes, in order: what is added in the order of its index is added where the last one was. */
function ascendingIds(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID()).sort();
}

interface NewLines {
  readonly commitments: readonly ImportedCommitment[];
  readonly lines: readonly ImportedLine[];
  /** By the rank of the change. */
  readonly places: ReadonlyMap<number, { readonly documentId: string; readonly line: number }>;
}

async function newLines(
  db: Db,
  changes: readonly PlannedChange[],
  { eventOf, days, author, ids }: Pick<Documented, "eventOf" | "days" | "author"> & { readonly ids: readonly string[] },
): Promise<NewLines> {
  const added = changes.flatMap((change, index) =>
    change.kind === "commitments" && (change.before === null || change.before.documentId === null) && change.after.amount > 0n
      ? [{ ...change, index }]
      : [],
  );
  const standing = await commitmentsByNumber(db, [...new Set(added.map(({ key }) => numberOf(key)))]);
  const last = new Map([...standing].map(([number, own]) => [number, { ...own }]));
  const [commitments, lines]: [ImportedCommitment[], ImportedLine[]] = [[], []];
  const places = new Map<number, { documentId: string; line: number }>();
  for (const { key, after, index } of added) {
    const number = numberOf(key);
    const { label, party, on, amount, settled, place } = after;
    let own = last.get(number);
    if (!own) {
      own = { id: ids[index] ?? randomUUID(), lastLine: 0 };
      last.set(number, own);
      const head = { fiscalYear: yearWithin(on, days), number, label: label === "" ? `EJ ${number}` : label };
      commitments.push({ id: own.id, ...head, party: party ?? unknownParty.code, on, author, eventId: eventOf(index) });
    }
    own.lastLine += 1;
    places.set(index, { documentId: own.id, line: own.lastLine });
    lines.push({
      ...place,
      commitmentId: own.id,
      line: own.lastLine,
      committed: amount,
      settled,
      year: days.year,
      firstYear: yearWithin(on, days),
    });
  }
  return { commitments, lines, places };
}

function numberOf(key: string): string {
  return key.split("|")[0] ?? key;
}

/** The exercise of a commitment: an earlier one is of its calendar year. */
function yearWithin(on: Day, { year, firstDay }: ExerciseDays): number {
  return on >= firstDay ? year : Math.min(yearOf(on), year - 1);
}

function movedLines(changes: readonly PlannedChange[], saved: readonly SavedItem[]): MovedLine[] {
  return changes.flatMap(({ kind, before, after }, index) => {
    const item = saved[index];
    if (kind !== "commitments" || !before || item?.documentId == null || item.line === null) return [];
    return [{ documentId: item.documentId, line: item.line, amount: after.amount, place: after.place }];
  });
}

/** What moves each line: its requests, found by the key of its commitment, and what was paid of it before the exercise. */
function movedChains(
  { differences, known }: ComparedExtract,
  changes: readonly PlannedChange[],
  saved: readonly SavedItem[],
): MovedChain[] {
  const made = new Map(changes.flatMap(({ kind, key }, index) => (kind === "commitments" ? [[key, saved[index]] as const] : [])));
  const requests = [...differences.chains].flatMap(([key, move]) => {
    const item = known.commitments.get(key) ?? made.get(key);
    return item?.documentId == null || item.line === null ? [] : [{ documentId: item.documentId, line: item.line, ...move }];
  });
  const before = changes.flatMap(({ kind, before: own, after }) => {
    const paid = after.settled - (own?.settled ?? 0n);
    if (kind !== "commitments" || own?.documentId == null || own.line === null || paid === 0n) return [];
    return [{ documentId: own.documentId, line: own.line, certified: paid, requested: paid, paid }];
  });
  return addedChains([...requests, ...before]);
}

/** One move for each line: the amounts of a chain hold together. */
export function addedChains(moves: readonly MovedChain[]): MovedChain[] {
  return [...grouped(moves, ({ documentId, line }) => `${documentId} ${line}`).values()].flatMap((own) => {
    const [first] = own;
    const of = (name: "certified" | "requested" | "paid") => sum(own.map((move) => move[name]));
    return first
      ? [{ documentId: first.documentId, line: first.line, certified: of("certified"), requested: of("requested"), paid: of("paid") }]
      : [];
  });
}

function codingBlocks(
  changes: readonly PlannedChange[],
  saved: readonly SavedItem[],
  facts: ReadonlyMap<string, ExtractFact>,
): ImportedCoding[] {
  return changes.flatMap(({ kind, key, before, after }, index) => {
    const item = saved[index];
    if ((kind !== "commitments" && kind !== "payments") || item?.documentId == null || item.line === null) return [];
    if (before && before.said === after.said) return [];
    const coding: CodingBlock = facts.get(key)?.coding ?? citedCoding(key);
    return [
      {
        documentId: item.documentId,
        line: item.line,
        isNew: before?.documentId == null,
        document: kind === "commitments" ? ("commitment" as const) : ("chorusItem" as const),
        coding,
      },
    ];
  });
}

/** Of a commitment that only its requests name: its number and its item. */
function citedCoding(key: string): CodingBlock {
  const [number = "", item = ""] = key.split("|");
  return { legalCommitmentNumber: number, ...(item === "" ? {} : { legalCommitmentItem: item }) };
}
