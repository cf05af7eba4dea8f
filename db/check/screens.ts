import { sql } from "kysely";
import type { Db } from "../client.ts";
import { journalStates } from "../queries/ledger/journals.ts";
import { trialBalanceLines } from "../queries/ledger/trial-balance.ts";
import type { CheckFault } from "./fault.ts";

/** The figures that pages show, computed as the pages do, against sums of the lines that share nothing with them. */

/** Opening, movements and closing of each account of the trial balance, in each exercise. */
export async function trialBalanceScreen(db: Db): Promise<CheckFault[]> {
  return await eachYear(db, async (year) => {
    const { rows } = await sql<{ key: string; amount: bigint }>`
      select l.account || ' · ' || v.column as key, sum(v.amount)::bigint as amount
        from entry_line l
        join entry e on e.id = l.entry_id
        join journal j on j.code = e.journal
        cross join lateral (values ('total · debit', l.debit), ('total · credit', l.credit), ('balance', l.debit - l.credit)) as v ("column", amount)
       where l.book = 'general' and l.fiscal_year = ${year} group by 1`.execute(db);
    const shown = (await trialBalanceLines(db, year)).flatMap((line): [string, bigint][] => [
      [`${line.account} · total · debit`, line.openingDebit + line.movementDebit],
      [`${line.account} · total · credit`, line.openingCredit + line.movementCredit],
      [`${line.account} · balance`, line.closingDebit - line.closingCredit],
    ]);
    return differences(rows, shown, String(year));
  });
}

/** Last number, entries and totals of each journal, in each exercise. */
export async function journalScreen(db: Db): Promise<CheckFault[]> {
  return await eachYear(db, async (year) => {
    const { rows } = await sql<{ key: string; amount: bigint }>`
      select e.journal || ' · ' || l.resource as key, sum(l.debit)::bigint as amount
        from entry_line l join entry e on e.id = l.entry_id where l.fiscal_year = ${year} group by 1
      union all
      select journal || ' · entries', count(*) from entry where fiscal_year = ${year} group by journal
      union all
      select journal || ' · number', max(number) from entry where fiscal_year = ${year} group by journal`.execute(db);
    const shown = (await journalStates(db, year)).flatMap(({ code, totals, entryCount, lastNumber }): [string, bigint][] => [
      ...totals.map(({ resource, amount }): [string, bigint] => [`${code} · ${resource}`, amount]),
      [`${code} · entries`, BigInt(entryCount)],
      [`${code} · number`, lastNumber],
    ]);
    return differences(rows, shown, String(year));
  });
}

async function eachYear(db: Db, compare: (year: number) => Promise<CheckFault[]>): Promise<CheckFault[]> {
  const years = await db.selectFrom("fiscal_year").select("year").orderBy("year").execute();
  const faults: CheckFault[] = [];
  for (const { year } of years) faults.push(...(await compare(year)));
  return faults;
}

/** What is absent on one side counts as zero there. */
function differences(detail: readonly { key: string; amount: bigint }[], shown: readonly [string, bigint][], year: string): CheckFault[] {
  const [expected, found] = [new Map(detail.map(({ key, amount }) => [key, amount])), new Map(shown)];
  return [...new Set([...expected.keys(), ...found.keys()])]
    .map((key) => ({ place: `${year} · ${key}`, expected: expected.get(key) ?? 0n, found: found.get(key) ?? 0n }))
    .filter((fault) => fault.expected !== fault.found);
}
