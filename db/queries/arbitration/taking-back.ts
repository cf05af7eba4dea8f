import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { DecidedAmount } from "#app/domain/arbitration/amount.ts";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";
import { amountsOf } from "./decision.ts";

/** A decision as taking it back sees it. */
export interface DecisionTaken {
  readonly id: string;
  readonly number: number;
  readonly requestId: string;
  readonly decidedBy: bigint;
  /** The latest row of the register on its request in its scenario, and whose it is. */
  readonly head: string;
  readonly headNumber: number;
  readonly headBy: string;
  readonly standing: boolean;
  /** What was in force before it. */
  readonly before: { readonly id: string; readonly number: number; readonly amounts: readonly DecidedAmount[] } | null;
}

/** Which decisions of a scenario: one, those of an act, what stands on a request, or the last act of a person that is in force, whole or in part. */
export type Taken = { readonly decision: string } | { readonly act: string } | { readonly request: string } | { readonly lastOf: bigint };

/** The decisions named, by number; none when they are not of this scenario. */
export async function decisionsTaken(db: Db, scenario: string, which: Taken): Promise<DecisionTaken[]> {
  const { rows } = await sql<Omit<DecisionTaken, "before"> & { beforeId: string | null; beforeNumber: number | null }>`
    select d.id, d.number, d.request_id as "requestId", d.decided_by as "decidedBy", h.id as head, h.number as "headNumber", u.name as "headBy",
           exists (select from standing_decision k where k.scenario_id = d.scenario_id and k.decision_id = d.id) as standing, e.id as "beforeId", e.number as "beforeNumber"
      from decision d
      join decision h on h.scenario_id = d.scenario_id and h.request_id = d.request_id
                     and not exists (select from decision n where n.replaces = h.id)
      join app_user u on u.id = h.decided_by
      left join decision o on o.id = d.replaces
      left join decision e on e.id = case when o.verb = 'takeBack' then o.restores else o.id end
     where d.scenario_id = ${scenario} and d.verb <> 'takeBack' and ${named(scenario, which)}
     order by d.number`.execute(db);
  const amounts = await amountsOf(
    db,
    rows.flatMap(({ beforeId }) => (beforeId === null ? [] : [beforeId])),
  );
  return rows.map(({ beforeId, beforeNumber, ...row }) => ({
    ...row,
    before: beforeId === null ? null : { id: beforeId, number: beforeNumber ?? 0, amounts: amounts.get(beforeId) ?? [] },
  }));
}

function named(scenario: string, which: Taken): RawBuilder<SqlBool> {
  if ("decision" in which) return isUuid(which.decision) ? sql<SqlBool>`d.id = ${which.decision}::uuid` : sql<SqlBool>`false`;
  if ("act" in which) return isUuid(which.act) ? sql<SqlBool>`d.act_id = ${which.act}::uuid` : sql<SqlBool>`false`;
  if ("request" in which) {
    if (!isUuid(which.request)) return sql<SqlBool>`false`;
    return sql<SqlBool>`d.id = (select k.decision_id from standing_decision k where k.scenario_id = ${scenario} and k.request_id = ${which.request}::uuid)`;
  }
  const last = sql`(select l.id from standing_decision k join decision l on l.id = k.decision_id and l.scenario_id = k.scenario_id
                     where k.scenario_id = ${scenario} and l.decided_by = ${which.lastOf} order by l.number desc limit 1)`;
  return sql<SqlBool>`(d.id = ${last} or d.act_id = (select act_id from decision where id = ${last}))`;
}

/** Where each request stood before a decision took it to arbitration, for those that no scenario decides any more. */
export async function statesBeforeDecision(db: Db, requests: readonly string[]): Promise<Map<string, RequestState>> {
  const { rows } = await sql<{ id: string; state: RequestState }>`
    select distinct on (t.request_id) t.request_id as id, t.from_state as state
      from request_transition t join request r on r.id = t.request_id and r.state = 'arbitrated'
     where t.request_id = any(${[...requests]}::uuid[]) and t.to_state = 'arbitrated'
       and not exists (select from standing_decision d where d.request_id = t.request_id)
     order by t.request_id, t.id desc`.execute(db);
  return new Map(rows.map(({ id, state }) => [id, state]));
}
