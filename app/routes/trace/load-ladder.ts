import type { Quantity, Resource } from "#app/domain/quantity.ts";
import { type CubeKey, printTrace, type TracedMeasure, type TraceKey } from "#app/domain/trace/trace-key.ts";
import type { LadderStep } from "#app/ui/figure/ladder.tsx";
import { tracedAmounts } from "#db/queries/trace/figure.ts";
import type { TracedFigure } from "#db/queries/trace/question.ts";
import type { Landed } from "./landing-of.ts";
import type { StoryScene } from "./story-scene.ts";

/** A stage of the money where the figure stands, over the whole year, and its own story. */
export interface TracedStep {
  readonly stage: LadderStep["stage"];
  readonly amount: Quantity | null;
  readonly trace: string;
}

const stages = [
  ["requested", "asked"],
  ["arbitrated", "decided"],
  ["notified", "notified"],
] as const;

/** From what was asked to where it lands, what was committed in AE beside what was paid of it, at the place of a figure; none in the general book, nor of one document. */
export async function loadLadder({ db }: StoryScene, figure: TracedFigure, landed: Landed | undefined): Promise<TracedStep[]> {
  const { document, upTo: _upTo, cut: { month: _month, ...cut } = {}, ...key } = figure.key;
  if (key.resource === "EUR" || document) return [];
  const place: CubeKey = { ...key, cut };
  const amounts = await tracedAmounts(db, { ...figure, key: place }, ["asked", "decided", "notified", "used"]);
  const step = (stage: TracedStep["stage"], measure: TracedMeasure, amount: Quantity | null, of: Resource = key.resource): TracedStep => {
    return { stage, amount: amount === 0n ? null : amount, trace: printTrace({ ...bare(place), measure, resource: of }) };
  };
  const committed =
    key.resource === "CP" ? (await tracedAmounts(db, { ...figure, key: { ...place, resource: "AE" } }, ["used"])).used : null;
  const landing = landed?.followed.landing?.likely ?? null;
  return [
    ...stages.map(([stage, measure]) => step(stage, measure, amounts[measure])),
    ...(committed === null ? [] : [step("committed", "used", committed, "AE")]),
    step(key.resource === "AE" ? "committed" : "paid", "used", amounts.used),
    ...(landed ? [step("landing", "landing", landing)] : []),
  ];
}

function bare({ by: _by, page: _page, ...key }: TraceKey): TraceKey {
  return key;
}
