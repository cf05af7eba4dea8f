/**
 * « Séance »: a meeting that decides requests in a scenario, and its sealed minutes (decision 0124). Once sealed, nothing of it changes any more, and the
 * decisions taken in it stand: a correction is a new decision that cites the old one. Minutes are numbered without gap in their campaign; the
 * hash of each is of its text, which holds the hash of those before.
 */
const raised = (rule: string, message: string) => `raise exception '${message}' using errcode = '23514', constraint = '${rule}'`;

const tables = [
  `create table sitting (
     id            uuid primary key,
     campaign      uuid not null references campaign,
     scenario_id   uuid not null references scenario,
     compared_with uuid references scenario,
     number        int not null check (number > 0),
     title         text not null check (btrim(title) <> ''),
     planned_on    date not null,
     planned_at    text not null check (planned_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
     place         text not null default '',
     guests        text not null default '',
     chair         bigint not null references app_user,
     state         text not null default 'planned' check (state in ('planned', 'running', 'sealed')),
     opened_at     timestamptz,
     sealed_at     timestamptz,
     opening       jsonb check (jsonb_typeof(opening) = 'array'),
     shown_request uuid references request,
     revision      bigint not null default 1,
     author        bigint not null references app_user,
     created_at    timestamptz not null default clock_timestamp(),
     unique (campaign, number),
     unique (id, campaign),
     constraint opened_when_running check ((opened_at is not null) = (state <> 'planned') and (opening is not null) = (state <> 'planned')),
     constraint ended_when_sealed check ((sealed_at is not null) = (state = 'sealed')),
     constraint compared_with_another check (compared_with <> scenario_id)
   )`,
  `create unique index sitting_running_once on sitting (campaign) where state = 'running'`,
  // A point of the agenda: all that a unit asks, or one of its requests. What it took is added up each time that it leaves the screen.
  `create table sitting_item (
     id              uuid primary key,
     sitting_id      uuid not null references sitting,
     position        int not null check (position > 0),
     unit            text not null references unit,
     request_id      uuid references request,
     planned_minutes int not null check (planned_minutes between 1 and 480),
     used_seconds    int not null default 0 check (used_seconds >= 0),
     state           text not null default 'waiting' check (state in ('waiting', 'open', 'done')),
     shown_at        timestamptz,
     unique (sitting_id, position) deferrable initially deferred,
     constraint shown_while_open check ((shown_at is not null) = (state = 'open'))
   )`,
  `create unique index sitting_item_open_once on sitting_item (sitting_id) where state = 'open'`,
  `create unique index sitting_item_of_unit on sitting_item (sitting_id, unit) where request_id is null`,
  `create unique index sitting_item_of_request on sitting_item (sitting_id, request_id) where request_id is not null`,
  `create table sitting_participant (
     sitting_id uuid not null references sitting,
     person     bigint not null references app_user,
     role       text not null check (role in ('secretary', 'participant')),
     is_present boolean,
     primary key (sitting_id, person)
   )`,
  `create table sitting_minutes (
     sitting_id      uuid primary key,
     campaign        uuid not null,
     number          int not null check (number > 0),
     document        text not null,
     hash            bytea not null check (length(hash) = 32),
     previous_number int,
     previous_hash   bytea,
     sealed_by       bigint not null references app_user,
     sealed_at       timestamptz not null,
     pdf_file        uuid not null references file deferrable initially deferred,
     docx_file       uuid not null references file deferrable initially deferred,
     xlsx_file       uuid not null references file deferrable initially deferred,
     unique (campaign, number),
     unique (campaign, number, hash),
     foreign key (sitting_id, campaign) references sitting (id, campaign),
     constraint minutes_follow_on foreign key (campaign, previous_number, previous_hash) references sitting_minutes (campaign, number, hash),
     constraint minutes_without_gap check (
       case when number = 1 then previous_number is null and previous_hash is null
            else previous_number is not distinct from number - 1 and previous_hash is not null end),
     constraint hash_is_of_document check (hash = sha256(convert_to(document, 'UTF8'))),
     constraint document_cites_previous check (document::jsonb ->> 'previousHash' is not distinct from encode(previous_hash, 'hex'))
   )`,
  `alter table decision add column sitting_id uuid references sitting`,
  // Who wrote down what the chair decided; the author of a request has no hand in its decision, be it only to write it down.
  `alter table decision add column recorded_by bigint references app_user`,
  `alter table decision add constraint recorded_in_a_sitting check (recorded_by is null or sitting_id is not null)`,
  `alter table decision add constraint author_never_records check (recorded_by <> requested_by)`,
  `create index decision_of_sitting on decision (sitting_id) where sitting_id is not null`,
];

const witnesses = [
  // The lock on the sitting makes whoever decides and whoever seals wait for each other.
  `create function check_decision_in_sitting() returns trigger language plpgsql set search_path to {schema}, pg_temp as $$
   declare own record;
   begin
     select s.state, s.scenario_id, s.chair into own from {schema}.sitting s where s.id = new.sitting_id for share;
     if own.state is distinct from 'running' then ${raised("decided_in_open_sitting", "a decision is taken in a sitting that is open")}; end if;
     if own.scenario_id <> new.scenario_id then ${raised("decided_in_scenario_of_sitting", "a sitting decides in one scenario")}; end if;
     if own.chair <> new.decided_by then ${raised("decided_by_chair", "in a sitting the chair decides")}; end if;
     if not exists (select from {schema}.sitting_item i join {schema}.request r on r.id = new.request_id join {schema}.sheet h on h.id = r.sheet_id
                     where i.sitting_id = new.sitting_id and (i.request_id = r.id or (i.request_id is null and i.unit = h.unit))) then
       ${raised("decided_on_agenda", "a sitting decides what is on its agenda")};
     end if;
     return new;
   end $$`,
  `create trigger decided_in_sitting before insert on decision for each row when (new.sitting_id is not null)
     execute function check_decision_in_sitting()`,

  // A decision taken back is a row that follows the one in force (decision 0118): one of sealed minutes is corrected by another, never taken back.
  `create function check_taking_back() returns trigger language plpgsql set search_path to {schema}, pg_temp as $$
   begin
     if exists (select from {schema}.decision o join {schema}.decision e on e.id = coalesce(o.restores, o.id)
                  join {schema}.sitting_minutes m on m.sitting_id = e.sitting_id where o.id = new.replaces) then
       ${raised("decision_sealed", "a decision of sealed minutes is not taken back")};
     end if;
     return new;
   end $$`,
  `create trigger sealed_stands before insert on decision for each row when (new.verb = 'takeBack') execute function check_taking_back()`,

  `create function check_sitting_moves() returns trigger language plpgsql as $$
   begin
     if old.state = 'sealed' then ${raised("sitting_sealed", "a sealed sitting does not change")}; end if;
     if new.id <> old.id or new.campaign <> old.campaign or new.number <> old.number
        or (old.state = 'running' and (new.state = 'planned' or new.scenario_id <> old.scenario_id or new.chair <> old.chair
            or new.opening is distinct from old.opening or new.opened_at is distinct from old.opened_at))
        or (old.state = 'planned' and new.state = 'sealed') then
       ${raised("sitting_goes_on", "a sitting is planned, then open, then sealed")};
     end if;
     return new;
   end $$`,
  `create trigger goes_on before update on sitting for each row execute function check_sitting_moves()`,
  `create function check_sitting_part() returns trigger language plpgsql set search_path to {schema}, pg_temp as $$
   declare own uuid := case when tg_op = 'DELETE' then old.sitting_id else new.sitting_id end;
   begin
     if exists (select from {schema}.sitting s where s.id = own and s.state = 'sealed') then
       ${raised("sitting_sealed", "a sealed sitting does not change")};
     end if;
     return case when tg_op = 'DELETE' then old else new end;
   end $$`,
  ...["sitting_item", "sitting_participant"].map(
    (table) => `create trigger stays before insert or update or delete on ${table} for each row execute function check_sitting_part()`,
  ),
  ...["sitting", "sitting_item", "sitting_participant"].map(
    (table) => `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ),
  `create trigger kept before delete on sitting for each row execute function refuse_alteration()`,
  `create trigger kept before update or delete on sitting_minutes for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on sitting_minutes for each statement execute function refuse_alteration()`,

  // Sealed and minuted are one: looked at when the transaction ends.
  `create function check_sitting_minuted() returns trigger language plpgsql set search_path to {schema}, pg_temp as $$
   declare own uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
   begin
     if (exists (select from {schema}.sitting s where s.id = own and s.state = 'sealed'))
        <> (exists (select from {schema}.sitting_minutes m where m.sitting_id = own)) then
       ${raised("sealed_with_minutes", "a sitting is sealed by its minutes")};
     end if;
     return null;
   end $$`,
  `create constraint trigger minuted after insert or update of state on sitting deferrable initially deferred
     for each row execute function check_sitting_minuted('id')`,
  `create constraint trigger minuted after insert on sitting_minutes deferrable initially deferred
     for each row execute function check_sitting_minuted('sitting_id')`,
  `revoke all on function check_decision_in_sitting(), check_taking_back(), check_sitting_moves(), check_sitting_part(), check_sitting_minuted() from public`,
];

export const sittings = [
  ...tables,
  ...witnesses,
  `alter table file drop constraint file_purpose_check`,
  `alter table file add constraint file_purpose_check check (purpose in ('ledgerImport', 'ledgerExport', 'attachment', 'sittingMinutes'))`,
  `alter table inbox_notice drop constraint inbox_notice_kind_check`,
  `alter table inbox_notice add constraint inbox_notice_kind_check check (kind in
     ('submitted', 'returned', 'recalled', 'accepted', 'mentioned', 'replied', 'reminded', 'reopened', 'sittingPlanned', 'sittingSealed', 'delegated', 'delegationWithdrawn'))`,
  `grant select on sitting, sitting_item, sitting_participant, sitting_minutes to enveloppe_app, enveloppe_reader`,
  `grant insert on sitting, sitting_item, sitting_participant, sitting_minutes to enveloppe_app`,
  `grant update on sitting, sitting_item, sitting_participant to enveloppe_app`,
  `grant delete on sitting_item, sitting_participant to enveloppe_app`,
];
