/**
 * What each request asks for, kept beside its cells (decision 0128): the totals of a sheet (migration 0032) by request. A sheet's are their sum, and
 * are read as before. Lines outside any request count under none.
 */
const place = "sheet_id, request_id, spending_class, measure, target_year";
const guarded = ["request_total", "sheet_filling"];

/** What a statement moved, cell by cell: `added` and `removed` are the rows after and before it. */
const moved = {
  insert: "select line_id, measure, target_year, amount, 1 as cells from added",
  update: `select line_id, measure, target_year, amount, 1 as cells from added
           union all select line_id, measure, target_year, -amount, -1 from removed`,
  delete: "select line_id, measure, target_year, -amount as amount, -1 as cells from removed",
};

/** A nature without a class (the programme) takes no request; what would be there all the same counts outside personnel. */
const classOf = (nature: string) => `coalesce(${nature}.spending_class, 'nonPersonnel')`;

const countedCells = `
  select l.sheet_id, l.request_id, ${classOf("n")} as spending_class, c.measure, c.target_year, sum(c.amount)::bigint as amount, count(*)::int as cells
    from plan_cell c join plan_line l on l.id = c.line_id join nature n on n.code = l.nature group by 1, 2, 3, 4, 5`;
const countedLines = `
  select l.sheet_id, ${classOf("n")} as spending_class, c.target_year, count(distinct c.line_id)::int as lines
    from plan_cell c join plan_line l on l.id = c.line_id join nature n on n.code = l.nature group by 1, 2, 3`;
const keptAndCounted = `
  select ${place}, amount, cells, 0 as was, 0 as had from (${countedCells}) counted
  union all select ${place}, 0, 0, amount, cells from request_total`;

/** A request's total is at the same place as another row; two absent requests are the same. */
const samePlace = (left: string, right: string) =>
  `${left}.sheet_id = ${right}.sheet_id and ${left}.spending_class = ${right}.spending_class and ${left}.measure = ${right}.measure
   and ${left}.target_year = ${right}.target_year and ${left}.request_id is not distinct from ${right}.request_id`;

/** Adds `delta (place, amount, cells)` and `filling (sheet_id, spending_class, target_year, lines)`. */
const added = `
  changed as (
    update {schema}.request_total t set amount = t.amount + d.amount, cells = t.cells + d.cells from delta d
     where ${samePlace("t", "d")}
    returning t.sheet_id, t.request_id, t.spending_class, t.measure, t.target_year),
  refilled as (
    update {schema}.sheet_filling t set lines = t.lines + f.lines from filling f
     where t.sheet_id = f.sheet_id and t.spending_class = f.spending_class and t.target_year = f.target_year
    returning t.sheet_id, t.spending_class, t.target_year),
  filled as (
    insert into {schema}.sheet_filling (sheet_id, spending_class, target_year, lines)
    select sheet_id, spending_class, target_year, lines from filling
     where (sheet_id, spending_class, target_year) not in (select * from refilled))
  insert into {schema}.request_total (${place}, amount, cells)
  select ${place}, amount, cells from delta d where not exists (select from changed c where ${samePlace("c", "d")})`;

const functionOf = (verb: keyof typeof moved) => `
  create or replace function total_cells_on_${verb}() returns trigger language plpgsql security definer set search_path to {schema}, pg_temp as $$
  begin
    with own as materialized (
      select line_id, measure, target_year, sum(amount)::bigint as amount, sum(cells)::int as cells from (${moved[verb]}) m group by 1, 2, 3),
    placed as materialized (
      select l.sheet_id, l.request_id, ${classOf("n")} as spending_class, o.*
        from own o join {schema}.plan_line l on l.id = o.line_id join {schema}.nature n on n.code = l.nature),
    delta as materialized (
      select ${place}, sum(amount)::bigint as amount, sum(cells)::int as cells from placed group by 1, 2, 3, 4, 5),
    line as materialized (
      select sheet_id, spending_class, line_id, target_year, sum(cells)::int as cells from placed group by 1, 2, 3, 4 having sum(cells) <> 0),
    counted as materialized (
      select k.*, (select count(*)::int from {schema}.plan_cell c where c.line_id = k.line_id and c.target_year = k.target_year) as now from line k),
    filling as materialized (
      select sheet_id, spending_class, target_year, sum((now > 0)::int - (now - cells > 0)::int)::int as lines
        from counted group by 1, 2, 3),
    ${added};
    return null;
  end $$`;

export const requestTotals = [
  `create table request_total (
     sheet_id       uuid not null references sheet,
     request_id     uuid references request,
     spending_class text not null check (spending_class in ('personnel', 'nonPersonnel')),
     measure        text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year    int not null,
     amount         bigint not null,
     cells          int not null check (cells >= 0),
     constraint request_total_place unique nulls not distinct (sheet_id, spending_class, measure, target_year, request_id),
     constraint nothing_without_cells check (cells > 0 or amount = 0)
   ) with (fillfactor = 50)`,
  `insert into request_total (${place}, amount, cells) ${countedCells}`,
  "drop table sheet_total",
  `create view sheet_total as
   select sheet_id, spending_class, measure, target_year, sum(amount)::bigint as amount, sum(cells)::int as cells from request_total group by 1, 2, 3, 4`,

  ...(["insert", "update", "delete"] as const).map(functionOf),
  // A line that changes of nature may change of class, and takes what it asks for with it; one that changes of request does too.
  `create or replace function total_line() returns trigger language plpgsql security definer set search_path to {schema}, pg_temp as $$
   begin
     with place as materialized (
       select p.sheet_id, p.request_id, ${classOf("n")} as spending_class, p.sign
         from (values (old.sheet_id, old.request_id, old.nature, -1), (new.sheet_id, new.request_id, new.nature, 1))
                as p (sheet_id, request_id, nature, sign)
         join {schema}.nature n on n.code = p.nature),
     own as materialized (
       select measure, target_year, sum(amount)::bigint as amount, count(*)::int as cells from {schema}.plan_cell where line_id = new.id group by 1, 2),
     delta as materialized (
       select ${place}, sum(p.sign * o.amount)::bigint as amount, sum(p.sign * o.cells)::int as cells
         from place p cross join own o group by 1, 2, 3, 4, 5),
     filling as materialized (
       select p.sheet_id, p.spending_class, y.target_year, sum(p.sign)::int as lines
         from place p cross join (select distinct target_year from own) y group by 1, 2, 3),
     ${added};
     return null;
   end $$`,
  "drop trigger totalled_on_move on plan_line",
  `create trigger totalled_on_move after update of nature, sheet_id, request_id on plan_line for each row
     when ((old.nature, old.sheet_id, old.request_id) is distinct from (new.nature, new.sheet_id, new.request_id)) execute function total_line()`,

  `create trigger kept before insert or update or delete on request_total for each statement execute function refuse_totals_by_hand()`,
  `create trigger kept_whole before truncate on request_total for each statement execute function refuse_totals_by_hand()`,

  // For the command that writes drifted balances anew: what each total was and became. Nothing is deleted: what has no cell any more is zero.
  `create or replace function rebuild_sheet_totals() returns setof text language plpgsql security definer set search_path to {schema}, pg_temp as $$
   begin
     lock table plan_line, plan_cell, request_total, sheet_filling in share row exclusive mode;
     ${guarded.map((table) => `alter table ${table} disable trigger kept;`).join(" ")}
     return query
       with drifted as materialized (
         select ${place}, sum(amount)::bigint as amount, sum(cells)::int as cells, sum(was)::bigint as was, sum(had)::int as had
           from (${keptAndCounted}) both_sides group by 1, 2, 3, 4, 5 having (sum(amount), sum(cells)) <> (sum(was), sum(had))),
       written as (
         insert into request_total as t (${place}, amount, cells) select ${place}, amount, cells from drifted
         on conflict on constraint request_total_place do update set amount = excluded.amount, cells = excluded.cells)
       select concat_ws(' · ', ${place}, format('%s/%s → %s/%s', was, had, amount, cells)) from drifted order by 1;
     return query
       with drifted as materialized (
         select sheet_id, spending_class, target_year, sum(lines)::int as lines, sum(was)::int as was
           from (select sheet_id, spending_class, target_year, lines, 0 as was from (${countedLines}) counted
                 union all select sheet_id, spending_class, target_year, 0, lines from sheet_filling) both_sides
          group by 1, 2, 3 having sum(lines) <> sum(was)),
       written as (
         insert into sheet_filling as t (sheet_id, spending_class, target_year, lines)
         select sheet_id, spending_class, target_year, lines from drifted
         on conflict (sheet_id, spending_class, target_year) do update set lines = excluded.lines)
       select concat_ws(' · ', sheet_id, spending_class, target_year, format('%s → %s', was, lines)) from drifted order by 1;
     ${guarded.map((table) => `alter table ${table} enable trigger kept;`).join(" ")}
   end $$`,

  `grant select on request_total, sheet_total to enveloppe_app, enveloppe_reader`,
];
