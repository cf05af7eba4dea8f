import { type RawBuilder, sql } from "kysely";

interface Tree {
  readonly versions: "nature_version" | "activity_version";
  readonly level: "category" | "action";
}

/**
 * Of each code of a tree, the node of one level above it (itself when it is of that level), with the days on which it was so; codes above
 * that level have none. Columns: code, node, valid.
 */
export function above({ versions, level }: Tree): RawBuilder<unknown> {
  return sql`(
    with recursive up(code, at, parent, level, valid) as (
      select code, code, parent, level, valid from ${sql.table(versions)} where superseded_at is null
      union all
      select u.code, v.code, v.parent, v.level, u.valid * v.valid
        from up u join ${sql.table(versions)} v on v.code = u.parent and v.superseded_at is null and v.valid && u.valid
       where u.level <> ${sql.lit(level)})
    select code, at as node, valid from up where level = ${sql.lit(level)})`;
}
