import { sql } from "kysely";
import { type DecidedAmount, inOrder } from "#app/domain/arbitration/amount.ts";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import type { Db } from "../../client.ts";

export interface NewDecision {
  readonly id: string;
  readonly campaign: string;
  readonly scenarioId: string;
  readonly requestId: string;
  readonly requestVersion: number;
  readonly verb: DecisionVerb;
  readonly reason: string;
  readonly condition: string | null;
  readonly requestedBy: bigint;
  readonly decidedBy: bigint;
  readonly replaces: string | null;
  /** The sitting in which it is taken, and who wrote it down there for the chair. */
  readonly sitting: { readonly id: string; readonly recordedBy: bigint | null } | null;
  readonly amounts: readonly DecidedAmount[];
}

/** Writes a decision under the next number of its campaign, which the caller holds locked: numbers have no gap. */
export async function insertDecision(db: Db, decision: NewDecision): Promise<number> {
  const { id, campaign, verb, reason, condition, replaces } = decision;
  const { number } = await db
    .insertInto("decision")
    .values({
      ...{ id, campaign, verb, reason, condition, replaces },
      number: sql<number>`(select coalesce(max(number), 0) + 1 from decision where campaign = ${campaign})`,
      scenario_id: decision.scenarioId,
      request_id: decision.requestId,
      request_version: decision.requestVersion,
      requested_by: decision.requestedBy,
      decided_by: decision.decidedBy,
      sitting_id: decision.sitting?.id ?? null,
      recorded_by: decision.sitting?.recordedBy ?? null,
    })
    .returning("number")
    .executeTakeFirstOrThrow();
  const rows = decision.amounts.map(({ spendingClass, measure, targetYear, asked, decided }) => ({
    ...{ decision_id: id, spending_class: spendingClass, measure, target_year: targetYear, asked, decided },
  }));
  if (rows.length > 0) await db.insertInto("decision_amount").values(rows).execute();
  return number;
}

/** The decision that stands on a request in a scenario: the one that none replaces. */
export async function standingDecision(db: Db, scenario: string, request: string): Promise<{ id: string; number: number } | undefined> {
  return await db
    .selectFrom("decision as d")
    .select(["d.id", "d.number"])
    .where("d.scenario_id", "=", scenario)
    .where("d.request_id", "=", request)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("decision as n").select("n.id").whereRef("n.replaces", "=", "d.id"))))
    .executeTakeFirst();
}

/** A decision as the register shows it (« Relevé de décisions »). */
export interface RegisteredDecision {
  readonly id: string;
  readonly number: number;
  readonly decidedAt: Date;
  readonly unit: string;
  readonly unitLabel: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly title: string;
  readonly scenario: string;
  readonly verb: DecisionVerb;
  readonly reason: string;
  readonly condition: string | null;
  readonly decidedBy: string;
  /** The number of the decision that it corrects, and of the one that corrects it. */
  readonly corrects: number | null;
  readonly correctedBy: number | null;
  /** The sitting in which it was taken, and the minutes that seal it. */
  readonly sittingId: string | null;
  readonly sitting: number | null;
  readonly minutes: number | null;
  readonly amounts: readonly DecidedAmount[];
}

/** The decisions of a campaign on units that may be seen, the latest first; of one request when it is named. */
export async function decisionsOf(
  db: Db,
  { campaign, units, request }: { campaign: string; units: ReadonlySet<string>; request?: string },
): Promise<RegisteredDecision[]> {
  const { rows } = await sql<Omit<RegisteredDecision, "amounts">>`
    select d.id, d.number, d.decided_at as "decidedAt", s.unit, coalesce(v.short_label, s.unit) as "unitLabel", r.id as "requestId",
           r.number as "requestNumber", r.title, n.name as scenario, d.verb, d.reason, d.condition, u.name as "decidedBy",
           o.number as corrects, l.number as "correctedBy", d.sitting_id as "sittingId", g.number as sitting, m.number as minutes
      from decision d
      join request r on r.id = d.request_id
      join sheet s on s.id = r.sheet_id
      join campaign c on c.id = d.campaign
      join scenario n on n.id = d.scenario_id
      join app_user u on u.id = d.decided_by
      left join decision o on o.id = d.replaces
      left join decision l on l.replaces = d.id
      left join sitting g on g.id = d.sitting_id
      left join sitting_minutes m on m.sitting_id = d.sitting_id
      left join unit_version v on v.code = s.unit and v.superseded_at is null and v.valid @> make_date(c.target_year, 1, 1)
     where d.campaign = ${campaign} and s.unit = any(${[...units]}::text[])
       and (${request ?? null}::uuid is null or r.id = ${request ?? null}::uuid)
     order by d.number desc`.execute(db);
  const amounts = await amountsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, amounts: amounts.get(row.id) ?? [] }));
}

/** The standing decision of each request that a scenario decides, on units that may be seen. */
export async function standingDecisions(db: Db, scenario: string, units: ReadonlySet<string>): Promise<Map<string, StandingDecision>> {
  const { rows } = await sql<Omit<StandingDecision, "amounts"> & { requestId: string }>`
    select d.id, d.request_id as "requestId", d.number, d.verb, d.reason, d.condition
      from decision d join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id
     where d.scenario_id = ${scenario} and s.unit = any(${[...units]}::text[])
       and not exists (select from decision n where n.replaces = d.id)`.execute(db);
  const amounts = await amountsOf(
    db,
    rows.map((row) => row.id),
  );
  return new Map(rows.map(({ requestId, ...row }) => [requestId, { ...row, amounts: amounts.get(row.id) ?? [] }]));
}
export type StandingDecision = Pick<RegisteredDecision, "id" | "number" | "verb" | "reason" | "condition" | "amounts">;

async function amountsOf(db: Db, decisions: readonly string[]): Promise<Map<string, DecidedAmount[]>> {
  const { rows } = await sql<DecidedAmount & { decisionId: string }>`
    select decision_id as "decisionId", spending_class as "spendingClass", measure, target_year as "targetYear", asked, decided
      from decision_amount where decision_id = any(${[...decisions]}::uuid[])`.execute(db);
  const amounts = new Map<string, DecidedAmount[]>(decisions.map((id) => [id, []]));
  for (const { decisionId, ...amount } of rows) amounts.get(decisionId)?.push(amount);
  return new Map([...amounts].map(([id, own]) => [id, inOrder(own)]));
}
