/** The only schema shared by all organisations: where each one lives, and how far its schema has come. */
export const catalogue = [
  `create schema if not exists catalogue`,
  `create table if not exists catalogue.organisation (
     slug        text primary key check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
     number      int not null unique check (number > 0),
     schema_name text not null unique check (schema_name ~ '^[a-z][a-z0-9_]{0,62}$'),
     name        text not null check (name <> ''),
     siren       text not null check (siren ~ '^[0-9]{9}$'),
     created_at  timestamptz not null default now()
   )`,
  `create table if not exists catalogue.migration (
     schema_name text not null,
     name        text not null,
     applied_at  timestamptz not null default now(),
     primary key (schema_name, name)
   )`,
  `grant usage on schema catalogue to enveloppe_app, enveloppe_reader`,
  `grant select on all tables in schema catalogue to enveloppe_app, enveloppe_reader`,
];
