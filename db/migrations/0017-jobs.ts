/**
 * Long work and large files. A job says how far it is, and who may look; its place in the queue is pg-boss's business
 * (`db/job-queue.ts`). A file of any size is kept in parts of at most one mebibyte, each compressed by itself.
 */
export const jobs = [
  `alter table job drop column progress`,
  `alter table job add column done bigint check (done >= 0)`,
  `alter table job add column total bigint check (total >= 0)`,
  `alter table job add column attempt int not null default 0`,
  `alter table job add column started_at timestamptz`,
  `alter table job add column heard_at timestamptz`,
  `alter table job add column cancel_asked_at timestamptz`,
  `alter table job add column refusal jsonb`,
  `alter table job add constraint job_ended check ((finished_at is not null) = (status in ('done', 'failed', 'cancelled')))`,
  `alter table job add constraint job_refused check (refusal is null or status = 'failed')`,
  `create index job_of_author on job (author, created_at desc)`,
  `create index job_unfinished on job (created_at) where finished_at is null`,

  `alter table file alter column content drop not null`,
  `alter table file add column size_bytes bigint check (size_bytes >= 0)`,
  `alter table file add constraint file_content check ((content is null) = (size_bytes is not null))`,
  `create table file_part (
     file_id    uuid not null references file deferrable initially deferred,
     ordinal    int not null check (ordinal >= 0),
     byte_count int not null check (byte_count > 0),
     content    bytea not null,
     primary key (file_id, ordinal)
   )`,
  `alter table file_part alter column content set storage external`,
  `create trigger kept before update or delete on file_part for each row execute function refuse_alteration()`,
  `create trigger kept_whole before truncate on file_part for each statement execute function refuse_alteration()`,
  `grant select, insert on file_part to enveloppe_app`,
  `grant select on file_part to enveloppe_reader`,
];
