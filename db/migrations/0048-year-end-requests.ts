/**
 * A payment request that its exercise left unpaid takes the CP of a later one (decision 0139); undone, it waits again. What is paid in the
 * complementary period bears the last day of its exercise, and keeps the day of the payment itself. Lines are read by their documents.
 */
export const yearEndRequests = [
  `create table request_taking (
     id                 bigint generated always as identity primary key,
     payment_request_id uuid not null references payment_request,
     fiscal_year        int not null references fiscal_year,
     taken_on           date not null,
     event_id           uuid not null,
     author             bigint not null references app_user,
     at                 timestamptz not null default clock_timestamp(),
     undone_event_id    uuid,
     undone_by          bigint references app_user,
     undone_at          timestamptz,
     constraint request_taking_undone_whole check
       ((undone_event_id is null) = (undone_at is null) and (undone_by is null) = (undone_at is null))
   )`,
  // Once in an exercise, until it is undone.
  `create unique index request_taken_once on request_taking (payment_request_id, fiscal_year) where undone_at is null`,
  `create function keep_request_taking() returns trigger language plpgsql as $$
   begin
     if old.undone_at is not null
        or (new.id, new.payment_request_id, new.fiscal_year, new.taken_on, new.event_id, new.author, new.at)
           is distinct from (old.id, old.payment_request_id, old.fiscal_year, old.taken_on, old.event_id, old.author, old.at) then
       raise exception 'a request that was taken again is undone, and nothing else' using errcode = '42501';
     end if;
     return new;
   end $$`,
  `revoke all on function keep_request_taking() from public`,
  `create trigger kept before update on request_taking for each row execute function keep_request_taking()`,
  `create trigger kept_there before delete on request_taking for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on request_taking for each statement execute function refuse_alteration()`,
  `grant select, insert on request_taking to enveloppe_app`,
  `grant update (undone_event_id, undone_by, undone_at) on request_taking to enveloppe_app`,
  `grant select on request_taking to enveloppe_reader`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,

  `alter table payment add column settled_on date`,
  `alter table payment add constraint payment_settled_after check (settled_on > paid_on)`,

  `create index certified_service_line on certified_service (commitment_id, line)`,
  `create index payment_request_line on payment_request (commitment_id, line)`,
];
