const kinds = [
  ...["submitted", "returned", "recalled", "accepted", "mentioned", "replied", "reminded", "reopened", "sittingPlanned", "sittingSealed"],
  ...["delegated", "delegationWithdrawn", "notified", "acknowledged"],
];

/**
 * What came of an adopted scenario, once (decision 0126): its notification, a letter for each unit whose requests it decides, and who
 * acknowledged it. Letters hold no text: they are read from decisions and movements, which never change.
 */
export const notifications = [
  `create table notification (
     id          uuid primary key,
     scenario_id uuid not null unique references scenario,
     fiscal_year int not null references fiscal_year,
     movement_id uuid not null unique references movement,
     freeze_id   uuid unique references movement,
     notified_on date not null,
     reason      text not null check (btrim(reason) <> ''),
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp()
   )`,
  `create index notification_of_year on notification (fiscal_year, at)`,
  `create table notification_letter (
     notification_id uuid not null references notification,
     unit            text not null references unit,
     primary key (notification_id, unit)
   )`,
  `create table letter_acknowledgement (
     notification_id uuid not null,
     unit            text not null,
     person          bigint not null references app_user,
     at              timestamptz not null default clock_timestamp(),
     primary key (notification_id, unit),
     foreign key (notification_id, unit) references notification_letter
   )`,
  // What was notified before: the movement says when and by whom, its lines to which units.
  `insert into notification (id, scenario_id, fiscal_year, movement_id, freeze_id, notified_on, reason, author)
   select gen_random_uuid(), m.scenario_id, m.fiscal_year, m.id,
          (select f.id from movement f where f.scenario_id = m.scenario_id and f.kind = 'freeze' order by f.number limit 1),
          m.planned_on, m.reason, m.author
     from movement m join scenario s on s.id = m.scenario_id and s.event_id = m.event_id where m.kind = 'notification'`,
  `insert into notification_letter (notification_id, unit)
   select distinct n.id, l.unit from notification n
     cross join lateral (
       select case to_stage when 'notified' then to_unit else from_unit end as unit from movement_line where movement_id = n.movement_id) l`,

  `alter table inbox_notice drop constraint inbox_notice_kind_check`,
  `alter table inbox_notice add constraint inbox_notice_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(", ")}))`,

  ...["notification", "notification_letter", "letter_acknowledgement"].flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
    `grant select, insert on ${table} to enveloppe_app`,
    `grant select on ${table} to enveloppe_reader`,
  ]),
];
