import { sql } from "kysely";
import { type CellKey, cellName } from "#app/domain/forecast/cell.ts";
import type { DetailLine, DetailOrigin } from "#app/domain/forecast/detail.ts";
import { detailAmount } from "#app/domain/forecast/detail.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Db } from "../../client.ts";
import { placedKeys } from "./marks.ts";

/** The quantities under a cell as they stand: no line means that it has none (any more). */
export interface CellDetail extends PlacedCell {
  /** The sheet's revision that wrote it. */
  readonly revision: bigint;
  readonly lines: readonly DetailLine[];
}

/** The details that stand on these lines, those that were emptied left out; by year, measure and month. */
export async function detailsOf(db: Db, lineIds: readonly string[]): Promise<CellDetail[]> {
  if (lineIds.length === 0) return [];
  const { rows } = await sql<Omit<CellDetail, "lines">>`
    select * from (
      select distinct on (line_id, measure, target_year, month)
             line_id as "lineId", measure, target_year as "targetYear", month, revision, line_count
        from cell_detail where line_id = any(${[...lineIds]}::uuid[])
       order by line_id, measure, target_year, month, revision desc) d
     where d.line_count > 0 order by "targetYear", measure, month, "lineId"`.execute(db);
  return await withLines(db, rows);
}

/** The detail of one cell, emptied ones too, for its revision; undefined where there never was one. */
export async function detailAt(db: Db, cell: PlacedCell, before?: bigint): Promise<CellDetail | undefined> {
  const { rows } = await sql<Omit<CellDetail, "lines">>`
    select line_id as "lineId", measure, target_year as "targetYear", month, revision from cell_detail
     where line_id = ${cell.lineId} and measure = ${cell.measure} and target_year = ${cell.targetYear} and month = ${cell.month}
       and revision < ${before ?? 2n ** 62n}::bigint
     order by revision desc limit 1`.execute(db);
  return (await withLines(db, rows))[0];
}

/** How many lines stand under each cell of these lines, by line then by `cellName`; lines without a detail are left out. */
export async function detailCounts(db: Db, lineIds: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const counts = new Map<string, Map<string, number>>();
  if (lineIds.length === 0) return counts;
  const { rows } = await sql<CellKey & { lineId: string; count: number }>`
    select * from (
      select distinct on (line_id, measure, target_year, month)
             line_id as "lineId", measure, target_year as "targetYear", month, line_count as count
        from cell_detail where line_id = any(${[...lineIds]}::uuid[])
       order by line_id, measure, target_year, month, revision desc) d where d.count > 0`.execute(db);
  for (const { lineId, count, ...key } of rows) counts.set(lineId, (counts.get(lineId) ?? new Map()).set(cellName(key), count));
  return counts;
}

/** The cells of a sheet that have a detail, with how many lines. */
export async function sheetDetails(db: Db, campaign: string, unit: string): Promise<(PlacedCell & { readonly count: number })[]> {
  const { rows } = await sql<PlacedCell & { count: number }>`
    select * from (
      select distinct on (d.line_id, d.measure, d.target_year, d.month)
             d.line_id as "lineId", d.measure, d.target_year as "targetYear", d.month, d.line_count as count
        from sheet s join plan_line l on l.sheet_id = s.id join cell_detail d on d.line_id = l.id
       where s.campaign = ${campaign} and s.unit = ${unit}
       order by d.line_id, d.measure, d.target_year, d.month, d.revision desc) d where d.count > 0`.execute(db);
  return rows;
}

/** Adds what stands under a cell from this revision on, before the batch writes the cell itself; no line frees it. */
export async function insertDetail(
  db: Db,
  { batchId, revision }: { batchId: string; revision: bigint },
  cell: PlacedCell,
  lines: readonly DetailLine[],
): Promise<void> {
  const key = { line_id: cell.lineId, measure: cell.measure, target_year: cell.targetYear, month: cell.month, revision };
  await db
    .insertInto("cell_detail")
    .values({ ...key, batch_id: batchId, line_count: lines.length })
    .execute();
  if (lines.length === 0) return;
  const rows = lines.map((line, index) => ({
    ...{ ...key, ordinal: index + 1, label: line.label, quantity: line.quantity },
    ...{ unit_word: line.unitWord, unit_price: line.unitPrice, amount: detailAmount(line) },
    ...{ origin_kind: line.origin?.kind ?? null, origin_code: line.origin?.code ?? null },
  }));
  await db.insertInto("cell_detail_line").values(rows).execute();
}

/** A cell whose detail a batch wrote: what it had before, and who has written the cell or its detail since, when not the batch's author. */
export interface DetailToTakeBack extends PlacedCell {
  readonly before: readonly DetailLine[];
  readonly by: string | null;
}

export async function detailsToTakeBack(db: Db, batchId: string): Promise<DetailToTakeBack[]> {
  const { rows } = await sql<PlacedCell & { revision: bigint; by: string | null }>`
    select d.line_id as "lineId", d.measure, d.target_year as "targetYear", d.month, d.revision, o.name as by
      from cell_detail d
      join batch b on b.id = d.batch_id
      left join lateral (
        select u.name from (
          select q.batch_id, q.revision from plan_change q
           where q.line_id = d.line_id and q.measure = d.measure and q.target_year = d.target_year and q.month = d.month
          union all
          select q.batch_id, q.revision from cell_detail q
           where q.line_id = d.line_id and q.measure = d.measure and q.target_year = d.target_year and q.month = d.month) q
          join batch c on c.id = q.batch_id join app_user u on u.id = c.author
         where q.revision > d.revision and c.author <> b.author
         order by q.revision desc limit 1) o on true
     where d.batch_id = ${batchId}`.execute(db);
  const taken: DetailToTakeBack[] = [];
  for (const { revision, by, ...cell } of rows) taken.push({ ...cell, by, before: (await detailAt(db, cell, revision))?.lines ?? [] });
  return taken;
}

async function withLines(db: Db, heads: readonly Omit<CellDetail, "lines">[]): Promise<CellDetail[]> {
  if (heads.length === 0) return [];
  const { rows } = await sql<
    PlacedCell & { revision: bigint; originKind: DetailOrigin["kind"] | null; originCode: string | null } & DetailLine
  >`
    select i.line_id as "lineId", i.measure, i.target_year as "targetYear", i.month, i.revision, i.label, i.quantity,
           i.unit_word as "unitWord", i.unit_price as "unitPrice", i.origin_kind as "originKind", i.origin_code as "originCode"
      from ${placedKeys(heads)} join cell_detail_line i
        on i.line_id = k.line_id and i.measure = k.measure and i.target_year = k.target_year and i.month = k.month
     where i.revision = any(${heads.map(({ revision }) => revision.toString())}::text[]::bigint[])
     order by i.ordinal`.execute(db);
  const byCell = grouped(rows, (row) => `${row.lineId} ${cellName(row)} ${row.revision}`);
  return heads.map(({ lineId, measure, targetYear, month, revision }) => ({
    ...{ lineId, measure, targetYear, month, revision },
    lines: (byCell.get(`${lineId} ${cellName({ measure, targetYear, month })} ${revision}`) ?? []).map(
      ({ label, quantity, unitWord, unitPrice, originKind, originCode }) => ({
        ...{ label, quantity, unitWord, unitPrice },
        origin: originKind === null || originCode === null ? null : { kind: originKind, code: originCode },
      }),
    ),
  }));
}
