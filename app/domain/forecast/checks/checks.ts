import { grouped } from "../../grouped.ts";
import { absolute, type BudgetResource, type Quantity, sum } from "../../quantity.ts";
import { earlierCommitments, paidOn, paymentsByYear, type SchedulePart } from "../schedule.ts";
import type { CheckedLine, CheckedRequest, Checks, CheckWorld, Finding, FoundFault } from "./finding.ts";
import { checkNames } from "./settings.ts";
import { suspiciousUnits } from "./suspicious-unit.ts";
import { amountOf, placeAt } from "./totals.ts";

/** Everything that the checks find in the requests of a unit, what blocks first, then in the order of the checks. */
export function findingsIn(requests: readonly CheckedRequest[], world: CheckWorld): Finding[] {
  const found = checkNames.flatMap((name) => {
    const level = world.settings.levels[name];
    return level === "off" ? [] : checks[name](requests, world).map((fault): Finding => ({ ...fault, level }));
  });
  return [...found.filter(({ level }) => level === "blocking"), ...found.filter(({ level }) => level === "warning")];
}

const checks: Checks = {
  "justification-missing": missingJustifications,
  "payments-above-means": paymentsAboveMeans,
  "schedule-differs": differingSchedules,
  "staff-without-days": staffWithoutDays,
  "guidance-exceeded": guidanceExceeded,
  "unit-suspicious": suspiciousUnits,
};

/** A request that owes a justification and has none. */
function missingJustifications(requests: readonly CheckedRequest[], world: CheckWorld): FoundFault[] {
  return requests.flatMap((request): FoundFault[] => {
    if (request.justification.trim() !== "") return [];
    const { asked, executed, isOwed } = departureOf(request, world);
    return isOwed ? [{ check: "justification-missing", ...wholeRequest(request), measure: "CP", asked, executed }] : [];
  });
}

/** How far a request is from N-1; cents of CP of the year. */
export interface Departure {
  readonly asked: Quantity;
  readonly executed: Quantity;
  /** By more than the rate and by more than the amount of the settings: a justification is owed. */
  readonly isOwed: boolean;
}

/** Against what was executed in N-1 at the places of its lines. A new measure and a saving depart by all that they ask. */
export function departureOf(
  request: Pick<CheckedRequest, "kind" | "lines">,
  world: Pick<CheckWorld, "year" | "settings" | "executed">,
): Departure {
  const { year, settings } = world;
  const asked = sum(request.lines.map((line) => amountOf(line, "CP", year)));
  const executed = request.kind === "baseline" ? executedAt(request.lines, world) : 0n;
  const departure = absolute(asked - executed);
  const isOwed = departure > settings.departureAmount && departure * 10_000n > absolute(executed) * settings.departureRate;
  return { asked, executed, isOwed };
}

/**
 * CP of the year beyond what can be paid: the AE of the year and what remains to be paid on earlier commitments; by nature, personnel apart. A line
 * with a schedule says itself what it pays on earlier commitments, in all the years: that part alone is looked at.
 */
function paymentsAboveMeans(requests: readonly CheckedRequest[], { year, outstanding }: CheckWorld): FoundFault[] {
  const byNature = grouped(nonPersonnel(requests), ({ line }) => line.nature);
  return [...byNature].flatMap(([nature, lines]): FoundFault[] => {
    const payments = sum(lines.map(({ line }) => paymentsOf(line, year)));
    const authorisations = sum(lines.map(({ line }) => authorisationsOf(line, year)));
    const known = outstanding(nature);
    const excess = ({ line }: OwnLine) => paymentsOf(line, year) - authorisationsOf(line, year);
    const [worst] = lines.toSorted((left, right) => (excess(left) < excess(right) ? 1 : -1));
    if (!worst || payments <= authorisations + known) return [];
    return [{ check: "payments-above-means", ...placeAt(worst, "CP", year), payments, authorisations, outstanding: known }];
  });
}

function paymentsOf(line: CheckedLine, year: number): Quantity {
  return line.schedule ? paidOn(line.schedule, earlierCommitments) : amountOf(line, "CP", year);
}

function authorisationsOf(line: CheckedLine, year: number): Quantity {
  return line.schedule ? 0n : amountOf(line, "AE", year);
}

/**
 * A new commitment is paid whole. Without a schedule: over all the years, the CP of a line that asks AE are its AE. With one: each year's row is its
 * AE, and the CP of each year are its column. Personnel is paid as it is committed.
 */
function differingSchedules(requests: readonly CheckedRequest[], { year }: CheckWorld): FoundFault[] {
  return nonPersonnel(requests).flatMap((own): FoundFault[] => {
    if (own.line.schedule) return departuresFrom(own, own.line.schedule);
    const authorisations = amountOf(own.line, "AE");
    const payments = amountOf(own.line, "CP");
    if (authorisations === 0n || payments === authorisations) return [];
    return [{ check: "schedule-differs", ...placeAt(own, "CP", year), authorisations, payments, against: "amounts" }];
  });
}

function departuresFrom(own: OwnLine, parts: readonly SchedulePart[]): FoundFault[] {
  const { cells } = own.line;
  const yearsOf = (measure: BudgetResource) => cells.filter((cell) => cell.measure === measure).map(({ targetYear }) => targetYear);
  const columns = new Map(paymentsByYear(parts).map(({ year, onEarlier, onNew }) => [year, onEarlier + onNew]));
  const rows = new Set([
    ...yearsOf("AE"),
    ...parts.map(({ commitmentYear }) => commitmentYear).filter((year) => year !== earlierCommitments),
  ]);
  const ofRows = [...rows].toSorted().flatMap((year): FoundFault[] => {
    const [authorisations, payments] = [amountOf(own.line, "AE", year), paidOn(parts, year)];
    if (authorisations === payments) return [];
    return [{ check: "schedule-differs", ...placeAt(own, "AE", year), authorisations, payments, against: "commitment" }];
  });
  const ofColumns = [...new Set([...yearsOf("CP"), ...columns.keys()])].toSorted().flatMap((year): FoundFault[] => {
    const [authorisations, payments] = [columns.get(year) ?? 0n, amountOf(own.line, "CP", year)];
    if (authorisations === payments) return [];
    return [{ check: "schedule-differs", ...placeAt(own, "CP", year), authorisations, payments, against: "column" }];
  });
  return [...ofRows, ...ofColumns];
}

/** People of whom no day of work is planned. */
function staffWithoutDays(requests: readonly CheckedRequest[], { year }: CheckWorld): FoundFault[] {
  return linesOf(requests).flatMap((own): FoundFault[] => {
    const staff = amountOf(own.line, "ETPT", year);
    if (staff <= 0n || amountOf(own.line, "DAY", year) !== 0n) return [];
    return [{ check: "staff-without-days", ...placeAt(own, "DAY", year), staff }];
  });
}

/** More than the campaign tells the unit to aim at, by nature and measure, over all its requests. Savings count against it. */
function guidanceExceeded(requests: readonly CheckedRequest[], world: CheckWorld): FoundFault[] {
  const byNature = grouped(linesOf(requests), ({ line }) => line.nature);
  return [...byNature].flatMap(([nature, lines]) =>
    (["AE", "CP", "ETPT"] as const).flatMap((measure): FoundFault[] => {
      const amounts = (line: CheckedLine) => amountOf(line, measure, world.year);
      const asked = sum(lines.map(({ line }) => amounts(line)));
      const guidance = world.guidance(
        nature,
        measure,
        executedOf(
          lines.map(({ line }) => line),
          measure,
          world,
        ),
      );
      const [largest] = lines.toSorted((left, right) => (amounts(left.line) < amounts(right.line) ? 1 : -1));
      if (guidance === null || asked <= guidance || !largest) return [];
      return [{ check: "guidance-exceeded", ...placeAt(largest, measure, world.year), asked, guidance }];
    }),
  );
}

interface OwnLine {
  readonly request: CheckedRequest;
  readonly line: CheckedLine;
}

function linesOf(requests: readonly CheckedRequest[]): OwnLine[] {
  return requests.flatMap((request) => request.lines.map((line) => ({ request, line })));
}

function nonPersonnel(requests: readonly CheckedRequest[]): OwnLine[] {
  return linesOf(requests).filter(({ line }) => line.spendingClass === "nonPersonnel");
}

function executedAt(lines: readonly CheckedLine[], world: Pick<CheckWorld, "executed">): Quantity {
  return executedOf(lines, "CP", world) ?? 0n;
}

/** Executed N-1 over the places of these lines, each place once; null when none is known. */
function executedOf(lines: readonly CheckedLine[], measure: BudgetResource, world: Pick<CheckWorld, "executed">): Quantity | null {
  const places = new Map(lines.map((line) => [`${line.nature} ${line.activity}`, line]));
  const known = [...places.values()].map((line) => world.executed(line, measure)).filter((amount) => amount !== null);
  return known.length === 0 ? null : sum(known);
}

function wholeRequest({ id, number }: CheckedRequest) {
  return { requestId: id, requestNumber: number, cell: undefined, line: "" };
}
