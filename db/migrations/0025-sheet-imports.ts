/** Files given to a unit's sheet: kept until they are applied, or forgotten after a week; an applied one stays, beside the batch that it wrote. */
export const sheetImports = [
  `create table sheet_import (
     id         uuid primary key,
     campaign   uuid not null references campaign,
     unit       text not null references unit,
     name       text not null check (name <> ''),
     sha256     bytea not null check (length(sha256) = 32),
     content    bytea not null,
     book       bytea not null,
     author     bigint not null references app_user,
     at         timestamptz not null default clock_timestamp(),
     batch_id   uuid references batch,
     applied_at timestamptz,
     applied_by bigint references app_user,
     check ((batch_id is null) = (applied_at is null) and (applied_at is null) = (applied_by is null))
   )`,
  `create index sheet_import_at on sheet_import (at) where batch_id is null`,
  `grant select, insert, update, delete on sheet_import to enveloppe_app`,
  `grant select on sheet_import to enveloppe_reader`,
];
