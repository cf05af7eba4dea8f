import type postgres from "postgres";
import { addUnits } from "#tests/support/many-units.ts";
import type { SmallOrganisation } from "#tests/support/small-organisation.ts";

interface Filling {
  readonly commitments: number;
  readonly report: (words: string) => void;
}

const unitCount = 60;
/** Of the commitment, the request and the payment. */
const linesOfChain = 6;
/** Above those of other fillings. */
const firstEntry = 100_000_000;

/**
 * Fills two exercises with commitments over sixty units, one in sixty of them of DR44 as of any other: each certified by half, half of them asked and
 * paid, with the lines and balances of the budget book. Straight into the tables, without their guards: what is measured afterwards is reading. Says
 * how many lines it made.
 */
export async function fillWithExpenses(books: SmallOrganisation, { commitments, report }: Filling): Promise<number> {
  const units = ["DR44", ...(await addUnits(books, unitCount - 1, 1_000_000n))];
  const { superuser: sql, organisation } = books;
  await sql.unsafe(`set search_path to ${organisation.schemaName}, public`);
  await sql.unsafe("set session_replication_role to replica");
  await sql.unsafe("set synchronous_commit to off");
  await addDocuments(sql, units, commitments);
  report(`${commitments} commitments`);
  await addLines(sql);
  await keepBalances(sql);
  await sql.unsafe("set session_replication_role to origin");
  const tables = ["commitment", "commitment_line", "commitment_schedule", "certified_service", "payment_request", "payment"];
  for (const table of [...tables, "entry", "entry_line", "unit_balance", "account_balance", "stage_position"])
    await sql.unsafe(`vacuum analyze ${table}`);
  return commitments * linesOfChain;
}

/** Identifiers follow from the rank, so that each step finds the one before. */
async function addDocuments(sql: postgres.Sql, units: readonly string[], count: number): Promise<void> {
  await sql`create temporary table chain as
    select n, md5('commitment' || n)::uuid as id, (${[...units]}::text[])[1 + n % ${units.length}] as unit, 2025 + n % 2 as year,
           make_date(2025 + n % 2, 1 + n % 5, 1 + n % 28) as on, (10000 + n::bigint * 7919 % 1000000) * 2 as amount, n % 4 < 2 as asked
      from generate_series(1, ${count}::int) as n`;
  await sql`insert into commitment (id, fiscal_year, number, label, party, committed_on, author, event_id)
    select id, year, 'EJ-' || year || '-B' || lpad(n::text, 6, '0'), 'Marché ' || n, 'FOUR1', "on", (select min(id) from app_user), md5('e' || n)::uuid from chain`;
  await sql`insert into commitment_line (commitment_id, line, unit, beneficiary_unit, nature, activity, committed, certified, requested, paid)
    select id, 1, unit, unit, '31', '01-ENQ', amount, amount / 2, case when asked then amount / 2 else 0 end, case when asked then amount / 2 else 0 end
      from chain`;
  await sql`insert into commitment_schedule (commitment_id, line, year, amount)
    select id, 1, year + k, amount / 2 from chain cross join generate_series(0, 1) as k`;
  await sql`insert into certified_service (id, fiscal_year, number, commitment_id, line, certified_on, amount, author, event_id)
    select md5('s' || n)::uuid, year, 'SF-' || year || '-B' || lpad(n::text, 6, '0'), id, 1, "on" + 20, amount / 2, (select min(id) from app_user),
           md5('se' || n)::uuid from chain`;
  await sql`insert into payment_request (id, fiscal_year, number, flow, commitment_id, line, unit, nature, activity, party, requested_on, amount, state, author, event_id)
    select md5('r' || n)::uuid, year, 'DP-' || year || '-B' || lpad(n::text, 6, '0'), 1, id, 1, unit, '31', '01-ENQ', 'FOUR1', "on" + 25, amount / 2, 'paid',
           (select min(id) from app_user), md5('re' || n)::uuid from chain where asked`;
  await sql`insert into payment (id, fiscal_year, number, payment_request_id, paid_on, amount, requested_by, author, event_id)
    select md5('p' || n)::uuid, year, 'PA-' || year || '-B' || lpad(n::text, 6, '0'), md5('r' || n)::uuid, "on" + 30, amount / 2, (select min(id) from app_user),
           (select max(id) from app_user) + 1, md5('pe' || n)::uuid from chain where asked`;
}

async function addLines(sql: postgres.Sql): Promise<void> {
  await sql`
    insert into entry (id, book, journal, fiscal_year, period, number, entry_date, validated_on, label, event_id, actor, line_count, digest, recorded_at)
    overriding system value
    select ${firstEntry}::int + n * 3 + k, 'budget', (array['EN', 'DP', 'PY'])[k + 1], year, extract(month from "on" + k * 10)::int, 1000000 + n, "on" + k * 10,
           "on" + k * 10, 'Marché ' || n, md5('x' || n || k)::uuid, (select min(id) from app_user), 2, decode(lpad(to_hex(n * 3 + k), 64, '0'), 'hex'), now()
      from chain cross join generate_series(0, 2) as k`;
  await sql`
    insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, unit, nature, activity, resource, debit, credit, label)
    select year, ${firstEntry}::int + n * 3 + k, side, 'budget', extract(month from "on" + k * 10)::int, "on" + k * 10,
           (array['allotted', 'committed', 'allotted', 'requested', 'requested', 'consumed'])[k * 2 + side], unit, '31', '01-ENQ', case k when 0 then 'AE' else 'CP' end,
           case side when 2 then amount / 2 else 0 end, case side when 1 then amount / 2 else 0 end, 'Marché ' || n
      from chain cross join generate_series(0, 2) as k cross join generate_series(1, 2) as side`;
}

async function keepBalances(sql: postgres.Sql): Promise<void> {
  await sql`delete from unit_balance where book = 'budget'`;
  await sql`delete from account_balance where book = 'budget'`;
  await sql`insert into account_balance (fiscal_year, book, resource, account, period, debit, credit)
            select fiscal_year, book, resource, account, period, sum(debit), sum(credit) from entry_line where book = 'budget' group by 1, 2, 3, 4, 5`;
  await sql`insert into unit_balance (fiscal_year, book, resource, section, unit, title, period, debit, credit)
            select fiscal_year, book, resource, account, unit, 'T3', period, sum(debit), sum(credit) from entry_line where book = 'budget' group by 1, 2, 3, 4, 5, 7`;
}
