import { isPlanned, type JournalMeasure, type PlanMeasure } from "#app/domain/cube/measure.ts";
import { monthOfYear } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { type CubeKey, type CutDimension, isCut, printTrace, type TraceKey, type WayDown } from "#app/domain/trace/trace-key.ts";
import { waysDownOf, withinCode } from "#app/domain/trace/ways-down.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { labelsOf } from "#db/queries/allotment-places.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { type DocumentPart, documentParts, type EntryPart, entryParts, type PartPage } from "#db/queries/trace/entries.ts";
import { type CodePart, codeParts, largestFirst, tracedAmounts } from "#db/queries/trace/figure.ts";
import type { TracedFigure } from "#db/queries/trace/question.ts";
import { type RequestPart, requestParts } from "#db/queries/trace/requests.ts";
import { scheduleAddress } from "../units/addresses.ts";
import { type Landed, makingOf } from "./landing-of.ts";
import { documentAddress, entryAddress, requestAddress } from "./part-addresses.ts";
import type { StoryScene } from "./story-scene.ts";

/** One part of a figure, and where it leads: to its own story, to the page that holds it, or to both. */
export interface StoryPart {
  readonly key: string;
  /** A code, a month, the kind of a document; null where nothing stands under a code. */
  readonly name: string | null;
  readonly label: string | null;
  readonly amount: Quantity;
  readonly trace: string | null;
  readonly to: string | null;
  /** Of a document or an entry. */
  readonly on?: string | null | undefined;
  readonly who?: string | null | undefined;
  /** What it is about, where its number names it. */
  readonly about?: string | null | undefined;
  readonly entries?: number | undefined;
}

/** A figure and its parts: those of the page, the others together, and what is not told in parts; they add up to it. */
export interface ToldParts {
  readonly amount: Quantity;
  readonly by: WayDown;
  readonly ways: readonly WayDown[];
  readonly page: number;
  readonly parts: readonly StoryPart[];
  readonly others: { readonly count: number; readonly amount: Quantity };
  /** Whether some parts come after those of this page. */
  readonly more: boolean;
  /** What personnel costs, for who does not see of what it is made. */
  readonly personnel: Quantity;
}

interface Around {
  readonly units: readonly VisibleUnit[];
  readonly landed: Landed | undefined;
}

/** All the parts there are, or a page of them, of an amount that they add up to. */
interface Found {
  readonly parts: readonly StoryPart[];
  readonly count: number;
  readonly whole: Quantity;
}

/** How many parts are told at once. */
export const pageSize = 10;

/** The parts of a figure in the way that is asked for; else in the first one that tells several. */
export async function loadParts(scene: StoryScene, figure: TracedFigure, around: Around): Promise<ToldParts> {
  const { key } = figure;
  const ways = waysDownOf(key, around.units.length > 1);
  const amount = await amountOf(scene, figure, around);
  const asked = ways.find((way) => way === key.by);
  const page = asked ? (key.page ?? 1) : 1;
  let told: { way: WayDown; found: Found } | undefined;
  for (const way of asked ? [asked] : ways) {
    told = { way, found: await foundOn(page, (asked) => foundBy(scene, figure, around, way, asked)) };
    if (told.found.count > 1) break;
  }
  if (!told) throw new Error("A figure has a way down.");
  const { way, found } = told;
  const shown = found.parts.reduce((total, part) => total + part.amount, 0n);
  return {
    ...{ amount, by: way, ways, page, parts: found.parts },
    others: { count: found.count - found.parts.length, amount: found.whole - shown },
    more: page * pageSize < found.count,
    personnel: amount - found.whole,
  };
}

/** A page of parts; past the last one none, which leaves all of them to the others. */
async function foundOn(page: number, find: (asked: PartPage) => Promise<Found>): Promise<Found> {
  const found = await find({ limit: pageSize, offset: (page - 1) * pageSize });
  return page === 1 || found.parts.length > 0 ? found : { ...(await find({ limit: 1, offset: 0 })), parts: [] };
}

async function amountOf({ db }: StoryScene, figure: TracedFigure, { landed }: Around): Promise<Quantity> {
  const { measure, document } = figure.key;
  if (measure === "landing") return landed?.followed.landing?.likely ?? 0n;
  if (!document) return (await tracedAmounts(db, figure, [measure]))[measure];
  const one: PartPage = { limit: 1, offset: 0 };
  return isPlanned(measure) ? (await requestParts(db, figure, measure, one)).whole : (await documentParts(db, figure, measure, one)).whole;
}

async function foundBy(scene: StoryScene, figure: TracedFigure, around: Around, way: WayDown, page: PartPage): Promise<Found> {
  const { measure } = figure.key;
  if (way === "making") return await makingParts(scene, figure, around);
  if (way === "unit") return paged(await unitParts(scene, figure, around), page);
  if (measure === "landing") throw new Error("A landing is told by unit, or by what it is made of.");
  if (way === "entry" || way === "document") {
    if (isPlanned(measure)) return await plannedParts(scene, figure, measure, page);
    return way === "entry" ? await byEntry(scene, figure, measure, page) : await byDocument(scene, figure, measure, page);
  }
  if (!isCut(way)) throw new Error(`No figure of the cube is told by ${way}.`);
  const parts = await codeParts(scene.db, figure, measure, way);
  return paged(await named(scene, figure.key, way, parts), page);
}

/** A page of parts that were read whole. */
function paged(parts: readonly StoryPart[], { limit, offset }: PartPage): Found {
  return {
    parts: parts.slice(offset, offset + limit),
    count: parts.length,
    whole: parts.reduce((total, { amount }) => total + amount, 0n),
  };
}

async function unitParts({ db }: StoryScene, figure: TracedFigure, { units, landed }: Around): Promise<StoryPart[]> {
  const { key } = figure;
  const labels = new Map(units.map(({ code, label }) => [code, label]));
  const parts =
    key.measure === "landing"
      ? largestFirst([...(landed?.byUnit ?? [])].map(([code, amount]) => ({ code, amount })))
      : await codeParts(db, figure, key.measure, "unit");
  return parts.map((part) => storyPart(key, "unit", part, labels));
}

async function named({ db }: StoryScene, key: TraceKey, by: CutDimension, parts: readonly CodePart[]): Promise<StoryPart[]> {
  const tree = by === "action" || by === "activity" ? "activity" : by === "month" || by === "spendingClass" ? undefined : "nature";
  const labels = tree
    ? await labelsOf(
        db,
        tree,
        parts.flatMap(({ code }) => code ?? []),
        `${key.year}-12-31`,
      )
    : new Map<string, string>();
  const told = parts.map((part) => storyPart(key, by, part, labels));
  // Months are read in their order; everything else by what it weighs.
  return by === "month" ? told.sort((left, right) => ((left.name ?? "") < (right.name ?? "") ? -1 : 1)) : told;
}

function storyPart(key: TraceKey, by: "unit" | CutDimension, { code, amount }: CodePart, labels: ReadonlyMap<string, string>): StoryPart {
  return {
    ...{ key: code ?? "", name: code, label: code === null ? null : (labels.get(code) ?? null), amount, to: null },
    trace: code === null ? null : printTrace(withinCode(key, by, code)),
  };
}

async function makingParts(scene: StoryScene, { key, units }: TracedFigure, { landed }: Around): Promise<Found> {
  if (!landed) return { parts: [], count: 0, whole: 0n };
  const { year, scope } = key;
  const { used, scheduled, rest } = await makingOf(scene, landed, { year, resource: key.resource as BudgetResource, units });
  const upTo = monthOfYear(year, landed.months);
  const unit = scope.kind === "below" || scope.kind === "alone" ? scope.unit : undefined;
  const part = (name: string, amount: Quantity, trace: string | null, to: string | null): StoryPart => {
    return { key: name, name, label: null, amount, trace, to };
  };
  return paged(
    [
      part("used", used, printTrace({ ...withoutParts(key), measure: "used", upTo }), null),
      ...(scheduled === 0n ? [] : [part("scheduled", scheduled, null, scheduleAddress(year, { unit }))]),
      part("rest", rest, null, null),
    ],
    { limit: pageSize, offset: 0 },
  );
}

async function byDocument({ db }: StoryScene, figure: TracedFigure, measure: JournalMeasure, page: PartPage): Promise<Found> {
  const { key } = figure;
  const { parts, ...found } = await documentParts(db, figure, measure, page);
  return {
    ...found,
    parts: parts.map((part: DocumentPart): StoryPart => {
      const { kind, id, number, label, party, on, amount, entries } = part;
      return {
        ...{ key: `${kind} ${id}`, name: kind, amount, on, entries, who: party },
        ...(number === null ? { label } : { label: number, about: label }),
        trace: printTrace({ ...withoutParts(key), document: { kind, id } }),
        to: documentAddress(key.year, part),
      };
    }),
  };
}

async function byEntry(scene: StoryScene, figure: TracedFigure, measure: JournalMeasure, page: PartPage): Promise<Found> {
  const { db, access, today } = scene;
  const { parts, ...found } = await entryParts(db, figure, measure, page);
  const opens = await holdsWholeLedger(db, access, "ledger.read", today);
  return {
    ...found,
    parts: parts.map(({ id, journal, number, on, label, author, amount }: EntryPart): StoryPart => {
      const to = opens ? entryAddress(figure.key.year, id) : null;
      return { key: String(id), name: `${journal}-${number}`, label, amount, trace: null, to, on, who: author };
    }),
  };
}

async function plannedParts(scene: StoryScene, figure: TracedFigure, measure: PlanMeasure, page: PartPage): Promise<Found> {
  const { parts, ...found } = await requestParts(scene.db, figure, measure, page);
  const decides = measure === "decided" && scene.mayDo("arbitration.read");
  return {
    ...found,
    parts: parts.map(({ id, number, title, unit, amount }: RequestPart): StoryPart => {
      const to = requestAddress(figure.key.year, { id, unit, decides });
      return { key: id, name: `${unit} ${number}`, label: title, amount, trace: null, to };
    }),
  };
}

function withoutParts({ by: _by, page: _page, ...key }: CubeKey): CubeKey {
  return key;
}
