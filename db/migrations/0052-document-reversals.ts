/**
 * A monthly fact, a title of revenue or an act on one that was taken back (decision 0144): who, when, why, and the event that holds the opposite
 * entries. Once for each document, and for ever: what was recorded by mistake is recorded anew.
 */
export const documentReversals = [
  `create table document_reversal (
     document    text not null check (document in ('monthlyFact', 'revenue', 'revenueAct')),
     document_id uuid not null,
     event_id    uuid not null unique,
     reason      text not null check (btrim(reason) <> ''),
     movement_id uuid references movement,
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     primary key (document, document_id),
     constraint reversed_credits_of_cash check (movement_id is null or document = 'revenueAct')
   )`,
  `grant select, insert on document_reversal to enveloppe_app`,
  `grant select on document_reversal to enveloppe_reader`,
];
