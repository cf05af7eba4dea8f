import { type RawBuilder, sql } from "kysely";
import type { AsOf } from "#app/domain/as-of.ts";
import type { Day } from "#app/domain/month.ts";

/** The instant at which a day ends in Paris. */
export function endOf(day: Day): RawBuilder<Date> {
  return sql<Date>`((${day}::date + 1)::timestamp at time zone 'Europe/Paris')`;
}

/** True of a line that the day leaves out; `line` and `entry` are the aliases of `entry_line` and of its `entry`. */
export function isAfter({ on, known }: AsOf, line: string, entry: string): RawBuilder<boolean> {
  const dated = sql<boolean>`${sql.ref(`${line}.entry_date`)} > ${on}::date`;
  if (!known) return dated;
  return sql<boolean>`(${dated} or ${sql.ref(`${entry}.recorded_at`)} >= ${endOf(on)})`;
}
