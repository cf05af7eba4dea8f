/** Documents of several parts are issued as the table of the programme is (decision 0160); a unit's sheet says of which unit it is. */
export const composedReports = [
  `alter table issued_report drop constraint issued_report_kind_check`,
  `alter table issued_report add column subject text references unit,
     add constraint issued_report_kind_check check (kind in ('budget', 'management', 'programming', 'note', 'staffing', 'unit')),
     add constraint issued_report_subject check ((kind = 'unit') = (subject is not null))`,
];
