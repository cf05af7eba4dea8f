/**
 * Documents as they were issued (decision 0155): all that they say, under its SHA-256, with a number of its exercise. What is booked since
 * changes none of them; nothing takes one back, a newer one stands beside it.
 */
export const issuedReports = [
  `create table issued_report (
     id          uuid primary key,
     fiscal_year int not null references fiscal_year,
     number      int not null check (number > 0),
     kind        text not null check (kind in ('budget')),
     content     text not null check (content <> ''),
     sha256      bytea not null,
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     unique (fiscal_year, number),
     constraint digest_of_its_content check (sha256 = sha256(convert_to(content, 'UTF8')))
   )`,
  `create function issued_report_follows() returns trigger language plpgsql as $$
   begin
     if new.number <> (select coalesce(max(r.number), 0) + 1 from {schema}.issued_report r where r.fiscal_year = new.fiscal_year) then
       raise exception 'a document takes the number after the last' using errcode = '23514', constraint = 'issued_report_follows';
     end if;
     return new;
   end $$`,
  `revoke all on function issued_report_follows() from public`,
  `create trigger follows before insert on issued_report for each row execute function issued_report_follows()`,
  `create trigger kept before update or delete on issued_report for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on issued_report for each statement execute function refuse_alteration()`,
  `grant select, insert on issued_report to enveloppe_app`,
  `grant select on issued_report to enveloppe_reader`,
];
