import { sql } from "kysely";
import type { Db } from "../client.ts";
import type { CheckFault } from "./fault.ts";

/**
 * What the database itself guards, looked for by name: triggers that are there and enabled, constraints that are there and validated,
 * rights that the application must not hold. Who lifted a guard to alter something has to put it back, or is seen.
 */
const records = ["entry", "entry_total", "entry_line", "posting", "audit", "audit_seal", "anchor_set", "anchor", "proof_run"];
/** What the database alone writes. */
const derived = ["request_total", "sheet_filling"];
/** What is never removed nor renamed, for the journal or a commitment points at it without a foreign key. */
const pointedAt = [
  ...["unit", "nature", "activity", "account", "party", "journal", "period", "app_user"],
  ...["fiscal_year", "commitment", "commitment_line"],
];
const triggers: readonly (readonly [table: string, trigger: string])[] = [
  ...[...records, ...derived].flatMap((table) => ["kept", "kept_whole"].map((trigger) => [table, trigger] as const)),
  ["entry_line", "lines_balance"],
  ["entry_line", "lines_known"],
  ["entry", "entries_known"],
  ["entry_total", "totals_known"],
  ["commitment", "commitments_known"],
  ["commitment_line", "commitment_lines_known"],
  ["commitment_line", "commitment_lines_moved"],
  ["commitment_schedule", "schedules_known"],
  ["chorus_item", "chorus_items_known"],
  ["chorus_item", "chorus_items_moved"],
  ...pointedAt.flatMap((table) => ["kept", "kept_whole"].map((trigger) => [table, trigger] as const)),
  ["posting", "chain_stopped"],
  ["matching_line", "matching_holds"],
  ...["totalled_on_insert", "totalled_on_update", "totalled_on_delete", "kept_whole"].map((trigger) => ["plan_cell", trigger] as const),
  ["plan_line", "totalled_on_move"],
  ["attachment", "kept_of_request"],
  ["attachment", "kept_of_movement"],
  ["attachment", "kept_of_expense"],
  ["movement", "movement_kept"],
  ["movement_line", "movement_line_kept"],
  ...["cell_detail", "cell_detail_line", "payment_schedule", "payment_schedule_part"].map((table) => [table, "kept"] as const),
  ["cell_detail", "cell_is_its_detail"],
  ...["cell_rules_insert", "cell_rules_update", "cell_rules_delete"].map((trigger) => ["plan_cell", trigger] as const),
  ["plan_line", "component_of_baseline"],
  ["request", "component_of_baseline"],
];
const constraints: readonly (readonly [table: string, constraint: string])[] = [
  ["entry", "entry_reverses_key"],
  ["entry", "entry_fiscal_year_journal_number_key"],
  ["entry_total", "entry_balanced"],
  ["entry_total", "resource_known"],
  ["entry_line", "one_side"],
  ["entry_line", "dimensions_of_book"],
  ["stage_position", "stage_kept"],
  ["cap_use", "cap_kept"],
  ["movement", "author_never_approves"],
  ["request", "request_rank_once"],
];

export async function missingGuards(db: Db): Promise<CheckFault[]> {
  const { rows } = await sql<{ place: string }>`
    with here as (select oid, relname, relispartition from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')),
    wanted as (
      select split_part(w, '/', 1) as relname, split_part(w, '/', 2) as name from unnest(${triggers.map((pair) => pair.join("/"))}::text[]) as w
      union all
      select relname, 'kept_whole' from here where relispartition and relname like 'entry\\_line\\_%')
    select concat_ws(' · ', w.relname, w.name) as place
      from wanted w
      left join here h on h.relname = w.relname
      left join pg_trigger t on t.tgrelid = h.oid and t.tgname = w.name and t.tgenabled in ('O', 'A')
     where t.oid is null
    union all
    select concat_ws(' · ', split_part(w, '/', 1), split_part(w, '/', 2))
      from unnest(${constraints.map((pair) => pair.join("/"))}::text[]) as w
      left join here h on h.relname = split_part(w, '/', 1)
      left join pg_constraint c on c.conrelid = h.oid and c.conname = split_part(w, '/', 2)
     where c.oid is null
    union all
    select concat_ws(' · ', h.relname, c.conname) from here h join pg_constraint c on c.conrelid = h.oid where not c.convalidated
    union all
    select concat_ws(' · ', h.relname, g.role, g.verb)
      from here h
      cross join (values ('enveloppe_app'), ('enveloppe_reader')) as r (role)
      cross join lateral (values (r.role, 'UPDATE'), (r.role, 'DELETE'), (r.role, 'TRUNCATE')) as g (role, verb)
     where h.relname = any(${[...records, ...derived]}::text[]) and has_table_privilege(g.role, h.oid, g.verb)
     order by 1`.execute(db);
  return rows.map(({ place }) => ({ place, expected: 1n, found: 0n }));
}

interface Constraint {
  readonly table: string;
  readonly name: string;
  readonly expression: string;
}

/** Rows that contradict a CHECK of their own table: they were written where it did not look. */
export async function brokenRules(db: Db): Promise<CheckFault[]> {
  const { rows } = await sql<Constraint>`
    select r.relname as "table", c.conname as name, pg_get_expr(c.conbin, c.conrelid) as expression
      from pg_constraint c join pg_class r on r.oid = c.conrelid
     where c.contype = 'c' and c.connamespace = current_schema()::regnamespace and c.conparentid = 0 and not r.relispartition
       and has_table_privilege(c.conrelid, 'select') order by 1, 2`.execute(db);
  const faults: CheckFault[] = [];
  for (const table of new Set(rows.map((rule) => rule.table))) {
    const rules = rows.filter((rule) => rule.table === table);
    faults.push(...(await rowsAgainst(db, table, rules)));
  }
  return faults;
}

/** One pass over the table for all its rules. */
async function rowsAgainst(db: Db, table: string, rules: readonly Constraint[]): Promise<CheckFault[]> {
  const counts = rules.map(
    ({ expression }, index) =>
      // The expression is PostgreSQL's own text of the constraint.
      sql`count(*) filter (where not (${sql.raw(expression)})) as ${sql.id(`rule_${index}`)}`,
  );
  const { rows } = await sql<Record<string, bigint>>`select ${sql.join(counts)} from ${sql.id(table)}`.execute(db);
  return rules.flatMap(({ name }, index) => {
    const found = rows[0]?.[`rule_${index}`] ?? 0n;
    return found === 0n ? [] : [{ place: `${table} · ${name}`, expected: 0n, found }];
  });
}

interface Reference {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  readonly columns: readonly string[];
  readonly targets: readonly string[];
}

/** What the witnesses by statement look at when rows are added (migrations 0019 and 0050): no foreign key says it. */
const witnessed: readonly Reference[] = [
  witnessedBy("entries_known", ["entry", "actor"], ["app_user", "id"]),
  witnessedBy("entries_known", ["entry", "journal", "book"], ["journal", "code", "book"]),
  witnessedBy("entries_known", ["entry", "fiscal_year", "period"], ["period", "fiscal_year", "period"]),
  witnessedBy("totals_known", ["entry_total", "entry_id"], ["entry", "id"]),
  witnessedBy(
    "lines_balance",
    ["entry_line", "entry_id", "fiscal_year", "book", "period", "entry_date"],
    ["entry", "id", "fiscal_year", "book", "period", "entry_date"],
  ),
  witnessedBy("lines_known", ["entry_line", "book", "account"], ["account", "book", "code"]),
  witnessedBy("lines_known", ["entry_line", "unit"], ["unit", "code"]),
  witnessedBy("lines_known", ["entry_line", "beneficiary_unit"], ["unit", "code"]),
  witnessedBy("lines_known", ["entry_line", "nature"], ["nature", "code"]),
  witnessedBy("lines_known", ["entry_line", "activity"], ["activity", "code"]),
  witnessedBy("lines_known", ["entry_line", "party"], ["party", "code"]),
  witnessedBy("commitments_known", ["commitment", "fiscal_year"], ["fiscal_year", "year"]),
  witnessedBy("commitments_known", ["commitment", "party"], ["party", "code"]),
  witnessedBy("commitments_known", ["commitment", "author"], ["app_user", "id"]),
  witnessedBy("commitment_lines_known", ["commitment_line", "commitment_id"], ["commitment", "id"]),
  witnessedBy("commitment_lines_known", ["commitment_line", "unit"], ["unit", "code"]),
  witnessedBy("commitment_lines_known", ["commitment_line", "beneficiary_unit"], ["unit", "code"]),
  witnessedBy("commitment_lines_known", ["commitment_line", "nature"], ["nature", "code"]),
  witnessedBy("commitment_lines_known", ["commitment_line", "activity"], ["activity", "code"]),
  witnessedBy("schedules_known", ["commitment_schedule", "commitment_id", "line"], ["commitment_line", "commitment_id", "line"]),
  witnessedBy("chorus_items_known", ["chorus_item", "unit"], ["unit", "code"]),
];

function witnessedBy(trigger: string, [child, ...columns]: [string, ...string[]], [parent, ...targets]: [string, ...string[]]): Reference {
  return { name: `${trigger} · ${columns.join(" ")}`, child, parent, columns, targets };
}

/** Rows that point at nothing, reference by reference: every foreign key of the schema, looked through again, and what a witness stands for. */
export async function brokenReferences(db: Db): Promise<CheckFault[]> {
  const { rows } = await sql<Reference>`
    select c.conname as name, r.relname as child, f.relname as parent,
           (select array_agg(a.attname::text order by k.place) from unnest(c.conkey) with ordinality as k (number, place)
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) as columns,
           (select array_agg(a.attname::text order by k.place) from unnest(c.confkey) with ordinality as k (number, place)
              join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number) as targets
      from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_class f on f.oid = c.confrelid
     where c.contype = 'f' and c.connamespace = current_schema()::regnamespace and c.conparentid = 0 and not r.relispartition
       and has_table_privilege(c.conrelid, 'select') and has_any_column_privilege(c.confrelid, 'select')
     order by r.relname, c.conname`.execute(db);
  const faults: CheckFault[] = [];
  for (const reference of [...rows, ...witnessed]) {
    const found = await orphansOf(db, reference);
    if (found > 0n) faults.push({ place: `${reference.child} · ${reference.name}`, expected: 0n, found });
  }
  return faults;
}

async function orphansOf(db: Db, { child, parent, columns, targets }: Reference): Promise<bigint> {
  const given = columns.map((column) => sql`${sql.ref(`c.${column}`)} is not null`);
  const same = columns.map((column, index) => sql`${sql.ref(`p.${targets[index] ?? ""}`)} = ${sql.ref(`c.${column}`)}`);
  const { rows } = await sql<{ orphans: bigint }>`
    select count(*) as orphans from ${sql.id(child)} c
     where ${sql.join(given, sql` and `)} and not exists (select from ${sql.id(parent)} p where ${sql.join(same, sql` and `)})`.execute(db);
  return rows[0]?.orphans ?? 0n;
}
