import { grouped } from "../../grouped.ts";
import type { Day } from "../../month.ts";
import { type BudgetResource, spread, sum } from "../../quantity.ts";
import { landingOf, monthsOver, noMonths, type YearOfMonths } from "../landing.ts";
import { type ComparedLine, lineFinder } from "../line-references.ts";
import type { Outturn, Trees } from "../references.ts";
import { type Projection, project } from "./project.ts";

/** What a line is proposed to ask of a measure. */
export interface Proposal extends Projection {
  readonly line: string;
  readonly measure: BudgetResource;
}

interface ProposalInput {
  readonly lines: readonly ComparedLine[];
  readonly outturns: readonly Outturn[];
  readonly trees: Trees;
  /** The campaign's year, N + 1. */
  readonly year: number;
  readonly today: Day;
}

/** For each line of the baseline and measure with a past: the year before the campaign's stands as it is bound to end (`landingOf`). */
export function proposals({ lines, outturns, trees, year, today }: ProposalInput): Proposal[] {
  const lineOf = lineFinder(lines, trees);
  const claimed = outturns.map((outturn) => ({ outturn, line: lineOf(outturn) ?? "" })).filter(({ line }) => line !== "");
  return [...grouped(claimed, ({ line, outturn }) => `${line} ${outturn.measure}`).values()].flatMap((own): Proposal[] => {
    const [first] = own;
    const projection = project(
      history(
        own.map(({ outturn }) => outturn),
        year,
        today,
      ),
    );
    return first && projection ? [{ line: first.line, measure: first.outturn.measure, ...projection }] : [];
  });
}

function history(outturns: readonly Outturn[], year: number, today: Day): YearOfMonths[] {
  const first = Math.min(...outturns.map((own) => own.year));
  const past = Array.from({ length: Math.max(year - 1 - first, 0) }, (_, index) => monthsOf(outturns, first + index));
  return [...past, landed(monthsOf(outturns, year - 1), past, monthsOver(year - 1, today))];
}

/** What is left of the year goes to its months as in the past ones; without a past it stands as it is. */
function landed(months: YearOfMonths, past: readonly YearOfMonths[], over: number): YearOfMonths {
  const before = past.toReversed();
  const rest = landingOf({ months, over, past: before, notified: 0n }) - sum(months.slice(0, over));
  const weights = noMonths.map((_, month) => {
    const amount = month < over ? 0n : sum(before.slice(0, 3).map((year) => year[month] ?? 0n));
    return amount > 0n ? amount : 0n;
  });
  if (weights.every((weight) => weight === 0n)) return months;
  return spread(rest > 0n ? rest : 0n, weights).map((part, month) => (month < over ? (months[month] ?? 0n) : part));
}

function monthsOf(outturns: readonly Outturn[], year: number): YearOfMonths {
  const own = outturns.filter((outturn) => outturn.year === year);
  return noMonths.map((_, month) => sum(own.map(({ months }) => months[month] ?? 0n)));
}
