import { sql } from "kysely";
import type { AlertFacts, Backlog, UnitFacts } from "#app/domain/alerts/find.ts";
import type { AlertSettings } from "#app/domain/alerts/settings.ts";
import { monthsOver } from "#app/domain/forecast/landing.ts";
import { landedResources } from "#app/domain/landing/manual.ts";
import { type Day, yearOf } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { readCube } from "../cube/cube.ts";
import { followUps } from "../follow-up.ts";

/** Everything that alerts of an exercise are found from, for every unit. Documents that wait are those of today, whatever their exercise. */
export async function alertFacts(
  db: Db,
  { year, today }: { readonly year: number; readonly today: Day },
  settings: AlertSettings,
): Promise<AlertFacts> {
  const months = monthsOver(year, today);
  const units = (await db.selectFrom("unit").select("code").orderBy("code").execute()).map(({ code }) => code);
  const overruns = await overrunsOf(db, year);
  const facts: UnitFacts[] = [];
  for (const [resource, found] of await followUps(db, { year, resources: landedResources, months, units })) {
    for (const [unit, followed] of found.units()) {
      facts.push({ unit, resource, followed, overrun: overruns.get(`${unit} ${resource}`) ?? 0n });
    }
  }
  const isNow = year === yearOf(today);
  return {
    ...{ year, months, units: facts },
    uncertified: isNow ? await uncertifiedFor(db, today, settings.uncertifiedDays) : [],
    unpaid: isNow ? await unpaidFor(db, today, settings.unpaidDays) : [],
  };
}

async function overrunsOf(db: Db, year: number): Promise<Map<string, bigint>> {
  const rows = await readCube(db, { measures: ["overrun"], resources: [...landedResources], years: [year], by: ["unit"] });
  return new Map(rows.map(({ at, resource, amounts }) => [`${at.unit} ${resource}`, amounts.overrun]));
}

/** Commitments on which nothing was certified, of which something still can be, and which nothing moved for so many days. */
async function uncertifiedFor(db: Db, today: Day, days: number): Promise<Backlog[]> {
  const { rows } = await sql<Backlog>`
    select unit, count(distinct commitment_id)::int as count, sum(left_over)::bigint as amount, min(since)::text as since
      from (select l.unit, l.commitment_id, l.committed - l.withdrawn - l.certified as left_over,
                   greatest(c.committed_on, (select max(s.certified_on) from certified_service s
                                              where s.commitment_id = l.commitment_id and s.line = l.line)) as since
              from commitment_line l join commitment c on c.id = l.commitment_id
             where l.committed - l.withdrawn > l.certified and c.committed_on <= ${today}::date - ${days}::int) as own
     where since <= ${today}::date - ${days}::int
     group by unit order by unit`.execute(db);
  return rows;
}

/** Invoices that wait for their payment beyond their term: the day on which they are due, or so many days from the invoice. */
async function unpaidFor(db: Db, today: Day, days: number): Promise<Backlog[]> {
  const { rows } = await sql<Backlog>`
    select unit, count(*)::int as count, sum(amount)::bigint as amount, min(due)::text as since
      from (select unit, amount, coalesce(due_on, coalesce(invoice_date, requested_on) + ${days}::int) as due
              from payment_request where state = 'requested') as own
     where due < ${today}::date
     group by unit order by unit`.execute(db);
  return rows;
}
