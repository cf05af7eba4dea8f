import { sql } from "kysely";
import type { AskedCell } from "#app/domain/arbitration/spreading.ts";
import type { LineChange, StoredCell } from "#app/domain/forecast/cell.ts";
import type { BaselineComponent } from "#app/domain/forecast/component.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { BatchKind } from "#app/domain/forecast/undo.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { inView } from "./costs.ts";
import { announceRevision } from "./live.ts";

export interface Line {
  readonly id: string;
  readonly nature: string;
  readonly activity: string;
  readonly category: string | null;
  readonly label: string;
  readonly position: number;
  /** Whose days it asks, where it asks days. */
  readonly profile: string | null;
  readonly spendingClass: SpendingClass;
  /** What it is of a baseline; null where nobody said, and on other requests. */
  readonly component: BaselineComponent | null;
}
export type LineWithCells = Line & { readonly cells: readonly StoredCell[] };

/** The next revision of a unit's sheet, in commit order: whoever writes it next waits. */
export async function advanceSheet(db: Db, campaign: string, unit: string): Promise<{ id: string; revision: bigint } | undefined> {
  return await db
    .updateTable("sheet")
    .set({ revision: sql<bigint>`revision + 1` })
    .where("campaign", "=", campaign)
    .where("unit", "=", unit)
    .returning(["id", "revision"])
    .executeTakeFirst();
}

/** The lines of a request in their order, each with its cells, those that were emptied included (they have a revision too). */
export async function linesOf(db: Db, requestId: string, view: CostView): Promise<LineWithCells[]> {
  const lines = await db
    .selectFrom("plan_line as l")
    .innerJoin("nature as n", "n.code", "l.nature")
    .select(["l.id", "l.nature", "l.activity", "l.category", "l.label", "l.position", "l.component", "l.profile"])
    .select(sql<SpendingClass>`n.spending_class`.as("spendingClass"))
    .where("l.request_id", "=", requestId)
    .orderBy("l.position")
    .orderBy("l.id")
    .execute();
  const cells = await cellsOf(
    db,
    lines.map((line) => line.id),
    view,
  );
  return lines.map((line) => ({ ...line, cells: cells.get(line.id) ?? [] }));
}

/** The cells of each of these lines, by year, measure and month; those that were emptied have no amount, and the revision that emptied them. Those that the view shows. */
export async function cellsOf(db: Db, lineIds: readonly string[], view: CostView): Promise<ReadonlyMap<string, readonly StoredCell[]>> {
  const { rows } = await sql<StoredCell & { lineId: string }>`
    with own as materialized (
      select l.id, n.spending_class from plan_line l join nature n on n.code = l.nature where l.id = any(${[...lineIds]}::uuid[])),
    emptied as materialized (
      select distinct on (c.line_id, c.measure, c.target_year, c.month) c.line_id, c.measure, c.target_year, c.month, c.after, c.revision
        from own join plan_change c on c.line_id = own.id and ${inView(view, { measure: "c.measure", spendingClass: "own.spending_class" })}
       order by c.line_id, c.measure, c.target_year, c.month, c.revision desc)
    select line_id as "lineId", measure, target_year as "targetYear", month, amount, revision
      from own join plan_cell c on c.line_id = own.id and ${inView(view, { measure: "c.measure", spendingClass: "own.spending_class" })}
    union all
    select line_id, measure, target_year, month, null, revision from emptied where after is null
    order by 1, 3, 2, 4`.execute(db);
  const cells = new Map<string, StoredCell[]>(lineIds.map((id) => [id, []]));
  for (const { lineId, ...cell } of rows) cells.get(lineId)?.push(cell);
  return cells;
}

export async function insertLines(
  db: Db,
  lines: readonly (Omit<Line, "spendingClass"> & { sheetId: string; requestId: string })[],
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ sheetId, requestId, ...line }) => ({ ...line, sheet_id: sheetId, request_id: requestId }));
  await db.insertInto("plan_line").values(rows).execute();
}

export async function updateLine(
  db: Db,
  { id, nature, activity, category, label, component, profile }: Omit<Line, "spendingClass" | "position">,
): Promise<void> {
  await db.updateTable("plan_line").set({ nature, activity, category, label, component, profile }).where("id", "=", id).execute();
}

export interface Batch {
  readonly id: string;
  readonly sheetId: string;
  readonly revision: bigint;
  readonly author: bigint;
  readonly kind: BatchKind;
  /** The batch that this one takes back. */
  readonly undoes?: string;
}

/** Writes one revision: the batch, what each cell held before and after, the cells themselves; whoever looks at the sheet is told at the commit. */
export async function writeBatch(db: Db, { batch, changes }: { batch: Batch; changes: readonly LineChange[] }): Promise<void> {
  const { id, sheetId, revision, author, kind, undoes = null } = batch;
  await db.insertInto("batch").values({ id, sheet_id: sheetId, revision, author, kind, undoes }).execute();
  await announceRevision(db, { sheetId, revision });
  // A statement at a time, so that none of a very large paste nears the limit of its time.
  for (let done = 0; done < changes.length; done += changesAtOnce)
    await writeChanges(db, batch, { changes: changes.slice(done, done + changesAtOnce), done });
}

const changesAtOnce = 10_000;

async function writeChanges(
  db: Db,
  { id, sheetId, revision }: Batch,
  { changes, done }: { changes: readonly LineChange[]; done: number },
): Promise<void> {
  const change = sql`unnest(
    ${changes.map((own) => own.lineId)}::text[], ${changes.map((own) => own.measure)}::text[], ${changes.map((own) => String(own.targetYear))}::text[],
    ${changes.map((own) => String(own.month))}::text[], ${changes.map((own) => textOf(own.before))}::text[],
    ${changes.map((own) => textOf(own.after))}::text[]) with ordinality as c(line_id, measure, target_year, month, before, after, ordinal)`;
  await sql`insert into plan_change (sheet_id, revision, ordinal, line_id, measure, target_year, month, before, after, batch_id)
    select ${sheetId}::uuid, ${revision}::bigint, ${done}::int + ordinal::int, line_id::uuid, measure, target_year::int, month::int,
           nullif(before, '')::bigint, nullif(after, '')::bigint, ${id}::uuid from ${change}`.execute(db);
  await sql`insert into plan_cell as p (line_id, measure, target_year, month, amount, revision)
    select line_id::uuid, measure, target_year::int, month::int, after::bigint, ${revision}::bigint from ${change} where after <> ''
    on conflict (line_id, measure, target_year, month) do update set amount = excluded.amount, revision = excluded.revision`.execute(db);
  if (changes.every(({ after }) => after !== null)) return;
  await sql`delete from plan_cell p using ${change}
     where c.after = '' and p.line_id = c.line_id::uuid and p.measure = c.measure and p.target_year = c.target_year::int
       and p.month = c.month::int`.execute(db);
}

/** The cells of a request that ask for something, with what envelopes count them under. */
export async function askedCells(db: Db, requestId: string, view: CostView): Promise<AskedCell[]> {
  const lines = await linesOf(db, requestId, view);
  return lines.flatMap(({ id: lineId, spendingClass, cells }) =>
    cells.flatMap(({ measure, targetYear, month, amount }) =>
      amount === null ? [] : [{ lineId, spendingClass, measure, targetYear, month, amount }],
    ),
  );
}

function textOf(quantity: bigint | null): string {
  return quantity === null ? "" : quantity.toString();
}
