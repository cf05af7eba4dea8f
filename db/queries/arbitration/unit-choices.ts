import { sql } from "kysely";
import type { Db } from "../../client.ts";

/** Units to choose from, by their short name. */
export async function unitChoices(db: Db, units: ReadonlySet<string>, year: number): Promise<{ value: string; label: string }[]> {
  const { rows } = await sql<{ value: string; label: string }>`
    select u.code as value, coalesce(v.short_label, u.code) as label
      from unnest(${[...units]}::text[]) as u (code)
      left join unit_version v on v.code = u.code and v.superseded_at is null and v.valid @> make_date(${year}::int, 1, 1)
     order by label`.execute(db);
  return rows;
}

/** Natures to choose from that have something under them or are something: code and label, in the order of codes. */
export async function natureChoices(db: Db, year: number): Promise<{ value: string; label: string }[]> {
  const { rows } = await sql<{ value: string; label: string }>`
    select v.code as value, v.code || ' · ' || v.label as label
      from nature_version v join nature n on n.code = v.code
     where v.superseded_at is null and v.valid @> make_date(${year}::int, 1, 1) and n.spending_class is not null order by v.code`.execute(
    db,
  );
  return rows;
}
