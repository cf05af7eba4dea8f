import type { Day } from "../month.ts";
import type { Resource } from "../quantity.ts";
import { type ChainMeasure, chainResource } from "./chain-measure.ts";
import { printTrace, type Scope, type TracedMeasure, type TraceKey } from "./trace-key.ts";

export const alone = (unit: string): Scope => ({ kind: "alone", unit });

/** A unit with those below it; without one, all that the reader sees. */
export function within(unit: string | null | undefined): Scope {
  return unit === null || unit === undefined ? { kind: "all" } : { kind: "below", unit };
}

/** What a figure of a page is traced by. */
export type Place = Pick<TraceKey, "resource" | "scope" | "year" | "cut" | "upTo" | "asOf">;

export function traceOf(measure: TracedMeasure, place: Place): string {
  return printTrace({ ...place, measure });
}

/** The figures of credits that a unit holds, as the screens name them. */
const measures = {
  notified: "notified",
  reserve: "reserve",
  toRelease: "toRelease",
  released: "released",
  engaged: "used",
  requested: "requested",
  paid: "used",
  available: "available",
  earmarked: "earmarked",
  overrun: "overrun",
} as const satisfies Readonly<Record<string, TracedMeasure>>;

/** The story of a rung of the ladder of credits (`CreditsHeld`). */
export function rungTrace(rung: keyof typeof measures, place: Place & { readonly resource: Resource }): string {
  return traceOf(measures[rung], place);
}

/** What a figure that commitments tell is traced by: of all of them where `commitment` is not said, all exercises together. */
export interface ChainPlace extends Pick<TraceKey, "scope" | "year" | "since" | "exercise" | "dueIn" | "dueFrom" | "by"> {
  /** As they stood at the end of this day; today unless said. */
  readonly on?: Day | undefined;
  readonly commitment?: string | undefined;
}

export function chainTrace(measure: ChainMeasure, { on, commitment, ...place }: ChainPlace): string {
  return printTrace({
    ...{ ...place, measure, resource: chainResource(measure) },
    ...(on === undefined ? {} : { asOf: { on, known: false } }),
    ...(commitment === undefined ? {} : { document: { kind: "commitment", id: commitment } }),
  });
}
