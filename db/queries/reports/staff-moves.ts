import { sql } from "kysely";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { movesOf } from "#app/domain/workforce/moves.ts";
import type { Db } from "../../client.ts";
import { labelsOf } from "../allotment-places.ts";
import { staffCategories } from "../workforce/settings.ts";
import { movingContracts } from "../workforce/span.ts";
import { codesOf, type ReportFrame } from "./frame.ts";

/** People who come and people who leave in a year, in the smallest unit of staff, as full-time equivalents and not as their share of the year. */
export interface StaffMoves {
  readonly category: string;
  readonly label: string;
  readonly entries: Quantity;
  readonly exits: Quantity;
}

/** Who tells them: the contracts of people, where they are kept; else the requests handed in for the year. */
export interface KnownMoves {
  readonly source: "contracts" | "requests";
  readonly moves: readonly StaffMoves[];
}

/** Hundredths of a full-time equivalent in the smallest unit of staff. */
const perHundredth = 12n;

export async function staffMovesIn(frame: ReportFrame): Promise<KnownMoves> {
  const { db, year, units, asOf } = frame;
  const codes = codesOf(units);
  const known = await contractMoves(frame, codes);
  if (known.length > 0) return { source: "contracts", moves: known };
  const asked = await requestMoves(db, year, codes);
  const categories = asked.map(({ category }) => category);
  const labels = await labelsOf(db, "nature", categories, asOf);
  return { source: "requests", moves: asked.map((own) => ({ ...own, label: labels.get(own.category) ?? own.category })) };
}

/** Who comes to these units or leaves them, changes of working time left out: the same moves as those of the pages of staff. */
async function contractMoves({ db, year }: ReportFrame, units: readonly string[]): Promise<StaffMoves[]> {
  const span = { from: `${year}-01-01`, to: `${year}-12-31` };
  const contracts = await movingContracts(db, { units, ...span });
  if (contracts.length === 0) return [];
  const own = new Set(units);
  return (await staffCategories(db)).flatMap(({ code, label }): StaffMoves[] => {
    const moves = movesOf(contracts, { ...span, seen: ({ unit, category }) => own.has(unit) && category === code });
    const added = moves.filter(({ kind }) => kind !== "ratio").map(({ fte }) => fte * perHundredth);
    const [entries, exits] = [sum(added.filter((fte) => fte > 0n)), -sum(added.filter((fte) => fte < 0n))];
    return entries === 0n && exits === 0n ? [] : [{ category: code, label, entries, exits }];
  });
}

async function requestMoves(db: Db, year: number, units: readonly string[]): Promise<Omit<StaffMoves, "label">[]> {
  const inYear = `${year}-%`;
  const { rows } = await sql<Omit<StaffMoves, "label">>`
    select l.category, coalesce(sum(l.fte * ${perHundredth}::int) filter (where l.entry_month like ${inYear}), 0)::bigint as entries,
           coalesce(sum(l.fte * ${perHundredth}::int) filter (where l.exit_month like ${inYear}), 0)::bigint as exits
      from staff_line l
      join request r on r.id = l.request_id and r.state <> 'draft'
      join sheet s on s.id = r.sheet_id and s.unit = any(${[...units]}::text[])
      join campaign k on k.id = s.campaign and k.kind = 'initial' and k.target_year = ${year}
     where l.entry_month like ${inYear} or l.exit_month like ${inYear}
     group by 1 order by 1`.execute(db);
  return rows;
}
