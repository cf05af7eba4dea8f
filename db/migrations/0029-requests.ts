/**
 * What a request says beyond its amounts (decisions 0091 and 0092): alternatives, deliverables, indicator, who manages and who benefits; the part of
 * the baseline that each line is; its files; quantities under its cells; when its commitments are paid. A detail and a schedule are sets that are
 * added, never changed: the latest stands, an empty one means none, and an undo finds the one before. Qualified names: a trigger runs under its
 * caller's search path.
 */
export const requests = [
  `alter table request add column alternatives text not null default ''`,
  `alter table request add column deliverables text not null default ''`,
  `alter table request add column indicator text not null default ''`,
  `alter table request add column managing_unit text references unit`,
  `alter table request add column benefiting_unit text references unit`,
  `update request r set managing_unit = s.unit, benefiting_unit = s.unit from sheet s where s.id = r.sheet_id`,
  `alter table request alter column managing_unit set not null`,
  `alter table request alter column benefiting_unit set not null`,
  // Ranks that were given twice until now follow one another; two ranks are exchanged by one statement.
  `update request r set rank = o.place
     from (select id, row_number() over (partition by sheet_id order by rank, number) as place from request where rank is not null) o
    where o.id = r.id`,
  `alter table request add constraint request_rank_once unique (sheet_id, rank) deferrable initially immediate`,

  `alter table plan_line add column component text
     constraint plan_line_component check (component in ('renewal', 'fullYearEffect', 'priceIndexation', 'endOfOneOffs'))`,
  `create function keep_components() returns trigger language plpgsql as $$
   begin
     if tg_table_name = 'request' then
       if new.kind <> 'baseline' and exists (select 1 from {schema}.plan_line l where l.request_id = new.id and l.component is not null) then
         raise exception 'a line of % is a part of the baseline', new.id using errcode = '23514', constraint = 'component_of_baseline';
       end if;
       return null;
     end if;
     if new.component is null then
       return null;
     end if;
     if not exists (select 1 from {schema}.request r where r.id = new.request_id and r.kind = 'baseline') then
       raise exception 'line % is no part of a baseline', new.id using errcode = '23514', constraint = 'component_of_baseline';
     end if;
     if new.component = 'endOfOneOffs' and exists (select 1 from {schema}.plan_cell c where c.line_id = new.id and c.amount > 0) then
       raise exception 'the end of one-offs of line % is above zero', new.id using errcode = '23514', constraint = 'one_offs_end';
     end if;
     return null;
   end $$`,
  `revoke all on function keep_components() from public`,
  `create constraint trigger component_of_baseline after insert or update of component, request_id on plan_line
     for each row execute function keep_components()`,
  // At the commit: a request changes its kind before its lines lose their component.
  `create constraint trigger component_of_baseline after update of kind on request deferrable initially deferred
     for each row execute function keep_components()`,

  `alter table attachment add column request_id uuid references request`,
  `alter table attachment drop constraint attachment_of_something`,
  `alter table attachment add constraint attachment_of_something check (num_nonnulls(draft_id, entry_id, request_id) > 0)`,
  `alter table attachment add constraint attachment_of_request_alone check (request_id is null or num_nonnulls(draft_id, entry_id) = 0)`,
  `create index attachment_of_request on attachment (request_id) where request_id is not null`,
  `create function keep_request_attachment() returns trigger language plpgsql as $$
   begin
     if new.request_id is distinct from old.request_id then
       raise exception 'an attachment is kept as it was added' using errcode = '42501';
     end if;
     if new.removed_at is not null and old.removed_at is null and new.request_id is not null and coalesce(new.removal_reason, '') = ''
        and exists (select 1 from {schema}.request_transition t where t.request_id = new.request_id and t.to_state = 'submitted' and t.at >= new.added_at) then
       raise exception 'what was handed in is removed with a reason' using errcode = '23514', constraint = 'attachment_removal_reason';
     end if;
     return new;
   end $$`,
  `revoke all on function keep_request_attachment() from public`,
  `create trigger kept_of_request before update on attachment for each row execute function keep_request_attachment()`,

  `alter table batch drop constraint batch_kind_check`,
  `alter table batch add constraint batch_kind_check
     check (kind in ('entry', 'paste', 'import', 'spread', 'template', 'detail', 'schedule', 'undo', 'redo'))`,

  `create table cell_detail (
     line_id     uuid not null references plan_line,
     measure     text not null check (measure in ('AE', 'CP')),
     target_year int not null,
     month       int not null check (month between 0 and 12),
     revision    bigint not null check (revision > 0),
     batch_id    uuid not null references batch deferrable initially deferred,
     line_count  int not null check (line_count between 0 and 200),
     primary key (line_id, measure, target_year, month, revision)
   )`,
  `create index cell_detail_batch on cell_detail (batch_id)`,
  `create table cell_detail_line (
     line_id     uuid not null,
     measure     text not null,
     target_year int not null,
     month       int not null,
     revision    bigint not null,
     ordinal     int not null check (ordinal > 0),
     label       text not null check (length(label) <= 200),
     quantity    bigint not null,
     unit_word   text not null check (length(unit_word) <= 40),
     unit_price  bigint not null,
     amount      amount not null,
     primary key (line_id, measure, target_year, month, revision, ordinal),
     foreign key (line_id, measure, target_year, month, revision) references cell_detail,
     -- Hundredths by ten-thousandths of a euro, to the cent, halves away from zero.
     constraint detail_amount check (amount = round(quantity::numeric * unit_price / 10000))
   )`,
  `create table payment_schedule (
     line_id    uuid not null references plan_line,
     revision   bigint not null check (revision > 0),
     batch_id   uuid not null references batch deferrable initially deferred,
     part_count int not null check (part_count >= 0),
     primary key (line_id, revision)
   )`,
  `create index payment_schedule_batch on payment_schedule (batch_id)`,
  `create table payment_schedule_part (
     line_id         uuid not null,
     revision        bigint not null,
     commitment_year int not null,
     payment_year    int not null check (payment_year between 2010 and 2060),
     amount          amount not null,
     primary key (line_id, revision, commitment_year, payment_year),
     foreign key (line_id, revision) references payment_schedule,
     constraint paid_once_committed check (commitment_year = 0 or payment_year >= commitment_year)
   )`,
  ...["cell_detail", "cell_detail_line", "payment_schedule", "payment_schedule_part"].flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
    `grant select on ${table} to enveloppe_app, enveloppe_reader`,
    `grant insert on ${table} to enveloppe_app`,
  ]),

  // A cell that has a detail holds its sum: looked at when the detail is written (at the commit, once its lines are there) and when the cell is.
  `create function keep_cell_rules() returns trigger language plpgsql as $$
   begin
     if tg_op <> 'DELETE' and exists (
       select 1 from touched c join {schema}.plan_line l on l.id = c.line_id where l.component = 'endOfOneOffs' and c.amount > 0) then
       raise exception 'the end of one-offs is above zero' using errcode = '23514', constraint = 'one_offs_end';
     end if;
     if exists (
       select 1 from touched c
         join lateral (select d.* from {schema}.cell_detail d
                        where d.line_id = c.line_id and d.measure = c.measure and d.target_year = c.target_year and d.month = c.month
                        order by d.revision desc limit 1) d on d.line_count > 0
         left join {schema}.plan_cell p on p.line_id = c.line_id and p.measure = c.measure and p.target_year = c.target_year and p.month = c.month
        where p.amount is distinct from (
          select sum(i.amount) from {schema}.cell_detail_line i
           where i.line_id = d.line_id and i.measure = d.measure and i.target_year = d.target_year and i.month = d.month
             and i.revision = d.revision)) then
       raise exception 'a cell is not the sum of its detail' using errcode = '23514', constraint = 'cell_is_its_detail';
     end if;
     return null;
   end $$`,
  `revoke all on function keep_cell_rules() from public`,
  ...[
    ["insert", "new"],
    ["update", "new"],
    ["delete", "old"],
  ].map(
    ([event, side]) => `create trigger cell_rules_${event} after ${event} on plan_cell referencing ${side} table as touched
       for each statement execute function keep_cell_rules()`,
  ),
  `create function keep_detail() returns trigger language plpgsql as $$
   begin
     if exists (
       select 1 from {schema}.cell_detail d
        where d.line_id = new.line_id and d.measure = new.measure and d.target_year = new.target_year and d.month = new.month
          and d.revision > new.revision) then
       return null;
     end if;
     if new.line_count <> (select count(*) from {schema}.cell_detail_line i
          where i.line_id = new.line_id and i.measure = new.measure and i.target_year = new.target_year and i.month = new.month
            and i.revision = new.revision)
        or (new.line_count > 0 and (select p.amount from {schema}.plan_cell p
          where p.line_id = new.line_id and p.measure = new.measure and p.target_year = new.target_year and p.month = new.month)
          is distinct from (select sum(i.amount) from {schema}.cell_detail_line i
          where i.line_id = new.line_id and i.measure = new.measure and i.target_year = new.target_year and i.month = new.month
            and i.revision = new.revision)) then
       raise exception 'a cell is not the sum of its detail' using errcode = '23514', constraint = 'cell_is_its_detail';
     end if;
     return null;
   end $$`,
  `revoke all on function keep_detail() from public`,
  `create constraint trigger cell_is_its_detail after insert on cell_detail deferrable initially deferred
     for each row execute function keep_detail()`,
];
