import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** What the tables say of the cycle of one exercise; `app/domain/cycle.ts` reads its phases from it. */
export interface CycleFacts {
  readonly fiscalYear: number;
  readonly today: Day;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly closed: boolean;
  /** Of the campaigns that prepare this exercise: the most advanced, and the day on which it closes. */
  readonly campaign: "draft" | "open" | "arbitration" | "closed" | null;
  readonly campaignClosesOn: Day | null;
  readonly adopted: boolean;
  readonly notified: boolean;
  readonly atDisposal: boolean;
}

export async function cycleFacts(db: Db, fiscalYear: number, today: Day): Promise<CycleFacts> {
  const { rows } = await sql<Omit<CycleFacts, "fiscalYear" | "today">>`
    select y.first_day as "firstDay", y.last_day as "lastDay", coalesce(y.status = 'closed', false) as closed, c.state as campaign,
           c.closes_on as "campaignClosesOn", coalesce(k.adopted, false) as adopted, coalesce(h.notified, false) as notified,
           coalesce(h.at_disposal, false) as "atDisposal"
      from (select ${fiscalYear}::int as year) as w
      left join fiscal_year y on y.year = w.year
      left join lateral (
        select state, closes_on from campaign where target_year = w.year
         order by array_position(array['draft', 'open', 'arbitration', 'closed'], state) desc, closes_on desc limit 1) c on true
      left join lateral (
        select true as adopted from scenario s join campaign p on p.id = s.campaign
         where p.target_year = w.year and s.state = 'adopted' limit 1) k on true
      left join lateral (
        select bool_or(section = 'notified') as notified, bool_or(section = 'allotted') as at_disposal
          from unit_balance b where b.fiscal_year = w.year and b.book = 'budget') h on true`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a question of one row gave none");
  return { fiscalYear, today, ...row };
}

/** The next day on which a campaign that is open closes, whatever exercise it prepares. */
export async function nextClosing(db: Db, today: Day): Promise<Day | null> {
  const { closesOn } = await db
    .selectFrom("campaign")
    .where("state", "=", "open")
    .where("closes_on", ">=", today)
    .select(({ fn }) => fn.min("closes_on").as("closesOn"))
    .executeTakeFirstOrThrow();
  return closesOn;
}
