import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** A campaign that is under way, and how far the requests of the visible units are. */
export interface CampaignProgress {
  readonly id: string;
  readonly label: string;
  readonly targetYear: number;
  readonly state: "open" | "arbitration";
  readonly closesOn: Day;
  /** Units that are asked, those that have begun, and those that have nothing left to hand in. */
  readonly units: number;
  readonly begun: number;
  readonly done: number;
  readonly drafts: number;
  readonly submitted: number;
  /** Found complete by the department, or further. */
  readonly further: number;
}

/** The campaigns under way that ask one of these units (null: any), the latest first. */
export async function campaignsUnderWay(db: Db, units: readonly string[] | null): Promise<CampaignProgress[]> {
  const { rows } = await sql<CampaignProgress>`
    with counted as materialized (
      select s.campaign, s.id, count(r.id)::int as requests, (count(r.id) filter (where r.state = 'draft'))::int as drafts,
             (count(r.id) filter (where r.state = 'submitted'))::int as submitted
        from sheet s join campaign c on c.id = s.campaign and c.state in ('open', 'arbitration') left join request r on r.sheet_id = s.id
       where ${units === null} or s.unit = any(${[...(units ?? [])]}::text[]) group by 1, 2)
    select c.id, c.label, c.target_year as "targetYear", c.state, c.closes_on::text as "closesOn", count(*)::int as units,
           (count(*) filter (where n.requests > 0))::int as begun, (count(*) filter (where n.requests > 0 and n.drafts = 0))::int as done,
           sum(n.drafts)::int as drafts, sum(n.submitted)::int as submitted, sum(n.requests - n.drafts - n.submitted)::int as further
      from counted n join campaign c on c.id = n.campaign
     group by c.id order by c.target_year desc, c.closes_on desc, c.label`.execute(db);
  return rows;
}

/** A day that counts soon. */
export interface Deadline {
  readonly kind: "campaign" | "tranche" | "sitting" | "exercise";
  readonly day: Day;
  readonly year: number;
  readonly label: string;
  readonly id: string;
}

interface DeadlinesOf {
  readonly today: Day;
  /** Whose tranches; null: any. */
  readonly units: readonly string[] | null;
  /** Sittings are for those who read the arbitration. */
  readonly sittings: boolean;
  readonly most: number;
}

/** The next days that count, from today on, the nearest first. */
export async function nextDeadlines(db: Db, { today, units, sittings, most }: DeadlinesOf): Promise<Deadline[]> {
  const { rows } = await sql<Deadline>`
    select kind, day::text as day, year, label, id from (
      select 'campaign' as kind, closes_on as day, target_year as year, label, id::text as id from campaign where state = 'open'
      union all
      select 'tranche', m.planned_on, m.fiscal_year, '', min(m.id::text) from movement m
       where m.kind = 'allotment' and m.state = 'planned'
         and exists (select from movement_line l where l.movement_id = m.id and (${units === null} or l.to_unit = any(${[...(units ?? [])]}::text[])))
       group by m.planned_on, m.fiscal_year
      union all
      select 'sitting', t.planned_on, c.target_year, t.title, t.id::text from sitting t join campaign c on c.id = t.campaign
       where ${sittings} and t.sealed_at is null
      union all
      select 'exercise', last_day, year, '', '' from fiscal_year where status = 'open' and first_day <= ${today}::date) as d
     where day >= ${today}::date
     order by day, kind limit ${most}`.execute(db);
  return rows;
}

/** A decision as the home page tells it. */
export interface LatestDecision {
  readonly id: string;
  readonly number: number;
  readonly verb: string;
  readonly unitLabel: string;
  readonly title: string;
  readonly requestId: string;
  readonly targetYear: number;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** The latest decisions on the requests of these units, whatever their campaign; takings back are decisions too. */
export async function latestDecisions(db: Db, units: readonly string[], most: number): Promise<LatestDecision[]> {
  const { rows } = await sql<LatestDecision>`
    select d.id, d.number, d.verb, r.title, r.id as "requestId", c.target_year as "targetYear", u.name as "decidedBy", d.decided_at as "decidedAt",
           coalesce((select v.short_label from unit_version v where v.code = s.unit and v.superseded_at is null
                      order by lower(v.valid) desc nulls last limit 1), s.unit) as "unitLabel"
      from decision d join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id join campaign c on c.id = s.campaign
      join app_user u on u.id = d.decided_by
     where s.unit = any(${[...units]}::text[])
     order by d.decided_at desc, d.number desc limit ${most}`.execute(db);
  return rows;
}
