import { carriesOf, inDigits, type Limit } from "./digits.ts";
import { finenessOf, finePart } from "./fineness.ts";
import { type Candidate, type Grants, isBoundBy, type Problem } from "./problem.ts";

/**
 * A problem as the solver takes it: integer columns to choose, rows to stay within, the sum of the costs to make as large as it can be.
 * Columns first hold the parts of each candidate, then for those that need one whether they are granted at all, then what the limits carry from digit
 * to digit, then what a goal adds.
 */
export interface Program {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  /** Either 0, or between the bounds. */
  readonly optional: boolean;
}

export interface Row {
  readonly lower: number;
  readonly upper: number;
  /** Column and coefficient. */
  readonly entries: readonly (readonly [column: number, coefficient: number])[];
}

/** Which rules of the problem hold; a rule that does not is as if it had not been said. */
export interface Rules {
  readonly mandatory: boolean;
  readonly holds: (kind: "ceiling" | "floor" | "exclusion" | "link", id: string) => boolean;
}

export const everyRule: Rules = { mandatory: true, holds: () => true };

/** Grants as the columns of `programOf`, and of `fairly` where it is asked: what a search may start from. */
export function columnsOf(problem: Problem, grants: Grants, fair: boolean): number[] {
  const { candidates, exclusions, links } = problem;
  const parts = candidates.map(({ id }) => grants.get(id) ?? 0);
  const tied = tiedIn(
    exclusions,
    links.filter(({ candidate, needs }) => candidate !== needs),
  );
  const granted = candidates.flatMap((own, index) => (tied.has(own.id) && own.parts > 1 ? [parts[index] ? 1 : 0] : []));
  const served = new Set(candidates.filter((_own, index) => parts[index]).map(({ unit }) => unit));
  return [
    ...parts,
    ...granted,
    ...limitsOf(problem, everyRule).flatMap((limit) => carriesOf(limit, parts)),
    ...(fair ? [...new Set(candidates.map(({ unit }) => unit))].map((unit) => (served.has(unit) ? 1 : 0)) : []),
  ];
}

function tiedIn(exclusions: Problem["exclusions"], links: Problem["links"]): Set<string> {
  return new Set([...exclusions.flatMap((own) => own.candidates), ...links.flatMap(({ candidate, needs }) => [candidate, needs])]);
}

/** The program of a problem, whose first columns are the candidates in their order. */
export function programOf(problem: Problem, rules: Rules = everyRule): Program {
  const { candidates } = problem;
  const exclusions = problem.exclusions.filter(({ id }) => rules.holds("exclusion", id));
  const links = problem.links.filter(({ id, candidate, needs }) => rules.holds("link", id) && candidate !== needs);
  const tied = tiedIn(exclusions, links);
  const place = new Map(candidates.map(({ id }, index) => [id, index]));
  const inParts = candidates.filter(({ id, parts }) => tied.has(id) && parts > 1);
  const granted = new Map(inParts.map(({ id }, index) => [id, candidates.length + index]));
  const own: Column[] = [
    ...candidates.map((own): Column => {
      const must = rules.mandatory && own.mandatory;
      return { cost: Number(own.worthOfPart), lower: own.leastParts, upper: own.parts, optional: !must };
    }),
    ...inParts.map((): Column => ({ cost: 0, lower: 0, upper: 1, optional: false })),
  ];
  const carries: Column[] = [];
  const limits: Row[] = [];
  for (const limit of limitsOf(problem, rules)) {
    const digits = inDigits(limit, own.length + carries.length);
    carries.push(...digits.carries);
    limits.push(...digits.rows);
  }
  /** The column that is 1 when the candidate is granted and 0 when it is not. */
  const isGranted = (id: string) => granted.get(id) ?? place.get(id);
  const rows: Row[] = [
    ...limits,
    ...exclusions.map(
      (own): Row => ({ lower: 0, upper: 1, entries: [...new Set(own.candidates)].flatMap((id) => entry(isGranted(id), 1)) }),
    ),
    ...links.map(({ candidate, needs }): Row => {
      return { lower: Number.NEGATIVE_INFINITY, upper: 0, entries: [...entry(isGranted(candidate), 1), ...entry(isGranted(needs), -1)] };
    }),
    ...inParts.flatMap(({ id, parts, leastParts }): Row[] => {
      const [amount, yes] = [place.get(id) ?? 0, granted.get(id) ?? 0];
      return [
        {
          lower: Number.NEGATIVE_INFINITY,
          upper: 0,
          entries: [
            [amount, 1],
            [yes, -parts],
          ],
        },
        {
          lower: 0,
          upper: Number.POSITIVE_INFINITY,
          entries: [
            [amount, 1],
            [yes, -leastParts],
          ],
        },
      ];
    }),
  ];
  return { columns: [...own, ...carries], rows };
}

/** The ceilings that hold, then the floors, which limit what is below them; each in the parts of its candidates, to which the columns are given in order. */
function limitsOf({ candidates, ceilings, floors }: Problem, rules: Rules): Limit[] {
  const fineness = finenessOf(candidates);
  const taking = (isBound: (own: Candidate) => boolean, stock: string, sign: bigint): Limit["entries"] =>
    candidates.flatMap((own, column) => {
      const amount = isBound(own) ? sign * finePart(own, stock, fineness) : 0n;
      return amount === 0n ? [] : [{ column, amount, most: own.parts }];
    });
  return [
    ...ceilings
      .filter(({ id }) => rules.holds("ceiling", id))
      .map((own) => ({ limit: own.limit * fineness, entries: taking((candidate) => isBoundBy(own, candidate), own.stock, 1n) })),
    ...floors
      .filter(({ id }) => rules.holds("floor", id))
      .map(({ units, stock, least }) => ({
        limit: -least * fineness,
        entries: taking(({ unit }) => units?.includes(unit) ?? true, stock, -1n),
      })),
  ];
}

/**
 * The same program, which of the answers that are worth as much prefers the one that leaves the fewest units with nothing: one column more for each unit,
 * all of them together worth less than one. Costs are multiplied by `scale`.
 */
export function fairly({ candidates }: Problem, program: Program): { readonly program: Program; readonly scale: number } {
  const units = [...new Set(candidates.map(({ unit }) => unit))];
  const [first, scale] = [program.columns.length, units.length + 1];
  const served = units.map(
    (unit, index): Row => ({
      lower: 0,
      upper: Number.POSITIVE_INFINITY,
      entries: [...candidates.flatMap((own, column) => (own.unit === unit ? [[column, 1] as const] : [])), [first + index, -1]],
    }),
  );
  const columns = [
    ...program.columns.map((column) => ({ ...column, cost: column.cost * scale })),
    ...units.map((): Column => ({ cost: 1, lower: 0, upper: 1, optional: false })),
  ];
  return { program: { columns, rows: [...program.rows, ...served] }, scale };
}

function entry(column: number | undefined, coefficient: number): Row["entries"] {
  return column === undefined ? [] : [[column, coefficient]];
}
