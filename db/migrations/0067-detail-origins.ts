/** A line under a cell says where it was brought from (decision 0180): a lease, a lot of machines. What was brought of one is found by its code. */
export const detailOrigins = [
  `alter table cell_detail_line
     add column origin_kind text check (origin_kind in ('lease', 'equipment')),
     add column origin_code code,
     add constraint origin_whole check ((origin_kind is null) = (origin_code is null))`,
  `create index cell_detail_line_origin on cell_detail_line (origin_kind, origin_code) where origin_code is not null`,
];
