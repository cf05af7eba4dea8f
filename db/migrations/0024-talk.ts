const notices = [
  // What a person is told: who did what, where it is, and the values of the sentence, which is worded when it is read. Only its reading moves.
  `create table inbox_notice (
     id        bigint generated always as identity primary key,
     recipient bigint not null references app_user,
     kind      text not null check (kind in
       ('submitted', 'returned', 'recalled', 'accepted', 'mentioned', 'replied', 'reminded', 'reopened')),
     unit      text references unit,
     campaign  uuid references campaign,
     address   text not null check (address ~ '^/[^/]'),
     detail    jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
     author    bigint not null references app_user,
     at        timestamptz not null default clock_timestamp(),
     read_at   timestamptz,
     constraint nobody_is_told_of_own_acts check (recipient <> author)
   )`,
  `create index inbox_notice_of_recipient on inbox_notice (recipient, id)`,
  `create index inbox_notice_unread on inbox_notice (recipient) where read_at is null`,
];

const comments = [
  // Anchored on a cell, a line, a request, or the sheet itself.
  `create table comment_thread (
     id          uuid primary key,
     sheet_id    uuid not null references sheet,
     request_id  uuid references request,
     line_id     uuid references plan_line,
     measure     text check (measure in ('AE', 'CP', 'ETPT', 'DAY')),
     target_year int,
     month       int check (month between 0 and 12),
     author      bigint not null references app_user,
     at          timestamptz not null default clock_timestamp(),
     resolved_at timestamptz,
     resolved_by bigint references app_user,
     check (num_nonnulls(request_id, line_id) <= 1),
     check (num_nonnulls(measure, target_year, month) in (0, 3)),
     check (measure is null or line_id is not null),
     check ((resolved_at is null) = (resolved_by is null))
   )`,
  `create index comment_thread_of_sheet on comment_thread (sheet_id, at)`,
  // A comment that its author takes away stays, marked; its words are kept for the audit and shown to nobody.
  `create table thread_comment (
     id         uuid primary key,
     thread_id  uuid not null references comment_thread,
     body       text not null check (btrim(body) <> '' and length(body) <= 4000),
     author     bigint not null references app_user,
     at         timestamptz not null default clock_timestamp(),
     edited_at  timestamptz,
     deleted_at timestamptz
   )`,
  `create index thread_comment_of_thread on thread_comment (thread_id, at)`,
  `create table comment_mention (
     comment_id uuid not null references thread_comment,
     person     bigint not null references app_user,
     primary key (comment_id, person)
   )`,
];

/** « Accepté »: the department has found a request complete; what follows is its instruction. */
const acceptance = [
  `alter table request drop constraint request_state_check`,
  `alter table request add constraint request_state_check check (state in
     ('draft', 'submitted', 'accepted', 'instructed', 'preArbitrated', 'conference', 'arbitrated', 'notified', 'allotted'))`,
];

const rights = [
  `grant select, insert on inbox_notice, comment_thread, thread_comment, comment_mention to enveloppe_app`,
  `grant update (read_at) on inbox_notice to enveloppe_app`,
  `grant update (resolved_at, resolved_by) on comment_thread to enveloppe_app`,
  `grant update (body, edited_at, deleted_at) on thread_comment to enveloppe_app`,
  `grant select on comment_thread, thread_comment, comment_mention to enveloppe_reader`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
];

/** People talk about a sheet where its figures are, and each is told what concerns them. */
export const talk = [...notices, ...comments, ...acceptance, ...rights];
