import { sql } from "kysely";
import { inOrder, type PlannedAmount, totalled } from "#app/domain/arbitration/amount.ts";
import type { AskedCell } from "#app/domain/arbitration/spreading.ts";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";

/** A request as deciding it among others sees it. */
export interface RequestOfMany {
  readonly id: string;
  readonly unit: string;
  readonly state: RequestState;
  readonly version: number;
  readonly author: bigint;
}

/** Those of these requests that the campaign asks for, in the order given; with `lock`, for the transaction alone until its end. */
export async function requestsOfMany(
  db: Db,
  campaign: string,
  requests: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<RequestOfMany[]> {
  const { rows } = await sql<RequestOfMany>`
    select r.id, s.unit, r.state, r.version, r.author from request r join sheet s on s.id = r.sheet_id
     where s.campaign = ${campaign} and r.id = any(${requests.filter(isUuid)}::uuid[])
     order by r.id ${lock ? sql`for update of r` : sql``}`.execute(db);
  const places = new Map(requests.map((id, index) => [id, index]));
  return rows.sort((left, right) => (places.get(left.id) ?? 0) - (places.get(right.id) ?? 0));
}

/** The cells of each of these requests that ask for something, with what envelopes count them under. */
export async function askedCellsOf(db: Db, requests: readonly string[]): Promise<Map<string, AskedCell[]>> {
  const { rows } = await sql<AskedCell & { request: string }>`
    select l.request_id as request, l.id as "lineId", n.spending_class as "spendingClass", c.measure, c.target_year as "targetYear", c.month, c.amount
      from plan_line l join nature n on n.code = l.nature join plan_cell c on c.line_id = l.id
     where l.request_id = any(${[...requests]}::uuid[])
     order by l.request_id, l.position, l.id, c.target_year, c.measure, c.month`.execute(db);
  const cells = new Map<string, AskedCell[]>();
  for (const { request, ...cell } of rows) {
    const own = cells.get(request);
    if (own) own.push(cell);
    else cells.set(request, [cell]);
  }
  return cells;
}

/** What each of these requests asks for, by class, measure and year. */
export async function askedOfEach(db: Db, requests: readonly string[]): Promise<Map<string, PlannedAmount[]>> {
  const { rows } = await sql<PlannedAmount & { request: string }>`
    select l.request_id as request, n.spending_class as "spendingClass", c.measure, c.target_year as "targetYear", sum(c.amount)::bigint as amount
      from plan_line l join nature n on n.code = l.nature join plan_cell c on c.line_id = l.id
     where l.request_id = any(${[...requests]}::uuid[]) group by 1, 2, 3, 4`.execute(db);
  return new Map(
    [...grouped(rows, ({ request }) => request)].map(([id, own]) => [id, inOrder(own.map(({ request: _, ...amount }) => amount))]),
  );
}

/** Gives these decisions all that their requests ask for, or nothing of it, cell by cell: no cell leaves the database. */
export async function copyAskedCells(
  db: Db,
  decisions: readonly { readonly decisionId: string; readonly requestId: string; readonly all: boolean }[],
): Promise<void> {
  if (decisions.length === 0) return;
  await sql`insert into decision_cell (decision_id, line_id, measure, target_year, month, amount)
    select d.id::uuid, c.line_id, c.measure, c.target_year, c.month, case when d.whole = 'yes' then c.amount else 0 end
      from unnest(${decisions.map(({ decisionId }) => decisionId)}::text[], ${decisions.map(({ requestId }) => requestId)}::text[],
                  ${decisions.map(({ all }) => (all ? "yes" : "no"))}::text[]) as d(id, request, whole)
      join plan_line l on l.request_id = d.request::uuid join plan_cell c on c.line_id = l.id`.execute(db);
}

/** What a scenario holds, by request and by unit, of the units named. */
export async function decidedBy(
  db: Db,
  scenario: string,
  units: readonly string[],
): Promise<{ readonly ofRequest: Map<string, PlannedAmount[]>; readonly ofUnit: Map<string, PlannedAmount[]> }> {
  const { rows } = await sql<PlannedAmount & { request: string; unit: string }>`
    select d.request_id as request, s.unit, a.spending_class as "spendingClass", a.measure, a.target_year as "targetYear", a.decided as amount
      from standing_decision d join decision_amount a on a.decision_id = d.decision_id
      join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id
     where d.scenario_id = ${scenario} and s.unit = any(${[...units]}::text[])`.execute(db);
  const amounts = (own: typeof rows) => totalled(own.map(({ request: _, unit: __, ...amount }) => amount));
  const by = (nameOf: (row: (typeof rows)[number]) => string) =>
    new Map([...grouped(rows, nameOf)].map(([name, own]) => [name, amounts(own)]));
  return { ofRequest: by(({ request }) => request), ofUnit: by(({ unit }) => unit) };
}
