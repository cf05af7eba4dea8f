import { grouped } from "../grouped.ts";
import { sum } from "../quantity.ts";
import { noMonths } from "./landing.ts";
import { type LineReference, type Trees, upwards } from "./references.ts";
import type { RequestKind } from "./request-state.ts";

/** A line of a sheet, as far as its references go. */
export interface ComparedLine {
  readonly id: string;
  readonly requestKind: RequestKind;
  readonly nature: string;
  readonly activity: string;
}

/** What a line is compared with, one measure each. */
export type OwnReference = Omit<LineReference, "nature" | "activity">;

export interface ComparedLines {
  readonly byLine: ReadonlyMap<string, readonly OwnReference[]>;
  /** What was executed or notified where no line of the baseline asks anything. */
  readonly unclaimed: readonly LineReference[];
}

/**
 * Gives each reference to one line, so that totals count it once: the line of the baseline that names its place most precisely (its own nature
 * and activity, or wider ones), the first in the sheet when several do. New measures and savings come on top of the baseline: they have no past.
 */
export function comparedLines(lines: readonly ComparedLine[], references: readonly LineReference[], trees: Trees): ComparedLines {
  const lineOf = lineFinder(lines, trees);
  const claimed = references.map((reference) => ({ reference, line: lineOf(reference) ?? "" }));
  const byLine = new Map(
    [...grouped(claimed, ({ line }) => line)]
      .filter(([line]) => line !== "")
      .map(([line, own]) => [line, added(own.map(({ reference }) => reference))]),
  );
  return { byLine, unclaimed: claimed.flatMap(({ reference, line }) => (line === "" ? [reference] : [])) };
}

/** The line of the baseline that asks for a place; undefined when none does. */
export function lineFinder(
  lines: readonly ComparedLine[],
  trees: Trees,
): (place: Pick<LineReference, "nature" | "activity">) => string | undefined {
  const baseline = new Map<string, ComparedLine>();
  for (const line of lines) {
    const name = `${line.nature} ${line.activity}`;
    if (line.requestKind === "baseline" && !baseline.has(name)) baseline.set(name, line);
  }
  return (place) => claimant(place, baseline, trees)?.id;
}

/** The nearest above the place: fewest steps in both trees together, the nature's first. */
function claimant(
  { nature, activity }: Pick<LineReference, "nature" | "activity">,
  baseline: ReadonlyMap<string, ComparedLine>,
  trees: Trees,
): ComparedLine | undefined {
  let best: { line: ComparedLine; steps: number } | undefined;
  for (const [up, wideNature] of upwards(nature, trees.natures).entries())
    for (const [along, wideActivity] of upwards(activity, trees.activities).entries()) {
      const line = baseline.get(`${wideNature} ${wideActivity}`);
      if (line && (!best || up + along < best.steps)) best = { line, steps: up + along };
    }
  return best?.line;
}

function added(references: readonly LineReference[]): OwnReference[] {
  return [...grouped(references, ({ measure }) => measure).values()].flatMap((own): OwnReference[] => {
    const [first] = own;
    if (!first) return [];
    return [
      {
        measure: first.measure,
        executed: sum(own.map(({ executed }) => executed)),
        notified: sum(own.map(({ notified }) => notified)),
        shared: sum(own.map(({ shared }) => shared)),
        landing: sum(own.map(({ landing }) => landing)),
        months: noMonths.map((_, month) => sum(own.map(({ months }) => months[month] ?? 0n))),
      },
    ];
  });
}
