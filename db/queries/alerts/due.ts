import { sql } from "kysely";
import { type Day, yearOf } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { saveSetting, setting } from "../setting.ts";
import { yearsWithAlerts } from "./alert.ts";

const name = "alertsSeen";

/** The exercises whose alerts are to be looked at, and the mark of what there is to see today; undefined when it was seen already. */
export async function alertsDue(db: Db, today: Day): Promise<{ readonly years: readonly number[]; readonly mark: string } | undefined> {
  const mark = `${today} ${await markOf(db)}`;
  const seen = (await setting(db, name)) as { readonly mark?: string } | undefined;
  if (seen?.mark === mark) return undefined;
  const open = await db.selectFrom("fiscal_year").select("year").where("year", "=", yearOf(today)).execute();
  return { years: [...new Set([...open.map(({ year }) => year), ...(await yearsWithAlerts(db))])].sort(), mark };
}

export async function saveAlertsMark(db: Db, mark: string): Promise<void> {
  await saveSetting(db, name, { mark });
}

/** Changes with every posting, every landing given by hand and every change of the settings. */
async function markOf(db: Db): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(' ', (select coalesce(sum(last_number), 0) from journal_counter), (select count(*) from manual_landing),
                          (select md5(value::text) from setting where name = 'alerts')) as mark`.execute(db);
  return rows[0]?.mark ?? "";
}
