import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPool } from "#db/client.ts";
import { sqlStateOf } from "#db/failure.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

/** What the application may do with each table beside reading it. Written here a second time: a new table has to be thought about. */
const rights = {
  /** Records: added, never changed, never taken away. */
  "select insert": [
    ...[
      "account",
      "activity",
      "activity_succession",
      "audit",
      "average_cost",
      "batch",
      "cell_formula",
      "cell_detail",
      "cell_detail_line",
      "cost_hypothesis",
      "staff_revision",
      "commitment",
    ],
    ...["payment_schedule", "payment_schedule_part", "certified_service"],
    ...["commitment_schedule", "control_unit", "decision", "decision_amount", "entry", "entry_line", "entry_total", "envelope", "file"],
    // A group of matched lines is undone, never altered: two columns of it move (see below).
    ...["matching", "matching_line", "matching_run"],
    ...["file_part", "ledger_export"],
    "document_reversal",
    ...["monthly_fact", "nature", "nature_succession", "opinion", "payment", "plan_change", "posting"],
    ...["request_transition", "scenario_base", "unit", "unit_succession", "version"],
    ...["subscription_occurrence"],
    "statement_line",
    ...["closing_balance", "closing_journal", "closing_label", "closing_matching", "opening_entry"],
    // Only the columns that say how they went on may change: a closing that was reopened, an act that a second person approved.
    ...["closing", "closing_waiver", "reopening"],
    ...["campaign_event", "guidance", "late_window"],
    ...["anchor", "anchor_set", "audit_seal", "proof_run", "chain_stop"],
    "statement_line",
    ...["notification", "notification_letter", "letter_acknowledgement"],
    ...["movement_step", "controller_act", "movement_acknowledgement"],
    // A notice is read, a thread is resolved, a comment is worded anew or marked as taken away: nothing else of them moves.
    ...["inbox_notice", "comment_thread", "thread_comment", "comment_mention"],
    ...["expected_income", "expected_income_version", "planned_expense", "planned_expense_version", "planned_payment"],
    ...["decision_cell", "scenario_reference", "scenario_batch", "scenario_change", "scenario_transition"],
    // How far a scenario reads the sheets and its parents moves when it is merged, and nothing else of them.
    "scenario_layer",
    // A match is undone, and nothing else of it moves.
    "planned_match",
    // A group is worded anew, and nothing else of it moves.
    "unit_group",
    // A delegation is withdrawn, and nothing else of it moves.
    ...["decision_table", "decision_rule", "delegation"],
    ...["board_proposal", "proposal", "proposal_amount", "proposal_criteria", "proposal_grant", "proposal_saving", "proposal_setting"],
    // How far a search is: four of its columns move.
    ...["proposal_search", "proposal_tie"],
    "sitting_minutes",
    // A request that was taken again is undone, and nothing else of it moves.
    "request_taking",
    ...["party_version", "contract", "contract_version", "operation", "operation_movement", "overrun_mark"],
    // What was cashed, reduced and paid over of a title moves, and nothing else of it; the same of what a year of payment holds.
    ...["commitment_change", "commitment_change_year", "revenue", "revenue_act"],
    ...["chorus_change", "chorus_event", "chorus_reconciliation"],
    ...["manual_landing", "alert_step", "digest"],
    ...["variance_explanation", "variance_cause", "unit_review", "issued_report"],
    // Of an item all moves but its code and its unit: column by column.
    ...["work_item", "work_load_change", "work_time_change", "work_forecast", "work_operation"],
    // Of a move of staff, its end alone: column by column.
    "staff_move",
  ],
  /** States, counters, balances and dated descriptions: they move. */
  "select insert update": [
    ...["account_balance", "account_version", "activity_version", "app_user", "campaign", "cap_use", "centre_unit", "command"],
    ...["commitment_line", "document_counter", "fiscal_year", "job", "journal", "journal_counter", "matching_sequence", "movement"],
    ...["nature_account", "nature_version", "party", "payment_request", "period", "plan_line", "request", "scenario", "setting", "sheet"],
    ...["stage_position", "unit_balance", "unit_version"],
    ...["journal_balance", "party_balance"],
    ...["attachment", "entry_habit", "entry_model", "subscription"],
    ...["asset_disposal", "asset_source", "cut_off_item", "cut_off_release", "depreciation", "depreciation_run", "fixed_asset"],
    ...["statement_line_version", "statement_mapping"],
    "ledger_mapping",
    ...["chorus_item", "chorus_mapping", "coding_block"],
    ...["campaign_step", "sitting"],
    ...["alert", "digest_choice", "task_snooze"],
    ...["staff_category", "staff_post", "ceiling_bridge"],
    "rent_index",
  ],
  /** Work in progress, and what must be forgotten. */
  "select insert update delete": [
    "draft_entry",
    "plan_cell",
    "role_grant",
    "scenario_cell",
    "session",
    "sheet_import",
    "chorus_import",
    // People as they are, until they are corrected or forgotten; a file of people until it is forgotten.
    ...["staff_person", "staff_contract", "staff_file"],
    "ledger_upload",
    "staged_entry",
    "staged_line",
    ...["sitting_item", "sitting_participant"],
    "absence_total",
    ...["work_phase", "work_date", "work_volume", "work_operation_item", "work_expense"],
    // Places, leases and machines as they are; the audit keeps what was said of them before.
    ...["site", "site_occupation", "lease", "lease_break", "equipment"],
  ],
  "select insert delete": [
    // The lines of a draft are written anew.
    "movement_line",
    // A membership ends, or is forgotten before it begins.
    "unit_group_member",
    "cell_hold",
    "staff_line",
    "sign_in_attempt",
    "entry_model_line",
    "ledger_upload_fault",
    "ledger_upload_part",
  ],
  /** What the code itself fixes, and what the database alone writes. */
  select: [
    ...["request_total", "resource", "sheet_filling", "sheet_total", "standing_decision", "work_profile"],
    ...["work_item_standing", "work_load", "work_time"],
  ],
};
const hiddenFromReader = [
  ...["app_user", "command", "digest", "digest_choice", "inbox_notice", "session", "sign_in_attempt", "task_snooze"],
  ...["staff_contract", "staff_file", "staff_person"],
];

const verbs = ["select", "insert", "update", "delete", "truncate"] as const;
type Verb = (typeof verbs)[number];

let books: SmallBooks;
let app: postgres.Sql;
let reader: postgres.Sql;
let owner: postgres.Sql;
let tables: readonly { name: string; partition: boolean; column: string }[];

beforeAll(async () => {
  books = await smallBooks();
  await books.post(generalEntry("OD", "2026-03-02", "Une écriture", ["606", 100n], ["515", -100n]));
  await books.superuser`insert into audit (actor, action) select min(id), 'test' from app_user`;
  const connect = async (target: Parameters<typeof openPool>[0]) => {
    const pool = openPool(target, { connections: 1 }) as postgres.Sql;
    await pool.unsafe(`set search_path to ${books.organisation.schemaName}, public`);
    await pool.unsafe("set default_transaction_read_only to off");
    return pool;
  };
  [app, reader, owner] = [await connect(books.access.app), await connect(books.access.reader), await connect(books.access.migrator)];
  tables = await books.superuser<{ name: string; partition: boolean; column: string }[]>`
    select relname as name, relispartition as partition, (select attname from pg_attribute where attrelid = pg_class.oid and attnum = 1) as column
      from pg_class where relnamespace = ${books.organisation.schemaName}::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`;
});
afterAll(async () => {
  await Promise.all([app, reader, owner].map((pool) => pool.end({ timeout: 5 })));
  await books.close();
});

describe("each table, each verb", () => {
  it("of the application", async () => {
    expect(await grantsOf(app, false)).toEqual(expected((table) => rightsOfApp(table)));
  });

  it("of the reader", async () => {
    expect(await grantsOf(reader, false)).toEqual(expected((table) => (hiddenFromReader.includes(table) ? [] : ["select"])));
  });

  it("of the application on a matching is to undo it", async () => {
    for (const column of ["undone_at", "undone_by", "replaced_by"]) {
      expect(await stateOf(app, `update matching set ${column} = null where false`), column).toBe("done");
    }
    expect(await stateOf(app, "update matching_line set live = null where false")).toBe("done");
    for (const column of ["account", "party", "code", "rule", "run_id", "author", "matched_on", "fiscal_year", "made_at"]) {
      expect(await stateOf(app, `update matching set ${column} = ${column} where false`), column).toBe("42501");
    }
  });

  it("of the application on notices and comments is to say that they were read, resolved or worded anew", async () => {
    const moving = {
      inbox_notice: ["read_at"],
      comment_thread: ["resolved_at", "resolved_by"],
      thread_comment: ["body", "edited_at", "deleted_at"],
    };
    const kept = {
      inbox_notice: ["recipient", "detail", "author"],
      comment_thread: ["sheet_id", "author"],
      thread_comment: ["thread_id", "author", "at"],
    };
    const states = async (columns: Readonly<Record<string, readonly string[]>>) => {
      const found: string[] = [];
      for (const [table, names] of Object.entries(columns)) {
        for (const name of names) found.push(await stateOf(app, `update ${table} set ${name} = ${name} where false`));
      }
      return [...new Set(found)];
    };
    expect(await states(moving)).toEqual(["done"]);
    expect(await states(kept)).toEqual(["42501"]);
  });

  it.each([
    ["the application", () => app],
    ["the reader", () => reader],
  ])("of %s stops at the partitions", async (_name, pool) => {
    const grants = await grantsOf(pool(), true);
    expect(Object.keys(grants).length).toBeGreaterThan(5);
    expect(Object.values(grants).flat()).toEqual([]);
  });

  it("of the catalogue is to read", async () => {
    for (const pool of [app, reader]) {
      expect((await pool`select slug from catalogue.organisation`).map(({ slug }) => slug)).toEqual(["test"]);
      for (const statement of [
        "insert into catalogue.organisation default values",
        "delete from catalogue.organisation",
        "update catalogue.migration set name = ''",
      ]) {
        expect(await stateOf(pool, statement), statement).toBe("42501");
      }
    }
  });
});

describe("the reader", () => {
  it("knows people by their name and not by their password", async () => {
    expect(await stateOf(reader, "select id, login, name from app_user")).toBe("done");
    expect(await stateOf(reader, "select password_hash from app_user")).toBe("42501");
  });

  it("is read-only from its connection on", async () => {
    const fresh = openPool(books.access.reader, { connections: 1 });
    const [row] = await fresh`show default_transaction_read_only`;
    await fresh.end();
    expect(row?.["default_transaction_read_only"]).toBe("on");
  });
});

describe("neither the application nor the reader", () => {
  it.each([
    "create table intruder (id int)",
    "create schema intruder",
    "create function intruder() returns int language sql as 'select 1'",
    "drop table entry",
    "alter table entry disable trigger all",
    "drop trigger kept on entry",
    "set session_replication_role to replica",
    "set role enveloppe_owner",
    "select refuse_alteration()",
    "grant update on entry to public; update entry set label = label where false",
    "copy entry to program 'true'",
  ])("may %s", async (statement) => {
    for (const pool of [app, reader]) expect(["42501", "42P01"]).toContain(await stateOf(pool, statement));
  });

  it("is more than an ordinary role", async () => {
    const strong = await books.superuser`
      select rolname from pg_roles where rolname like 'enveloppe%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`;
    expect(strong).toHaveLength(0);
    const [nologin] = await books.superuser`select rolcanlogin from pg_roles where rolname = 'enveloppe_owner'`;
    expect(nologin?.["rolcanlogin"]).toBe(false);
  });
});

describe("what is posted stays as it is, for its owner too", () => {
  it.each(["entry", "entry_total", "entry_line", "posting", "audit"])("%s", async (table) => {
    const [count] = await owner.unsafe(`select count(*)::int as n from ${table}`);
    expect(Number(count?.["n"]), "there is something to alter").toBeGreaterThan(0);
    const column = tables.find(({ name }) => name === table)?.column ?? "";
    expect(await stateOf(owner, `update ${table} set ${column} = ${column}`), "update").toMatch(/42501|428C9/);
    expect(await stateOf(owner, `delete from ${table}`), "delete").toBe("42501");
    expect(await stateOf(owner, `truncate ${table} cascade`), "truncate").toBe("42501");
  });

  it("a stopped chain can be released by the application, and made into no other", async () => {
    for (const column of ["lifted_at", "lifted_by", "lift_reason"])
      expect(await stateOf(app, `update chain_stop set ${column} = null where false`), column).toBe("done");
    for (const column of ["fiscal_year", "journal", "run_id", "faults", "stopped_at"])
      expect(await stateOf(app, `update chain_stop set ${column} = ${column} where false`), column).toBe("42501");
  });

  it("and no column of an entry is overlooked", async () => {
    const columns = await owner<{ column: string }[]>`
      select attname as column from pg_attribute where attrelid = 'entry'::regclass and attnum > 0 and attidentity <> 'a'`;
    for (const { column } of columns) expect(await stateOf(owner, `update entry set ${column} = ${column}`), column).toBe("42501");
  });

  it("each partition of the lines", async () => {
    const partitions = tables.filter(({ partition }) => partition);
    expect(partitions.length).toBeGreaterThan(5);
    for (const { name } of partitions) expect(await stateOf(owner, `truncate ${name} cascade`), name).toBe("42501");
    const [home] = await owner`select tableoid::regclass::text as name from entry_line limit 1`;
    expect(await stateOf(owner, `delete from ${home?.["name"]}`)).toBe("42501");
    expect(await stateOf(owner, `update ${home?.["name"]} set label = 'x'`)).toBe("42501");
  });
});

function rightsOfApp(table: string): string[] {
  const found = Object.entries(rights).find(([, names]) => names.includes(table));
  return found?.[0].split(" ") ?? ["a table that nobody thought about"];
}

function expected(rightsOf: (table: string) => readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(tables.filter(({ partition }) => !partition).map(({ name }) => [name, rightsOf(name)]));
}

/** What the role may do, found by doing it: PostgreSQL checks the right before it looks at a row. */
/** No right to it; a view that nobody writes; a view is not emptied. */
const denied = ["42501", "55000", "42809"];

async function grantsOf(pool: postgres.Sql, partition: boolean): Promise<Record<string, Verb[]>> {
  const grants: Record<string, Verb[]> = {};
  for (const table of tables.filter((each) => each.partition === partition)) {
    const allowed: Verb[] = [];
    for (const verb of verbs) if (!denied.includes(await stateOf(pool, attempt(verb, table)))) allowed.push(verb);
    grants[table.name] = allowed;
  }
  return grants;
}

function attempt(verb: Verb, { name, column }: { name: string; column: string }): string {
  switch (verb) {
    case "select":
      return `select * from ${name} where false`;
    case "insert":
      return `insert into ${name} default values`;
    case "update":
      return `update ${name} set ${column} = default where false`;
    case "delete":
      return `delete from ${name} where false`;
    case "truncate":
      return `truncate ${name}`;
  }
}

/** « done », or the SQLSTATE; nothing is kept. */
async function stateOf(pool: postgres.Sql, statement: string): Promise<string> {
  try {
    await pool.begin(async (sql) => {
      await sql.unsafe(statement);
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof Undone) return "done";
    const state = sqlStateOf(error);
    if (state === undefined) throw error;
    return state;
  }
  return "done";
}

class Undone extends Error {}
