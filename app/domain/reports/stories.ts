import type { Month } from "../month.ts";
import { type SpendingClass, spendingClasses } from "../stage.ts";
import type { CutDimension, Scope, TracedMeasure } from "../trace/trace-key.ts";
import { alone, traceOf, within } from "../trace/trace-of.ts";
import type { TableName } from "./names.ts";
import type { Report, ReportColumn, ReportRow, ReportTable } from "./report.ts";

/** What the cells of a document of today are told by. */
export interface ToldReport extends Pick<Report, "year" | "asOf" | "subject"> {
  /** The last month of its year that is over. */
  readonly upTo: Month | undefined;
}

/** A figure as the story tells it: what is measured, and what it is cut by besides the document's own units and year. */
interface Figure {
  readonly measure: TracedMeasure;
  readonly scope?: Scope;
  readonly year?: number;
  readonly cut?: Readonly<Partial<Record<CutDimension, string>>>;
  /** Up to the day of the document; up to the end of a month; plans and landings are of no day. */
  readonly until: "day" | "none" | Month;
}

type Row = Pick<ReportRow, "key" | "level">;
type Column = Pick<ReportColumn, "name" | "resource">;
type Told = (row: Row, column: Column, report: ToldReport) => Figure | undefined;

/**
 * The story of a cell of a document composed today (`app/domain/trace`); undefined where none tells it: what people explain, gaps, averages, and what
 * several movements opened. A document that was issued has no stories: what it says is kept, the journal went on.
 */
export function storyOfCell(report: ToldReport, table: Pick<ReportTable, "name">, column: Column, row: Row): string | undefined {
  const { resource } = column;
  const figure = told[table.name]?.(row, column, report);
  // What stands under no code is told with the whole alone.
  if (!figure || resource === undefined || Object.values(figure.cut ?? {}).includes("")) return undefined;
  const { measure, scope = within(report.subject?.code), year = report.year, cut, until } = figure;
  return traceOf(measure, {
    ...{ resource, scope, year, cut },
    ...(until === "day" ? { asOf: { on: report.asOf, known: false } } : until === "none" ? {} : { upTo: until }),
  });
}

const byAction: Told = ({ key }, { name }) => {
  const [kind, ...codes] = key.split(" ");
  const cut = { ...(kind === "line" || kind === "action" ? { action: codes[0] ?? "" } : {}), ...titlesOf(codes.at(-1)) };
  if (name === "voted") return { measure: "opened", cut: { ...cut, movement: "initialBudget" }, until: "day" };
  return name === "used" ? { measure: "used", cut, until: "day" } : undefined;
};

/** Keys of rows are of one unit, and of groups of its titles. */
const byUnit: Told = ({ key, level }, { name }) => {
  const [unit = "", titles] = key.split(" ");
  const place = level === "whole" ? {} : { scope: alone(unit), cut: titlesOf(titles) };
  return isHeld(name) ? { measure: name, ...place, until: "day" } : undefined;
};

const categories: Told = ({ key, level }, { name }, { upTo }) => {
  const cut = level === "whole" ? {} : { nature: key };
  if (name === "ceiling") return { measure: "opened", cut, until: "day" };
  return name === "used" && upTo !== undefined ? { measure: "used", cut, until: upTo } : undefined;
};

const told: Readonly<Partial<Record<TableName, Told>>> = {
  byAction,
  votedByAction: byAction,
  byUnit,
  creditsByUnit: byUnit,
  categories,
  landings: ({ key, level }, { name }, { upTo }) =>
    name === "likely" && upTo !== undefined
      ? { measure: "landing", ...(level === "whole" ? {} : { scope: alone(key) }), until: upTo }
      : undefined,
  reserve: ({ key }) => {
    const [place = "", titles] = key.split(" ");
    const measure = kept.find((each) => each === place);
    return measure && { measure, cut: titlesOf(titles), until: "day" };
  },
  staffMonths: ({ key }, { name }) => (name === "cumulated" ? { measure: "used", until: key } : undefined),
  unitMonths: ({ key }, { name }) => (name === "cumulated" ? { measure: "used", until: key } : undefined),
  nextStaff: ({ key, level }, { name }, { year }) =>
    isPlan(name) ? { measure: name, year: year + 1, cut: level === "whole" ? {} : { nature: key }, until: "none" } : undefined,
  payroll: ({ key, level }, { name }) =>
    name === "used"
      ? { measure: "used", cut: { spendingClass: "personnel", ...(level === "whole" ? {} : { category: key }) }, until: "day" }
      : undefined,
  ladder: ({ key }, { resource }, { upTo }) => {
    const cut = resource === "ETPT" ? {} : { spendingClass: "nonPersonnel" };
    if (key === "likely") return upTo !== undefined && resource === "ETPT" ? { measure: "landing", until: upTo } : undefined;
    if (isPlan(key)) return { measure: key, cut, until: "none" };
    return isHeld(key) ? { measure: key, cut, until: "day" } : undefined;
  },
};

const held = ["notified", "toRelease", "released", "used"] as const;
function isHeld(name: string): name is (typeof held)[number] {
  return (held as readonly string[]).includes(name);
}

const kept = ["programmeReserve", "unallocated", "reserve", "toRelease"] as const;

function isPlan(name: string): name is "asked" | "decided" {
  return name === "asked" || name === "decided";
}

function titlesOf(titles: string | undefined): { readonly spendingClass?: SpendingClass } {
  const spendingClass = spendingClasses.find((each) => each === titles);
  return spendingClass ? { spendingClass } : {};
}
