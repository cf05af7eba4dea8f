/**
 * The life of a campaign: its calendar, its guidance, who may write late, and the log of what happened to it. What was decided is never altered:
 * a guidance or a late window that no longer holds is followed by the one that replaces it.
 */
const records = ["guidance", "late_window", "campaign_event"];

export const campaigns = [
  `create table guidance (
     id       uuid primary key,
     campaign uuid not null references campaign,
     unit     text references unit,
     nature   text references nature,
     measure  text not null check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     kind     text not null check (kind in ('rate', 'change', 'amount')),
     value    amount,
     note     text not null default '',
     author   bigint not null references app_user,
     set_at   timestamptz not null default clock_timestamp(),
     replaces uuid unique references guidance,
     constraint amount_names_its_unit check (kind = 'rate' or unit is not null),
     constraint rate_within_bounds check (kind <> 'rate' or value between -10000 and 100000),
     constraint amount_not_negative check (kind <> 'amount' or value >= 0)
   )`,
  // One thread of rules for each place: a rule is new, or takes the place of the one in force.
  `create unique index guidance_first on guidance (campaign, coalesce(unit, ''), coalesce(nature, ''), measure) where replaces is null`,

  `create table campaign_step (
     campaign  uuid not null references campaign,
     step      text not null check (step in ('writing', 'submission', 'review', 'arbitration')),
     opens_on  date not null,
     closes_on date not null,
     primary key (campaign, step),
     constraint step_in_order check (closes_on >= opens_on)
   )`,

  `create table late_window (
     id         uuid primary key,
     campaign   uuid not null references campaign,
     unit       text references unit,
     until      date not null,
     writers    text not null check (writers in ('everyone', 'heads')),
     reason     text not null check (btrim(reason) <> ''),
     author     bigint not null references app_user,
     granted_at timestamptz not null default clock_timestamp()
   )`,
  `create index late_window_campaign on late_window (campaign, unit, granted_at)`,

  `create table campaign_event (
     id         bigint generated always as identity primary key,
     campaign   uuid not null references campaign,
     unit       text references unit,
     kind       text not null check (kind in
       ('created', 'state', 'calendar', 'guidance', 'lateWindow', 'reopening', 'reminder', 'freeze', 'start')),
     from_state text check (from_state in ('draft', 'open', 'arbitration', 'closed')),
     to_state   text check (to_state in ('draft', 'open', 'arbitration', 'closed')),
     reason     text not null default '',
     detail     jsonb not null default '{}',
     actor      bigint not null references app_user,
     at         timestamptz not null default clock_timestamp(),
     constraint moves_have_states check ((kind = 'state') = (from_state is not null) and (kind in ('created', 'state')) = (to_state is not null)),
     constraint reopening_says_why check (kind <> 'reopening' or btrim(reason) <> '')
   )`,
  `create index campaign_event_campaign on campaign_event (campaign, id)`,
  `create index campaign_event_unit on campaign_event (campaign, kind, unit, at)`,

  // A name means one freeze of a campaign, be it of one sheet or of all.
  `alter table version add column note text not null default ''`,
  `alter table version add constraint version_name_once exclude using gist (campaign with =, lower(name) with =, id with <>)`,

  // Second belt: the commands move a campaign by `app/domain/campaign/campaign-state.ts`, and log it; whatever else does is refused here.
  `create function refuse_campaign_move() returns trigger language plpgsql as $$
   begin
     if not (old.state, new.state) in (('draft', 'open'), ('open', 'arbitration'), ('open', 'closed'), ('arbitration', 'closed'),
                                       ('arbitration', 'open'), ('closed', 'open')) then
       raise exception 'a campaign does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'campaign_moves';
     end if;
     return new;
   end $$`,
  `create trigger campaign_moves before update of state on campaign for each row
     when (old.state is distinct from new.state) execute function refuse_campaign_move()`,
  `create function refuse_unlogged_campaign_move() returns trigger language plpgsql as $$
   begin
     if not exists (select from {schema}.campaign_event e
                     where e.campaign = new.id and e.from_state = old.state and e.to_state = new.state and e.at >= transaction_timestamp()) then
       raise exception 'the move of campaign % from % to % is not logged', new.id, old.state, new.state
         using errcode = '23514', constraint = 'campaign_move_logged';
     end if;
     return null;
   end $$`,
  `create constraint trigger campaign_move_logged after update of state on campaign deferrable initially deferred for each row
     when (old.state is distinct from new.state) execute function refuse_unlogged_campaign_move()`,
  `revoke all on function refuse_campaign_move(), refuse_unlogged_campaign_move() from public`,

  ...records.flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ]),
  `grant select on guidance, campaign_step, late_window, campaign_event to enveloppe_app, enveloppe_reader`,
  `grant insert on guidance, campaign_step, late_window, campaign_event to enveloppe_app`,
  `grant update on campaign_step to enveloppe_app`,
];
