import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type DecidedAmount, inOrder } from "#app/domain/arbitration/amount.ts";
import type { AskedCell } from "#app/domain/arbitration/spreading.ts";
import type { DecisionVerb, RegisterVerb } from "#app/domain/arbitration/verb.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export interface NewDecision {
  readonly id: string;
  readonly scenarioId: string;
  readonly requestId: string;
  readonly requestVersion: number;
  readonly verb: RegisterVerb;
  readonly reason: string;
  readonly condition: string | null;
  readonly requestedBy: bigint;
  readonly decidedBy: bigint;
  /** Whose delegation it is decided under; null: nobody's. */
  readonly onBehalfOf?: { readonly id: bigint; readonly delegation: string } | null;
  /** The latest row on the request in the scenario. */
  readonly replaces: string | null;
  /** What a decision taken back leaves in force; null: nothing. */
  readonly restores?: string | null;
  /** The act that makes several at once. */
  readonly act?: string | null;
  /** The sitting in which it is taken, and who wrote it down there for the chair. */
  readonly sitting?: { readonly id: string; readonly recordedBy: bigint | null } | null;
  readonly amounts: readonly DecidedAmount[];
}

/** Writes a decision under the next number of its campaign, which the caller holds locked: numbers have no gap. */
export async function insertDecision(db: Db, { campaign, ...decision }: NewDecision & { readonly campaign: string }): Promise<number> {
  const [number] = await insertDecisions(db, campaign, [decision]);
  if (number === undefined) throw new Error("a decision was not written");
  return number;
}

/** Writes decisions under the next numbers of the campaign, in the order given; the caller holds the campaign locked. */
export async function insertDecisions(db: Db, campaign: string, decisions: readonly NewDecision[]): Promise<number[]> {
  if (decisions.length === 0) return [];
  const { last } = await db
    .selectFrom("decision")
    .select(sql<number>`coalesce(max(number), 0)`.as("last"))
    .where("campaign", "=", campaign)
    .executeTakeFirstOrThrow();
  const rows = decisions.map((own, index) => ({
    ...{ id: own.id, campaign, number: last + index + 1, verb: own.verb, reason: own.reason, condition: own.condition },
    ...{ scenario_id: own.scenarioId, request_id: own.requestId, request_version: own.requestVersion },
    ...{ requested_by: own.requestedBy, decided_by: own.decidedBy },
    ...{ on_behalf_of: own.onBehalfOf?.id ?? null, delegation_id: own.onBehalfOf?.delegation ?? null },
    ...{ replaces: own.replaces, restores: own.restores ?? null, act_id: own.act ?? null },
    ...{ sitting_id: own.sitting?.id ?? null, recorded_by: own.sitting?.recordedBy ?? null },
  }));
  for (const some of inParts(rows)) await db.insertInto("decision").values(some).execute();
  const amounts = decisions.flatMap(({ id, amounts: own }) =>
    own.map(({ spendingClass, measure, targetYear, asked, decided }) => ({
      ...{ decision_id: id, spending_class: spendingClass, measure, target_year: targetYear, asked, decided },
    })),
  );
  for (const some of inParts(amounts)) await db.insertInto("decision_amount").values(some).execute();
  return rows.map(({ number }) => number);
}

/** As many rows as one statement takes parameters for. */
function inParts<Row>(rows: readonly Row[]): Row[][] {
  const size = 2_000;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size));
}

/** The latest row of the register on each of these requests in a scenario: what the next one replaces, whether or not it decides anything. */
export async function latestRows(db: Db, scenario: string, requests: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ requestId: string; id: string }>`
    select d.request_id as "requestId", d.id from decision d
     where d.scenario_id = ${scenario} and d.request_id = any(${[...requests]}::uuid[])
       and not exists (select from decision n where n.replaces = d.id)`.execute(db);
  return new Map(rows.map(({ requestId, id }) => [requestId, id]));
}

/** The latest row on a request in a scenario, and whose it is. */
export async function latestOn(db: Db, scenario: string, request: string): Promise<{ number: number; by: string } | undefined> {
  return await db
    .selectFrom("decision as d")
    .innerJoin("app_user as u", "u.id", "d.decided_by")
    .select(["d.number", "u.name as by"])
    .where("d.scenario_id", "=", scenario)
    .where("d.request_id", "=", request)
    .orderBy("d.number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The decision in force on a request in a scenario, its own or read through its parents. */
export async function standingDecision(db: Db, scenario: string, request: string): Promise<{ id: string; number: number } | undefined> {
  return await db
    .selectFrom("standing_decision as s")
    .innerJoin("decision as d", "d.id", "s.decision_id")
    .select(["d.id", "d.number"])
    .where("s.scenario_id", "=", scenario)
    .where("s.request_id", "=", request)
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
  readonly verb: RegisterVerb;
  readonly reason: string;
  readonly condition: string | null;
  readonly decidedBy: string;
  readonly decidedById: bigint;
  /** Who delegated it to them; null when they decided in their own name. */
  readonly onBehalfOf: string | null;
  /** The number of the decision that was in force before it, which it corrects or takes back. */
  readonly corrects: number | null;
  /** The number of the row that came after it, and whether that one took it back. */
  readonly correctedBy: number | null;
  readonly takenBack: boolean;
  /** The number of the decision that a taking back leaves in force. */
  readonly restores: number | null;
  /** It decides what the request gets in its scenario. */
  readonly standing: boolean;
  /** The act that made it together with others. */
  readonly act: string | null;
  /** The sitting in which it was taken, and the minutes that seal it. */
  readonly sittingId: string | null;
  readonly sitting: number | null;
  readonly minutes: number | null;
  readonly amounts: readonly DecidedAmount[];
}

/** What of a register is asked for; everything that is not said is left open. */
export interface RegisterFilter {
  readonly campaign: string;
  readonly units: ReadonlySet<string>;
  readonly request?: string | undefined;
  readonly scenario?: string | undefined;
  readonly sitting?: string | undefined;
  readonly verbs?: readonly RegisterVerb[] | undefined;
  readonly decidedBy?: string | undefined;
  /** First and last day. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly standingOnly?: boolean | undefined;
  /** Words of the request, the unit, the reason, the condition, the author, the scenario or the number. */
  readonly words?: string | undefined;
  /** The decisions below this number. */
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
}

/** The decisions of a campaign on units that may be seen, the latest first; of one request when it is named. */
export async function decisionsOf(db: Db, filter: RegisterFilter): Promise<RegisteredDecision[]> {
  const { rows } = await sql<Omit<RegisteredDecision, "amounts">>`
    select d.id, d.number, d.decided_at as "decidedAt", s.unit, coalesce(v.short_label, s.unit) as "unitLabel", r.id as "requestId",
           r.number as "requestNumber", r.title, n.name as scenario, d.verb, d.reason, d.condition, u.name as "decidedBy", f.name as "onBehalfOf",
           d.decided_by as "decidedById",
           e.number as corrects, l.number as "correctedBy", coalesce(l.verb = 'takeBack', false) as "takenBack", b.number as restores,
           exists (select from standing_decision h where h.decision_id = d.id and h.scenario_id = d.scenario_id) as standing, d.act_id as act,
           d.sitting_id as "sittingId", g.number as sitting, m.number as minutes
      from decision d
      join request r on r.id = d.request_id
      join sheet s on s.id = r.sheet_id
      join campaign c on c.id = d.campaign
      join scenario n on n.id = d.scenario_id
      join app_user u on u.id = d.decided_by
      left join app_user f on f.id = d.on_behalf_of
      left join decision o on o.id = d.replaces
      left join decision e on e.id = case when o.verb = 'takeBack' then o.restores else o.id end
      left join decision b on b.id = d.restores
      left join decision l on l.replaces = d.id
      left join sitting g on g.id = d.sitting_id
      left join sitting_minutes m on m.sitting_id = d.sitting_id
      left join unit_version v on v.code = s.unit and v.superseded_at is null and v.valid @> make_date(c.target_year, 1, 1)
     where d.campaign = ${filter.campaign} and s.unit = any(${[...filter.units]}::text[])
       and (${filter.request ?? null}::uuid is null or r.id = ${filter.request ?? null}::uuid)
       and (${filter.scenario ?? null}::uuid is null or d.scenario_id = ${filter.scenario ?? null}::uuid)
       and (${filter.sitting ?? null}::uuid is null or d.sitting_id = ${filter.sitting ?? null}::uuid)
       and (${filter.verbs ? [...filter.verbs] : null}::text[] is null or d.verb = any(${filter.verbs ? [...filter.verbs] : null}::text[]))
       and (${filter.decidedBy ?? null}::text is null or u.login = ${filter.decidedBy ?? null}::text)
       and (${filter.from ?? null}::date is null or d.decided_at >= ${filter.from ?? null}::date)
       and (${filter.to ?? null}::date is null or d.decided_at < ${filter.to ?? null}::date + 1)
       and (${filter.before ?? null}::int is null or d.number < ${filter.before ?? null}::int)
       and (not ${filter.standingOnly ?? false}::boolean or exists (select from standing_decision h where h.decision_id = d.id and h.scenario_id = d.scenario_id))
       and ${saying(filter.words ?? "")}
     order by d.number desc limit ${filter.limit ?? null}::int`.execute(db);
  const amounts = await amountsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, amounts: amounts.get(row.id) ?? [] }));
}

/**
 * Every word sought is in what the register says of a decision, whatever its accents and capitals: in French as a dictionary knows it
 * (« agents » finds « agent »), or begun alike (« trajec » finds « trajectoire »).
 */
function saying(words: string): RawBuilder<SqlBool> {
  const sought = plain(words);
  const begun = sought.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (begun.length === 0) return sql<SqlBool>`true`;
  const said = sql`translate(lower(concat_ws(' ', d.number, v.short_label, v.label, s.unit, r.title, d.reason, d.condition, u.name, n.name)),
                             ${accented}, ${unaccented})`;
  return sql<SqlBool>`(to_tsvector('french', ${said}) @@ websearch_to_tsquery('french', ${sought})
    or to_tsvector('simple', ${said}) @@ to_tsquery('simple', ${begun.map((word) => `${word}:*`).join(" & ")}))`;
}

const accented = "àâäáãçéèêëíìîïñóòôöõúùûüÿ’";
const unaccented = "aaaaaceeeeiiiinooooouuuuy ";

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}

/** Who has decided in a campaign: the choices of a filter. */
export async function decidersOf(db: Db, campaign: string): Promise<{ login: string; name: string }[]> {
  return await db
    .selectFrom("app_user as u")
    .select(["u.login", "u.name"])
    .where("u.id", "in", db.selectFrom("decision").select("decided_by").where("campaign", "=", campaign))
    .orderBy("u.name")
    .execute();
}

/** The units on whose requests a campaign has decided, of those that may be seen: the choices of another. */
export async function unitsDecided(db: Db, campaign: string, visible: ReadonlySet<string>): Promise<{ code: string; label: string }[]> {
  const { rows } = await sql<{ code: string; label: string }>`
    select distinct s.unit as code, coalesce(v.short_label, s.unit) as label
      from decision d join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id join campaign c on c.id = d.campaign
      left join unit_version v on v.code = s.unit and v.superseded_at is null and v.valid @> make_date(c.target_year, 1, 1)
     where d.campaign = ${campaign} and s.unit = any(${[...visible]}::text[]) order by 2`.execute(db);
  return rows;
}

/** What each decision gives, cell by cell: kept with it, so that a branch reads it whatever is decided afterwards. */
export async function insertDecisionCells(
  db: Db,
  decisions: readonly { readonly decisionId: string; readonly cells: readonly AskedCell[] }[],
): Promise<void> {
  const cells = decisions.flatMap(({ decisionId, cells: own }) => own.map((cell) => ({ ...cell, decisionId })));
  if (cells.length === 0) return;
  await sql`insert into decision_cell (decision_id, line_id, measure, target_year, month, amount)
    select decision_id::uuid, line_id::uuid, measure, target_year::int, month::int, amount::bigint
      from unnest(${cells.map((cell) => cell.decisionId)}::text[], ${cells.map((cell) => cell.lineId)}::text[],
                  ${cells.map((cell) => cell.measure)}::text[], ${cells.map((cell) => String(cell.targetYear))}::text[],
                  ${cells.map((cell) => String(cell.month))}::text[], ${cells.map((cell) => String(cell.amount))}::text[])
           as c(decision_id, line_id, measure, target_year, month, amount)`.execute(db);
}

/** The decision that stands on each request in a scenario, read through its parents, on units that may be seen. */
export async function standingDecisions(db: Db, scenario: string, units: ReadonlySet<string>): Promise<Map<string, StandingDecision>> {
  return await standingWhere(db, scenario, sql<SqlBool>`s.unit = any(${[...units]}::text[])`);
}

/** The same for these requests alone. */
export async function standingOn(db: Db, scenario: string, requests: readonly string[]): Promise<Map<string, StandingDecision>> {
  return await standingWhere(db, scenario, sql<SqlBool>`r.id = any(${[...requests]}::uuid[])`);
}

async function standingWhere(db: Db, scenario: string, where: RawBuilder<SqlBool>): Promise<Map<string, StandingDecision>> {
  const { rows } = await sql<Omit<StandingDecision, "amounts"> & { requestId: string }>`
    select d.id, d.request_id as "requestId", d.number, d.verb, d.reason, d.condition, d.decided_by as "decidedBy", d.act_id as act,
           d.scenario_id = o.scenario_id as own
      from standing_decision o join decision d on d.id = o.decision_id
      join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id
     where o.scenario_id = ${scenario} and ${where}`.execute(db);
  const amounts = await amountsOf(
    db,
    rows.map((row) => row.id),
  );
  return new Map(rows.map(({ requestId, ...row }) => [requestId, { ...row, amounts: amounts.get(row.id) ?? [] }]));
}
export type StandingDecision = Pick<RegisteredDecision, "id" | "number" | "reason" | "condition" | "act" | "amounts"> & {
  readonly verb: DecisionVerb;
  readonly decidedBy: bigint;
  /** Taken in the scenario itself, and not read through a parent. */
  readonly own: boolean;
};

/** In order of class, year and measure. */
export async function amountsOf(db: Db, decisions: readonly string[]): Promise<Map<string, DecidedAmount[]>> {
  const { rows } = await sql<DecidedAmount & { decisionId: string }>`
    select decision_id as "decisionId", spending_class as "spendingClass", measure, target_year as "targetYear", asked, decided
      from decision_amount where decision_id = any(${[...decisions]}::uuid[])`.execute(db);
  const amounts = new Map<string, DecidedAmount[]>(decisions.map((id) => [id, []]));
  for (const { decisionId, ...amount } of rows) amounts.get(decisionId)?.push(amount);
  return new Map([...amounts].map(([id, own]) => [id, inOrder(own)]));
}
