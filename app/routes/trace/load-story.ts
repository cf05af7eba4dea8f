import type { Capability } from "#app/domain/access.ts";
import { isPlanned } from "#app/domain/cube/measure.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { isChain } from "#app/domain/trace/chain-measure.ts";
import {
  type ChainKey,
  isChainKey,
  isCubeKey,
  parseTrace,
  printTrace,
  type Scope,
  type TraceFault,
  type TraceKey,
} from "#app/domain/trace/trace-key.ts";
import { searchOf } from "#app/http/search.ts";
import { type VisibleUnit, visibleUnits } from "#db/queries/access.ts";
import { labelsOf } from "#db/queries/allotment-places.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { type TracedAct, tracedActs } from "#db/queries/trace/acts.ts";
import { documentParts, entryCount, type PartPage } from "#db/queries/trace/entries.ts";
import type { TracedFigure } from "#db/queries/trace/question.ts";
import { requestParts } from "#db/queries/trace/requests.ts";
import { unitsInScope, withBelow } from "../units/scope.ts";
import { landingOf } from "./landing-of.ts";
import { loadChain } from "./load-chain.ts";
import { loadLadder, type TracedStep } from "./load-ladder.ts";
import { loadParts, type ToldParts } from "./load-parts.ts";
import type { StoryScene } from "./story-scene.ts";

export interface Story extends ToldParts {
  /** The figure's own: nothing is said of its parts. */
  readonly key: TraceKey;
  readonly text: string;
  /** The unit of its scope, where it is one. */
  readonly where: string | null;
  /** Whether its scope holds more than one unit. */
  readonly several: boolean;
  readonly document: string | null;
  /** Entries of the journal, requests of the plan, commitments or documents of one; null of a landing. */
  readonly count: number | null;
  readonly ladder: readonly TracedStep[];
  readonly acts: readonly TracedAct[];
  /** What its codes are called. */
  readonly names: Readonly<Record<string, string>>;
  /** Of a landing: between what it stays eight times out of ten. */
  readonly lands: { readonly low: Quantity; readonly high: Quantity } | null;
  /** Whether plans are read without what personnel costs. */
  readonly partial: boolean;
  readonly readsDecisions: boolean;
}

export type StoryAnswer =
  | { readonly state: "told"; readonly story: Story }
  | { readonly state: "unreadable"; readonly fault: TraceFault }
  | { readonly state: "outOfReach" };

/** The story of the figure that a text names, for whoever asks: of the units that they see, with the capability of the page it stands on. */
export async function loadStory(scene: StoryScene, text: string): Promise<StoryAnswer> {
  const { db, access, today, mayDo } = scene;
  const parsed = parseTrace(text);
  if (!parsed.ok) return { state: "unreadable", fault: parsed.refusal };
  const key = parsed.value;
  const capability = capabilityOf(key);
  if (!mayDo(capability)) return { state: "outOfReach" };
  if (key.resource === "EUR" && !(await holdsWholeLedger(db, access, "ledger.read", today))) return { state: "outOfReach" };
  // « All » of a page whose scope is a group of units is all that is seen of the group.
  const { url } = scene;
  const isGroup = url && key.scope.kind === "all" && key.resource !== "EUR" && searchOf(url).group !== undefined;
  const visible = isGroup ? await unitsInScope({ ...scene, url }, capability) : await visibleUnits(db, access, capability, today);
  const units = unitsOf(visible, key.scope);
  if (units.length === 0) return { state: "outOfReach" };
  if (isChainKey(key)) {
    const story = await chainStoryOf(scene, key, units);
    return story ? { state: "told", story } : { state: "outOfReach" };
  }
  if (!isCubeKey(key)) throw new Error("A figure is of the cube or of commitments.");
  const sight = costSightOf(access);
  const seesPersonnel = units.every(({ code }) => costView(sight, code) === "whole" || mayDo("execution.pay", code));
  const figure: TracedFigure = { key, units: units.map(({ code }) => code), sight, seesPersonnel };
  return { state: "told", story: await storyOf(scene, figure, units) };
}

/** That of the pages on which such a figure stands. */
export function capabilityOf({ measure, resource }: Pick<TraceKey, "measure" | "resource">): Capability {
  if (resource === "EUR") return "ledger.read";
  if (measure === "landing" || isChain(measure)) return "execution.read";
  if (isPlanned(measure)) return "planning.read";
  return measure === "used" || measure === "requested" || measure === "overrun" ? "execution.read" : "allotment.read";
}

function unitsOf(visible: readonly VisibleUnit[], scope: Scope): readonly VisibleUnit[] {
  if (scope.kind === "all") return visible;
  if (scope.kind === "below") return withBelow(visible, scope.unit);
  if (scope.kind === "alone") return visible.filter(({ code }) => code === scope.unit);
  return visible.filter(({ kind }) => (kind === "regionalDirectorate") === (scope.group === "regional"));
}

/** Commitments have no stages before them, nor acts but their own documents. */
async function chainStoryOf(scene: StoryScene, { by, page, ...key }: ChainKey, units: readonly VisibleUnit[]): Promise<Story | undefined> {
  const told = await loadChain(scene, { ...key, by, page }, units);
  return (
    told && {
      ...told,
      ...{ key, text: printTrace(key), ...placeOf(key.scope, units) },
      ...{ ladder: [], acts: [], names: {}, lands: null, partial: false, readsDecisions: false },
    }
  );
}

/** The unit of a scope, where it is one. */
function placeOf(scope: Scope, units: readonly VisibleUnit[]): Pick<Story, "where" | "several"> {
  const isOne = scope.kind === "below" || scope.kind === "alone";
  return { where: isOne ? (units[0]?.label ?? null) : null, several: units.length > 1 };
}

async function storyOf(scene: StoryScene, figure: TracedFigure, units: readonly VisibleUnit[]): Promise<Story> {
  const { db, mayDo } = scene;
  const { by: _by, page: _page, ...own } = figure.key;
  const { scope, resource, measure } = own;
  const landed = await landingOf(scene, own, figure.units);
  const landing = landed?.followed.landing;
  return {
    ...(await loadParts(scene, figure, { units, landed })),
    ...{ key: own, text: printTrace(own) },
    ...placeOf(scope, units),
    document: figure.key.document ? await documentOf(scene, figure) : null,
    count: await countOf(scene, figure),
    ladder: await loadLadder(scene, figure, landed),
    acts: await tracedActs(db, figure),
    names: await namesOf(scene, own),
    lands: measure === "landing" && landing ? { low: landing.low, high: landing.high } : null,
    partial: (resource === "AE" || resource === "CP") && units.some(({ code }) => costView(figure.sight, code) !== "whole"),
    readsDecisions: mayDo("arbitration.read"),
  };
}

/** Entries of the journal, or requests of the plan. */
async function countOf({ db }: StoryScene, figure: TracedFigure): Promise<number | null> {
  const { measure } = figure.key;
  if (measure === "landing") return null;
  if (isPlanned(measure)) return (await requestParts(db, figure, measure, { limit: 1, offset: 0 })).count;
  return await entryCount(db, figure, measure);
}

/** What the codes that cut the figure are called. */
async function namesOf({ db }: StoryScene, { cut = {}, year }: TraceKey): Promise<Record<string, string>> {
  const on = `${year}-12-31`;
  const [natures, activities] = [
    [cut.title, cut.category, cut.nature],
    [cut.action, cut.activity],
  ].map((codes) => codes.filter((code) => code !== undefined));
  return Object.fromEntries([
    ...(await labelsOf(db, "nature", natures ?? [], on)),
    ...(await labelsOf(db, "activity", activities ?? [], on)),
  ]);
}

/** The document that the figure is read in, as its number says it. */
async function documentOf({ db }: StoryScene, figure: TracedFigure): Promise<string | null> {
  const { measure } = figure.key;
  if (measure === "landing") return null;
  const one: PartPage = { limit: 1, offset: 0 };
  if (isPlanned(measure)) return (await requestParts(db, figure, measure, one)).parts[0]?.title ?? null;
  const part = (await documentParts(db, figure, measure, one)).parts[0];
  return part ? (part.number ?? part.label) : null;
}
