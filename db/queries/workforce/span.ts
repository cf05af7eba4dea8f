import { sql } from "kysely";
import { addDays, type Day } from "#app/domain/month.ts";
import type { MovingContract } from "#app/domain/workforce/moves.ts";
import type { Span } from "#app/domain/workforce/span.ts";
import type { Db } from "../../client.ts";

/** People of a unit, an activity and a category who work the same share of time over the same days, counted together. */
export interface StaffSpan extends Span {
  readonly unit: string;
  readonly activity: string;
  readonly category: string;
  readonly profile: string;
  /** They have functions of automated data processing. */
  readonly dataProcessing: boolean;
}

interface Between {
  readonly units: readonly string[];
  readonly from: Day;
  readonly to: Day;
}

/**
 * Who is there between two days, both included, without their names. What began before `from` is said to begin on its eve and what goes on after
 * `to` never to end, so that most people are counted together: five thousand make a few hundred rows.
 */
export async function staffSpans(db: Db, { units, from, to }: Between): Promise<StaffSpan[]> {
  const eve = addDays(from, -1);
  const { rows } = await sql<Omit<StaffSpan, "ratio" | "heads"> & { ratio: number; heads: bigint }>`
    select unit, activity, category, profile, data_processing as "dataProcessing", ratio, "firstDay", "lastDay", count(*) as heads
      from (select unit, activity, category, profile, data_processing, ratio, greatest(first_day, ${eve}::date) as "firstDay",
                   case when last_day > ${to}::date then null else last_day end as "lastDay"
              from staff_contract
             where unit = any(${[...units]}::text[]) and first_day <= ${to}::date and (last_day is null or last_day >= ${eve}::date)) c
     group by unit, activity, category, profile, data_processing, ratio, "firstDay", "lastDay"`.execute(db);
  return rows.map(({ ratio, heads, ...own }) => ({ ...own, ratio: BigInt(ratio), heads: Number(heads) }));
}

/** All the contracts, wherever they are, of whoever comes to these units, leaves them or changes there between two days; people are ids, not names. */
export async function movingContracts(db: Db, { units, from, to }: Between): Promise<MovingContract[]> {
  const eve = addDays(from, -1);
  const rows = await db
    .selectFrom("staff_contract")
    .select(["person_id as person", "unit", "category", "ratio", "first_day as firstDay", "last_day as lastDay"])
    .where(({ eb, selectFrom }) =>
      eb(
        "person_id",
        "in",
        selectFrom("staff_contract as own")
          .select("own.person_id")
          .where(sql<boolean>`own.unit = any(${[...units]}::text[])`)
          .where((own) =>
            own.or([
              own.and([own("own.first_day", ">=", from), own("own.first_day", "<=", to)]),
              own.and([own("own.last_day", ">=", eve), own("own.last_day", "<", to)]),
            ]),
          ),
      ),
    )
    .orderBy("first_day")
    .execute();
  return rows.map(({ ratio, ...own }) => ({ ...own, ratio: BigInt(ratio) }));
}
