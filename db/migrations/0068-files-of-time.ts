/** Files of people and files of time spent are given, seen, applied and undone in the same way (decision 0182). */
export const filesOfTime = [
  `alter table staff_file add column subject text not null default 'people' check (subject in ('people', 'time'))`,
  `alter table staff_file alter column subject drop default`,
  `create index staff_file_subject on staff_file (subject, at desc)`,
];
