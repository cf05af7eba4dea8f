/**
 * The day itself of a payment that an extract brings in the complementary period (its books bear the last day of the exercise, as a payment's
 * `settled_on` beside `paid_on`), and who acknowledged the letter of a movement, unit by unit (decision 0145).
 */
export const lastPaymentsAndLetters = [
  `alter table chorus_item
     add column complementary_on date,
     add constraint item_paid_after_its_exercise check (complementary_on > settled_on)`,
  `create table movement_acknowledgement (
     movement_id uuid not null references movement,
     unit        text not null references unit,
     person      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     primary key (movement_id, unit)
   )`,
  `create trigger kept before update or delete on movement_acknowledgement for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on movement_acknowledgement for each statement execute function refuse_alteration()`,
  `grant select, insert on movement_acknowledgement to enveloppe_app`,
  `grant select on movement_acknowledgement to enveloppe_reader`,
];
