import { type SqlBool, sql } from "kysely";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Expense, ExpenseClaim, OperationDays, SupportKey } from "#app/domain/works/allocation.ts";
import type { UnitStaff } from "#app/domain/works/day-rate.ts";
import type { Db } from "../../client.ts";
import { KeptUntilPosted } from "../kept-until-posted.ts";
import { saveSetting, setting } from "../setting.ts";

/** Class 6 of the general book. */
const expenseAccounts = sql<SqlBool>`l.book = 'general' and l.account like '6%'`;

/**
 * The expense of a year by all that an operation may take it by; its sum is class 6 of the ledger. A line is personnel by its nature, else by its
 * account (64). Its commitment is that of the document that posted it: a certified service, its correction, a request or its payment.
 */
export async function expensesOf(db: Db, year: number): Promise<readonly Expense[]> {
  return await keptExpenses.of(db, String(year), () => readExpenses(db, year));
}

const keptExpenses = new KeptUntilPosted<readonly Expense[]>(6);

async function readExpenses(db: Db, year: number): Promise<Expense[]> {
  const { rows } = await sql<Expense>`
    with lines as (
      select l.document, l.document_id, l.unit, l.activity, l.nature, l.account like '64%' as staff, sum(l.debit - l.credit)::bigint as amount
        from entry_line l where l.fiscal_year = ${year} and ${expenseAccounts} group by 1, 2, 3, 4, 5, 6
    ), documents as (
      select document, document_id from lines where document_id is not null group by 1, 2
    ), commitments as (
      select d.document, d.document_id, coalesce(s.commitment_id, h.commitment_id, r.commitment_id, q.commitment_id) as commitment_id
        from documents d
        left join certified_service s on d.document = 'certifiedService' and s.id = d.document_id
        left join commitment_change h on d.document = 'commitmentChange' and h.id = d.document_id
        left join payment_request r on d.document = 'paymentRequest' and r.id = d.document_id
        left join payment p on d.document = 'payment' and p.id = d.document_id
        left join payment_request q on q.id = p.payment_request_id
    )
    select coalesce(n.spending_class = 'personnel', l.staff) as personnel, c.number as commitment, c.contract, l.unit, l.activity, sum(l.amount)::bigint as amount
      from lines l
      left join nature n on n.code = l.nature
      left join commitments k on k.document = l.document and k.document_id = l.document_id
      left join commitment c on c.id = k.commitment_id
     group by 1, 2, 3, 4, 5
     order by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

/** What operations take of the ledger in a year, in the order in which shares are rounded. */
export async function claimsOf(db: Db, year: number): Promise<ExpenseClaim[]> {
  return await db
    .selectFrom("work_expense")
    .select(["operation_id as operation", "phase_id as phase", "key", "code", "unit", "share"])
    .where(sql<SqlBool>`${year}::int between from_year and coalesce(last_year, from_year + 1000)`)
    .orderBy("key")
    .orderBy("code")
    .orderBy("operation_id")
    .orderBy("id")
    .execute();
}

/** A key of an operation, as its page shows it. */
export interface StatedExpense extends ExpenseClaim {
  readonly id: string;
  readonly fromYear: number;
  readonly lastYear: number | null;
}

export async function statedExpenses(db: Db, operation: string): Promise<StatedExpense[]> {
  return await db
    .selectFrom("work_expense")
    .select(["id", "operation_id as operation", "phase_id as phase", "key", "code", "unit", "share", "from_year as fromYear"])
    .select("last_year as lastYear")
    .where("operation_id", "=", operation)
    .orderBy("key")
    .orderBy("code")
    .orderBy("from_year")
    .execute();
}

/** Thousandths of a key that are given away at most in one of the years from one to another; null: without end. */
export async function shareGiven(
  db: Db,
  { key, code, unit, fromYear, lastYear }: Pick<StatedExpense, "key" | "code" | "unit" | "fromYear" | "lastYear">,
): Promise<number> {
  const own = sql<SqlBool>`(c.key, c.code) = (${key}, ${code}) and c.unit is not distinct from ${unit}`;
  const { rows } = await sql<{ given: number }>`
    select coalesce(max(y.given), 0)::int as given
      from (select (select sum(c.share) from work_expense c
                     where ${own} and int4range(c.from_year, c.last_year, '[]') @> greatest(d.from_year, ${fromYear}::int)) as given
              from work_expense d
             where (d.key, d.code) = (${key}, ${code}) and d.unit is not distinct from ${unit}
               and int4range(d.from_year, d.last_year, '[]') && int4range(${fromYear}::int, ${lastYear}::int, '[]')) as y`.execute(db);
  return rows[0]?.given ?? 0;
}

export async function insertExpense(db: Db, own: StatedExpense): Promise<void> {
  const { operation, phase, fromYear, lastYear, ...same } = own;
  await db
    .insertInto("work_expense")
    .values({ ...same, operation_id: operation, phase_id: phase, from_year: fromYear, last_year: lastYear })
    .execute();
}

export async function deleteExpense(db: Db, operation: string, id: string): Promise<void> {
  await db.deleteFrom("work_expense").where("id", "=", id).where("operation_id", "=", operation).execute();
}

/** Whether a key designates something: a commitment by its number, a contract, an activity. */
export async function isExpenseKnown(db: Db, { key, code }: Pick<ExpenseClaim, "key" | "code">): Promise<boolean> {
  const found = {
    commitment: sql<{ known: boolean }>`select exists (select 1 from commitment where number = ${code}) as known`,
    contract: sql<{ known: boolean }>`select exists (select 1 from contract where code = ${code}) as known`,
    activity: sql<{ known: boolean }>`select exists (select 1 from activity where code = ${code}) as known`,
  }[key];
  return (await found.execute(db)).rows[0]?.known ?? false;
}

/** Days spent in a year on the items of operations, by operation, phase and unit. */
export async function operationDays(db: Db, year: number): Promise<OperationDays[]> {
  const { rows } = await sql<OperationDays>`
    select l.operation_id as operation, l.phase_id as phase, t.unit, sum(t.days)::bigint as days
      from work_time t join work_operation_item l on l.item_id = t.item_id
     where t.month between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 1)
     group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

/** Days spent in a year on all items, in hundredths. */
export async function allSpentDays(db: Db, year: number): Promise<Quantity> {
  const { rows } = await sql<{ days: Quantity }>`
    select coalesce(sum(days), 0)::bigint as days from work_time
     where month between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 1)`.execute(db);
  return rows[0]?.days ?? 0n;
}

/** ETPT used in a year by unit and category, as the budget book has them. */
export async function staffUsed(db: Db, year: number): Promise<UnitStaff[]> {
  const { rows } = await sql<UnitStaff>`
    select unit, nature as category, sum(debit - credit)::bigint as staff from entry_line
     where fiscal_year = ${year} and book = 'budget' and account = 'consumed' and resource = 'ETPT' group by 1, 2 order by 1, 2`.execute(
    db,
  );
  return rows;
}

/** Class 6 of the ledger by its balances, beside the lines: what the costs and the rest are held against. */
export async function expenseBalance(db: Db, year: number): Promise<Quantity> {
  const { rows } = await sql<{ balance: Quantity }>`
    select coalesce(sum(debit - credit), 0)::bigint as balance from account_balance
     where fiscal_year = ${year} and book = 'general' and account like '6%'`.execute(db);
  return rows[0]?.balance ?? 0n;
}

const settingName = "supportKey";
const unsaid: SupportKey = { basis: "days", activities: [], unplaced: false };

/** What was set; nothing is support until it is said. */
export async function supportKey(db: Db): Promise<SupportKey> {
  return ((await setting(db, settingName)) as SupportKey | undefined) ?? unsaid;
}

export async function saveSupportKey(db: Db, key: SupportKey): Promise<void> {
  await saveSetting(db, settingName, { ...key });
}
