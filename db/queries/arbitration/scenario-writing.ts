import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { ScenarioBatchKind } from "#app/domain/arbitration/scenario/batch.ts";
import type { CellPlace, ScenarioCell } from "#app/domain/arbitration/scenario/cell.ts";
import type { LineState } from "#app/domain/arbitration/scenario/line-state.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";
import { findScenario, type Scenario } from "./scenario.ts";

/** The scenario, for oneself until the end of the transaction: its revisions follow one another. */
export async function lockScenarioRow(db: Db, id: string): Promise<Scenario | undefined> {
  if (!isUuid(id)) return undefined;
  await sql`select from scenario where id = ${id} for update`.execute(db);
  return await findScenario(db, id);
}

/** Has a scenario of the campaign been adopted? The others are then read, and no more written. */
export async function hasAdopted(db: Db, campaign: string): Promise<boolean> {
  const row = await db
    .selectFrom("scenario")
    .select("id")
    .where("campaign", "=", campaign)
    .where("state", "=", "adopted")
    .executeTakeFirst();
  return row !== undefined;
}

/** A cell prepared in a scenario, as it stands. */
export interface PreparedCell extends ScenarioCell {
  readonly state: LineState;
  readonly revision: bigint;
  readonly requestId: string;
}

export async function preparedCells(
  db: Db,
  scenario: string,
  scope: { lines?: readonly string[]; state?: LineState } = {},
): Promise<PreparedCell[]> {
  const { lines, state } = scope;
  const { rows } = await sql<PreparedCell>`
    select c.line_id as "lineId", c.measure, c.target_year as "targetYear", c.month, c.amount, c.state, c.revision, l.request_id as "requestId"
      from scenario_cell c join plan_line l on l.id = c.line_id
     where c.scenario_id = ${scenario} and (${lines === undefined}::boolean or c.line_id = any(${[...(lines ?? [])]}::text[]::uuid[]))
       and (${state ?? null}::text is null or c.state = ${state ?? null})
     order by c.line_id, c.measure, c.target_year, c.month`.execute(db);
  return rows;
}

/** A cell as a batch leaves it; null: it says nothing any more, and what lies beneath shows again. */
export interface CellChange extends CellPlace {
  readonly after: { readonly amount: Quantity; readonly state: LineState } | null;
}

export interface ScenarioBatch {
  readonly scenario: string;
  readonly kind: ScenarioBatchKind;
  readonly author: bigint;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** The batch that this one takes back. */
  readonly undoes?: string;
}

/** Writes one revision of a scenario: the batch, what each cell held before and after, the cells themselves. The caller holds the scenario locked. */
export async function writeScenarioBatch(
  db: Db,
  batch: ScenarioBatch,
  changes: readonly CellChange[],
): Promise<{ id: string; revision: bigint }> {
  const { scenario, kind, author, detail = {}, undoes = null } = batch;
  const id = randomUUID();
  const { revision } = await db
    .updateTable("scenario")
    .set({ revision: sql<bigint>`revision + 1` })
    .where("id", "=", scenario)
    .returning("revision")
    .executeTakeFirstOrThrow();
  const kept = sql`${JSON.stringify(detail)}::text::jsonb`;
  await db.insertInto("scenario_batch").values({ id, scenario_id: scenario, revision, kind, author, detail: kept, undoes }).execute();
  for (let done = 0; done < changes.length; done += changesAtOnce)
    await writeChanges(db, { scenario, revision, done }, changes.slice(done, done + changesAtOnce));
  return { id, revision };
}

const changesAtOnce = 10_000;

async function writeChanges(
  db: Db,
  { scenario, revision, done }: { scenario: string; revision: bigint; done: number },
  changes: readonly CellChange[],
): Promise<void> {
  const change = sql`unnest(
    ${changes.map((own) => own.lineId)}::text[], ${changes.map((own) => own.measure)}::text[], ${changes.map((own) => String(own.targetYear))}::text[],
    ${changes.map((own) => String(own.month))}::text[], ${changes.map((own) => (own.after === null ? "" : own.after.amount.toString()))}::text[],
    ${changes.map((own) => own.after?.state ?? "")}::text[]) with ordinality as u(line_id, measure, target_year, month, amount, state, ordinal)`;
  await sql`insert into scenario_change (scenario_id, revision, ordinal, line_id, measure, target_year, month, before, after, before_state, after_state)
    select ${scenario}::uuid, ${revision}::bigint, ${done}::int + u.ordinal::int, u.line_id::uuid, u.measure, u.target_year::int, u.month::int,
           c.amount, nullif(u.amount, '')::bigint, c.state, nullif(u.state, '')
      from ${change} left join scenario_cell c on c.scenario_id = ${scenario} and c.line_id = u.line_id::uuid and c.measure = u.measure
                                              and c.target_year = u.target_year::int and c.month = u.month::int`.execute(db);
  await sql`insert into scenario_cell (scenario_id, line_id, measure, target_year, month, amount, state, revision)
    select ${scenario}::uuid, u.line_id::uuid, u.measure, u.target_year::int, u.month::int, u.amount::bigint, u.state, ${revision}::bigint
      from ${change} where u.amount <> ''
    on conflict (scenario_id, line_id, measure, target_year, month)
    do update set amount = excluded.amount, state = excluded.state, revision = excluded.revision`.execute(db);
  if (changes.every(({ after }) => after !== null)) return;
  await sql`delete from scenario_cell c using ${change}
     where u.amount = '' and c.scenario_id = ${scenario} and c.line_id = u.line_id::uuid and c.measure = u.measure
       and c.target_year = u.target_year::int and c.month = u.month::int`.execute(db);
}

export interface WrittenScenarioBatch {
  readonly id: string;
  readonly revision: bigint;
  readonly kind: ScenarioBatchKind;
  readonly author: string;
  readonly authorId: bigint;
  readonly at: Date;
  readonly cells: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The last batch of a scenario that nothing has taken back; undefined when there is none left. */
export async function lastBatch(db: Db, scenario: string): Promise<WrittenScenarioBatch | undefined> {
  const { rows } = await sql<WrittenScenarioBatch>`
    select b.id, b.revision, b.kind, u.name as author, b.author as "authorId", b.at, b.detail,
           (select count(*)::int from scenario_change c where c.scenario_id = b.scenario_id and c.revision = b.revision) as cells
      from scenario_batch b join app_user u on u.id = b.author
     where b.scenario_id = ${scenario} and b.kind <> 'undo' and not exists (select from scenario_batch n where n.undoes = b.id)
     order by b.revision desc limit 1`.execute(db);
  return rows[0];
}

/** What takes a batch back: each of its cells as it was before. */
export async function changesBack(db: Db, scenario: string, revision: bigint): Promise<CellChange[]> {
  const { rows } = await sql<CellPlace & { amount: Quantity | null; state: LineState | null }>`
    select line_id as "lineId", measure, target_year as "targetYear", month, before as amount, before_state as state
      from scenario_change where scenario_id = ${scenario} and revision = ${revision} order by ordinal`.execute(db);
  return rows.map(({ amount, state, ...place }) => ({ ...place, after: amount === null || state === null ? null : { amount, state } }));
}
