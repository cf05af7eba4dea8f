import { sql } from "kysely";
import type { RegisterVerb } from "#app/domain/arbitration/verb.ts";
import type { MovementKind } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { endOf } from "../as-of.ts";
import type { TracedFigure } from "./question.ts";

/** An act that made a figure what it is: who, when, and why. */
export interface TracedAct {
  readonly kind: "decision" | "notification" | "movement";
  readonly id: string;
  readonly number: number;
  readonly what: RegisterVerb | MovementKind;
  readonly at: Date;
  readonly who: string;
  readonly reason: string;
  /** Of a decision: the request, and its unit. */
  readonly requestId: string | null;
  readonly unit: string | null;
}

const limit = 6;

/** The latest decisions on what these units asked for the year, the notifications that wrote to them, and the movements of their credits. */
export async function tracedActs(db: Db, { key, units }: TracedFigure): Promise<TracedAct[]> {
  const { year, resource, cut = {}, asOf } = key;
  if (resource === "EUR") return [];
  const until = (column: string) => (asOf ? sql`${sql.ref(column)} < ${endOf(asOf.on)}` : sql`true`);
  const mine = [...units];
  const natures = cut.nature === undefined ? sql`true` : sql`${cut.nature} in (l.from_nature, l.to_nature)`;
  const activities = cut.activity === undefined ? sql`true` : sql`${cut.activity} in (l.from_activity, l.to_activity)`;
  const { rows } = await sql<TracedAct>`
    (select 'decision' as kind, d.id, d.number, d.verb as what, d.decided_at as at, u.name as who, d.reason, d.request_id as "requestId", s.unit
       from scenario o
       join campaign k on k.id = o.campaign and k.target_year = ${year}
       join standing_decision w on w.scenario_id = o.id
       join decision d on d.id = w.decision_id
       join request r on r.id = d.request_id
       join sheet s on s.id = r.sheet_id
       join app_user u on u.id = d.decided_by
      where o.state = 'adopted' and s.unit = any(${mine}::text[]) and ${until("d.decided_at")}
        and exists (select from decision_amount a where a.decision_id = d.id and a.measure = ${resource} and a.target_year = ${year})
      order by d.decided_at desc, d.number desc limit ${limit})
    union all
    (select 'notification', n.id, m.number, m.kind, n.at, u.name, n.reason, null, null
       from notification n join movement m on m.id = n.movement_id join app_user u on u.id = n.author
      where n.fiscal_year = ${year} and ${until("n.at")}
        and exists (select from notification_letter l where l.notification_id = n.id and l.unit = any(${mine}::text[]))
      order by n.at desc limit ${limit})
    union all
    (select 'movement', m.id, m.number, m.kind, m.created_at, coalesce(a.name, u.name), m.reason, null, null
       from movement m join app_user u on u.id = m.author left join app_user a on a.id = m.approver
      where m.fiscal_year = ${year} and m.event_id is not null and m.scenario_id is null and m.planned_on <= ${asOf?.on ?? "9999-12-31"}::date and ${until("m.created_at")}
        and exists (select from movement_line l where l.movement_id = m.id and l.resource = ${resource}
                       and (l.from_unit = any(${mine}::text[]) or l.to_unit = any(${mine}::text[])) and ${natures} and ${activities})
      order by m.number desc limit ${limit})`.execute(db);
  return rows.sort((left, right) => right.at.getTime() - left.at.getTime());
}
