import { type Expression, sql } from "kysely";
import { type CellKey, cellName } from "#app/domain/forecast/cell.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Db } from "../../client.ts";
import { inView } from "./costs.ts";
import type { Batch } from "./sheet.ts";

/** A cell that only a figure typed in it changes: who holds it, since when. */
export interface CellHold extends PlacedCell {
  readonly by: string;
  readonly at: Date;
}

/** The calculation that gave a cell the figure that it holds, without its sign « = ». */
export interface CellFormula extends PlacedCell {
  readonly text: string;
}

/** The cells of a sheet that are held. */
export async function sheetHolds(db: Db, campaign: string, unit: string, view: CostView): Promise<CellHold[]> {
  return await db
    .selectFrom("sheet as s")
    .innerJoin("plan_line as l", "l.sheet_id", "s.id")
    .innerJoin("nature as n", "n.code", "l.nature")
    .innerJoin("cell_hold as h", "h.line_id", "l.id")
    .innerJoin("app_user as u", "u.id", "h.held_by")
    .select(["h.line_id as lineId", "h.measure", "h.target_year as targetYear", "h.month", "u.name as by", "h.held_at as at"])
    .where("s.campaign", "=", campaign)
    .where("s.unit", "=", unit)
    .where(inView(view, { measure: "h.measure", spendingClass: "n.spending_class" }))
    .execute();
}

/** The calculations behind the figures that a sheet holds now; those of figures that were written over are left. */
export async function sheetFormulas(db: Db, campaign: string, unit: string, view: CostView): Promise<CellFormula[]> {
  const { rows } = await sql<CellFormula>`
    select f.line_id as "lineId", f.measure, f.target_year as "targetYear", f.month, f.text
      from sheet s
      join plan_line l on l.sheet_id = s.id
      join nature n on n.code = l.nature
      join plan_cell p on p.line_id = l.id
      join cell_formula f on f.line_id = p.line_id and f.measure = p.measure and f.target_year = p.target_year and f.month = p.month
                         and f.revision = p.revision
     where s.campaign = ${campaign} and s.unit = ${unit} and ${inView(view, { measure: "p.measure", spendingClass: "n.spending_class" })}`.execute(
    db,
  );
  return rows;
}

/** The names of the held cells of each of these lines; lines that have none are left out. */
export async function heldCells(db: Db, lineIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const held = new Map<string, Set<string>>();
  if (lineIds.length === 0) return held;
  const { rows } = await sql<PlacedCell>`
    select line_id as "lineId", measure, target_year as "targetYear", month from cell_hold where line_id = any(${[...lineIds]}::uuid[])`.execute(
    db,
  );
  for (const { lineId, ...cell } of rows) held.set(lineId, (held.get(lineId) ?? new Set()).add(cellName(cell)));
  return held;
}

/** Holds cells; those that are held already keep whoever held them first. Gives how many were not. */
export async function insertHolds(db: Db, cells: readonly PlacedCell[], by: bigint): Promise<number> {
  if (cells.length === 0) return 0;
  const { rows } = await sql`
    insert into cell_hold (line_id, measure, target_year, month, held_by)
    select line_id, measure, target_year, month, ${by}::bigint from ${placedKeys(cells)}
    on conflict do nothing returning line_id`.execute(db);
  return rows.length;
}

/** Lets cells go; gives how many were held. */
export async function deleteHolds(db: Db, cells: readonly PlacedCell[]): Promise<number> {
  if (cells.length === 0) return 0;
  const { rows } = await sql`
    delete from cell_hold h using ${placedKeys(cells)}
     where h.line_id = k.line_id and h.measure = k.measure and h.target_year = k.target_year and h.month = k.month
    returning h.line_id`.execute(db);
  return rows.length;
}

/** Keeps the calculations behind the figures that a batch wrote. */
export async function writeFormulas(
  db: Db,
  { id, revision }: Pick<Batch, "id" | "revision">,
  formulas: readonly CellFormula[],
): Promise<void> {
  if (formulas.length === 0) return;
  const rows = formulas.map(({ lineId, measure, targetYear, month, text }) => ({
    ...{ line_id: lineId, measure, target_year: targetYear, month },
    ...{ revision, text, batch_id: id },
  }));
  await db.insertInto("cell_formula").values(rows).execute();
}

/** Places as a table `k`, one text for each column so that no statement grows with them. */
export function placedKeys(cells: readonly PlacedCell[]): Expression<unknown> {
  const column = (of: (cell: PlacedCell) => CellKey[keyof CellKey] | string) => cells.map((cell) => String(of(cell)));
  return sql`(select line_id::uuid, measure, target_year::int, month::int from unnest(
    ${column((cell) => cell.lineId)}::text[], ${column((cell) => cell.measure)}::text[], ${column((cell) => cell.targetYear)}::text[],
    ${column((cell) => cell.month)}::text[]) as a(line_id, measure, target_year, month)) k`;
}
