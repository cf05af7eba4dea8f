/**
 * Who may decide what: a table of rules by phase and amount, each version kept with its author and the day from which it holds. Who decides for
 * whom, and until when: a delegation is given by a person, ends by itself, and may be withdrawn; nothing else of it moves.
 */
const records = ["decision_table", "decision_rule"];

export const authority = [
  `create table decision_table (
     id         bigint generated always as identity primary key,
     valid_from date not null,
     reason     text not null check (btrim(reason) <> ''),
     author     bigint not null references app_user,
     at         timestamptz not null default clock_timestamp()
   )`,
  `create table decision_rule (
     table_id       bigint not null references decision_table,
     ordinal        int not null check (ordinal > 0),
     phase          text not null check (phase in ('preArbitration', 'conference', 'correction')),
     spending_class text check (spending_class in ('personnel', 'nonPersonnel')),
     up_to          amount check (up_to > 0),
     role           text check (role in
       ('agent', 'unitHead', 'programmeStaff', 'arbitrator', 'accountant', 'chiefAccountant', 'budgetController', 'auditor', 'administrator')),
     whole          boolean not null default false,
     person         bigint references app_user,
     primary key (table_id, ordinal),
     constraint rule_names_one check (num_nonnulls(role, person) = 1),
     constraint rule_whole_of_a_role check (role is not null or not whole),
     constraint rule_limit_once unique nulls not distinct (table_id, phase, spending_class, up_to)
   )`,

  `create table delegation (
     id           uuid primary key,
     delegator    bigint not null references app_user,
     delegate     bigint not null references app_user,
     capability   text not null check (capability in ('arbitration.decide', 'allotment.approve')),
     unit         text not null references unit,
     valid        daterange not null,
     reason       text not null check (btrim(reason) <> ''),
     given_at     timestamptz not null default clock_timestamp(),
     withdrawn_at timestamptz,
     withdrawn_by bigint references app_user,
     constraint nobody_delegates_to_oneself check (delegator <> delegate),
     constraint delegation_has_two_days check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
     constraint delegation_withdrawn_by_somebody check ((withdrawn_at is null) = (withdrawn_by is null)),
     constraint delegation_once exclude using gist
       (delegator with =, delegate with =, capability with =, unit with =, valid with &&) where (withdrawn_at is null),
     unique (id, delegator, delegate)
   )`,
  `create index delegation_of_delegate on delegation (delegate) where withdrawn_at is null`,
  `create index delegation_of_delegator on delegation (delegator)`,
  // Given once, withdrawn once: whom it is from and to, what it is about and its days never move.
  `create function refuse_delegation_change() returns trigger language plpgsql as $$
   begin
     if old.withdrawn_at is not null or (new.id, new.delegator, new.delegate, new.capability, new.unit, new.valid, new.reason, new.given_at)
        is distinct from (old.id, old.delegator, old.delegate, old.capability, old.unit, old.valid, old.reason, old.given_at) then
       raise exception 'a delegation is withdrawn, and nothing else' using errcode = '42501';
     end if;
     return new;
   end $$`,
  `create trigger delegation_kept before update on delegation for each row execute function refuse_delegation_change()`,
  `revoke all on function refuse_delegation_change() from public`,

  // « Par délégation de … »: for somebody else than the author of the request, under a delegation from them to the decider.
  `alter table decision
     add column on_behalf_of bigint references app_user,
     add column delegation_id uuid,
     add constraint decision_under_a_delegation check ((on_behalf_of is null) = (delegation_id is null)),
     add constraint decision_delegation foreign key (delegation_id, on_behalf_of, decided_by) references delegation (id, delegator, delegate),
     add constraint author_never_decides_through_another check (on_behalf_of <> requested_by)`,

  `alter table inbox_notice drop constraint inbox_notice_kind_check`,
  `alter table inbox_notice add constraint inbox_notice_kind_check check (kind in
     ('submitted', 'returned', 'recalled', 'accepted', 'mentioned', 'replied', 'reminded', 'reopened', 'sittingPlanned', 'sittingSealed', 'delegated',
      'delegationWithdrawn'))`,

  ...records.flatMap((table) => [
    `create trigger kept before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_alteration()`,
  ]),
  `grant select on decision_table, decision_rule, delegation to enveloppe_app, enveloppe_reader`,
  `grant insert on decision_table, decision_rule, delegation to enveloppe_app`,
  `grant update (withdrawn_at, withdrawn_by) on delegation to enveloppe_app`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
];
