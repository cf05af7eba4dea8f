import { sql } from "kysely";
import { lockAnchors } from "./anchor.ts";
import type { Db } from "./client.ts";

export const sealVersion = 1;

/**
 * Seals the audit's rows that no seal covers yet: SHA-256 of each row's length-prefixed fields, all of them under one hash with the
 * seal before (decision 0074). Identifiers without a row are listed, so that a row that commits late is told from one put in
 * afterwards: the next seal takes it. Nothing new: no seal, false.
 */
export async function sealAudit(db: Db): Promise<boolean> {
  await lockAnchors(db);
  const { rows } = await sql<{ sealed: boolean }>`
    with before as materialized (
      select coalesce(max(last_id), 0) as last_id,
             coalesce((select hash from audit_seal order by last_id desc limit 1), '\\x00'::bytea) as hash from audit_seal),
    awaited as materialized (
      select distinct id from audit_seal s cross join lateral unnest(s.absent) as a (id)
       where not exists (select from audit_seal l where a.id = any(l.late))),
    late as materialized (select a.id from awaited a join audit r on r.id = a.id),
    covered as materialized (
      select id, ${digestOfRow()} as digest from audit where id > (select last_id from before)
      union all
      select id, ${digestOfRow()} from audit where id in (select id from late)),
    span as materialized (
      select b.last_id + 1 as first_id, (select max(id) from covered) as last_id, b.hash as previous_hash,
             (select count(*) from covered) as row_count, (select string_agg(digest, ''::bytea order by id) from covered) as digests,
             date_trunc('milliseconds', clock_timestamp()) as sealed_at
        from before b),
    named as materialized (
      select s.*, array(select i from generate_series(s.first_id, s.last_id) as i
                         where not exists (select from covered c where c.id = i) order by i) as absent,
             array(select id from late order by id) as late
        from span s where s.last_id >= s.first_id),
    made as (
      insert into audit_seal (last_id, first_id, row_count, absent, late, previous_hash, hash, version, sealed_at)
      select last_id, first_id, row_count, absent, late, previous_hash,
             sha256(decode(lpad(to_hex(${sql.lit(sealVersion)}), 2, '0'), 'hex') || int4send(length(previous_hash)) || previous_hash
                    || int8send(first_id) || int8send(last_id) || int8send(row_count)
                    || int4send(length(absent::text)) || convert_to(absent::text, 'UTF8')
                    || int4send(length(late::text)) || convert_to(late::text, 'UTF8')
                    || int8send((extract(epoch from sealed_at) * 1000000)::bigint) || digests), ${sql.lit(sealVersion)}, sealed_at
        from named
      returning 1)
    select exists (select from made) as sealed`.execute(db);
  return rows[0]?.sealed ?? false;
}

/** Each field: its length as int4, then UTF-8, or an int8; null is the length −1. The time is in microseconds since 1970. */
function digestOfRow() {
  const text = (column: string) => {
    const bytes = `convert_to(${column}, 'UTF8')`;
    return `coalesce(int4send(length(${bytes})) || ${bytes}, '\\xffffffff'::bytea)`;
  };
  const whole = (column: string) => `int4send(8) || int8send(${column})`;
  const fields = [
    whole("id"),
    whole("(extract(epoch from at) * 1000000)::bigint"),
    whole("actor"),
    ...["action", "unit", "object_kind", "object_id", "detail::text", "command_key::text"].map(text),
  ];
  return sql.raw(`sha256(${fields.join(" || ")})`);
}
