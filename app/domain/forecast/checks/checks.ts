import { grouped } from "../../grouped.ts";
import { absolute, type BudgetResource, type Quantity, sum } from "../../quantity.ts";
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

/**
 * A request without justification whose CP of the year departs from what was executed in N-1 at its lines' places by more than the rate and
 * by more than the amount of the settings. A new measure and a saving depart by all that they ask.
 */
function missingJustifications(requests: readonly CheckedRequest[], world: CheckWorld): FoundFault[] {
  const { year, settings } = world;
  return requests.flatMap((request): FoundFault[] => {
    if (request.justification.trim() !== "") return [];
    const asked = sum(request.lines.map((line) => amountOf(line, "CP", year)));
    const executed = request.kind === "baseline" ? executedAt(request.lines, world) : 0n;
    const departure = absolute(asked - executed);
    if (departure <= settings.departureAmount || departure * 10_000n <= absolute(executed) * settings.departureRate) return [];
    return [{ check: "justification-missing", ...wholeRequest(request), measure: "CP", asked, executed }];
  });
}

/** CP of the year beyond what can be paid: the AE of the year and what remains to be paid on earlier commitments; by nature, personnel apart. */
function paymentsAboveMeans(requests: readonly CheckedRequest[], { year, outstanding }: CheckWorld): FoundFault[] {
  const byNature = grouped(nonPersonnel(requests), ({ line }) => line.nature);
  return [...byNature].flatMap(([nature, lines]): FoundFault[] => {
    const payments = sum(lines.map(({ line }) => amountOf(line, "CP", year)));
    const authorisations = sum(lines.map(({ line }) => amountOf(line, "AE", year)));
    const known = outstanding(nature);
    const excess = ({ line }: OwnLine) => amountOf(line, "CP", year) - amountOf(line, "AE", year);
    const [worst] = lines.toSorted((left, right) => (excess(left) < excess(right) ? 1 : -1));
    if (!worst || payments <= authorisations + known) return [];
    return [{ check: "payments-above-means", ...placeAt(worst, "CP", year), payments, authorisations, outstanding: known }];
  });
}

/** A new commitment is paid whole: over all the years, the CP of a line that asks AE are its AE. Personnel is paid as it is committed. */
function differingSchedules(requests: readonly CheckedRequest[], { year }: CheckWorld): FoundFault[] {
  return nonPersonnel(requests).flatMap((own): FoundFault[] => {
    const authorisations = amountOf(own.line, "AE");
    const payments = amountOf(own.line, "CP");
    if (authorisations === 0n || payments === authorisations) return [];
    return [{ check: "schedule-differs", ...placeAt(own, "CP", year), authorisations, payments }];
  });
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

function executedAt(lines: readonly CheckedLine[], world: CheckWorld): Quantity {
  return executedOf(lines, "CP", world) ?? 0n;
}

/** Executed N-1 over the places of these lines, each place once; null when none is known. */
function executedOf(lines: readonly CheckedLine[], measure: BudgetResource, world: CheckWorld): Quantity | null {
  const places = new Map(lines.map((line) => [`${line.nature} ${line.activity}`, line]));
  const known = [...places.values()].map((line) => world.executed(line, measure)).filter((amount) => amount !== null);
  return known.length === 0 ? null : sum(known);
}

function wholeRequest({ id, number }: CheckedRequest) {
  return { requestId: id, requestNumber: number, cell: undefined, line: "" };
}
