import { sql } from "kysely";
import type { Income, IncomeAct } from "#app/domain/forecast/income.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "./identifier.ts";

/** An income as it stands, and who said so last. */
export interface IncomeRow extends Income {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly withdrawn: boolean;
  readonly author: string;
  readonly at: Date;
  /** The line that it pays for, in words; null when it names none. */
  readonly line: string | null;
}

/** The sheet of a unit in a campaign, held until the end of the transaction: its incomes are numbered one after the other. */
export async function lockSheet(db: Db, campaign: string, unit: string): Promise<string | undefined> {
  const sheet = await db
    .selectFrom("sheet")
    .select("id")
    .where("campaign", "=", campaign)
    .where("unit", "=", unit)
    .forUpdate()
    .executeTakeFirst();
  return sheet?.id;
}

/** What a unit expects in a campaign, by month then number; what was withdrawn is told too. */
export async function incomesOf(db: Db, campaign: string, unit: string): Promise<IncomeRow[]> {
  const { rows } = await sql<IncomeRow>`
    select i.id, i.number, v.version, v.kind, v.payer, v.target_year as "targetYear", v.month, v.amount, v.certainty, v.purpose,
           v.line_id as "lineId", v.act = 'withdraw' as withdrawn, u.name as author, v.at,
           case when l.id is not null then r.number || '. ' || coalesce(nullif(l.label, ''), l.nature) end as line
      from sheet s
      join expected_income i on i.sheet_id = s.id
      join lateral (select * from expected_income_version v where v.income_id = i.id order by v.version desc limit 1) v on true
      join app_user u on u.id = v.author
      left join plan_line l on l.id = v.line_id
      left join request r on r.id = l.request_id
     where s.campaign = ${campaign} and s.unit = ${unit}
     order by v.target_year, v.month, i.number`.execute(db);
  return rows;
}

/** The income of a sheet, as it stands; undefined when the sheet has none of this name. */
export async function incomeOn(db: Db, sheetId: string, id: string): Promise<(Income & { version: number; act: IncomeAct }) | undefined> {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom("expected_income as i")
    .innerJoin("expected_income_version as v", "v.income_id", "i.id")
    .select(["v.version", "v.act", "v.kind", "v.payer", "v.target_year as targetYear", "v.month", "v.amount", "v.certainty", "v.purpose"])
    .select("v.line_id as lineId")
    .where("i.sheet_id", "=", sheetId)
    .where("i.id", "=", id)
    .orderBy("v.version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** A new income takes the next number of its sheet, which the caller holds locked. */
export async function insertIncome(db: Db, { id, sheetId }: { id: string; sheetId: string }): Promise<number> {
  const { number } = await db
    .insertInto("expected_income")
    .values({
      id,
      sheet_id: sheetId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from expected_income where sheet_id = ${sheetId})`,
    })
    .returning("number")
    .executeTakeFirstOrThrow();
  return number;
}

export async function insertIncomeVersion(
  db: Db,
  { id, version, act, author, income }: { id: string; version: number; act: IncomeAct; author: bigint; income: Income },
): Promise<void> {
  const { kind, payer, targetYear, month, amount, certainty, purpose, lineId } = income;
  await db
    .insertInto("expected_income_version")
    .values({
      ...{ income_id: id, version, act, author, kind, payer, month, amount, certainty, purpose },
      ...{ target_year: targetYear, line_id: lineId },
    })
    .execute();
}

/** Whether a line stands on a sheet. */
export async function isLineOf(db: Db, sheetId: string, lineId: string): Promise<boolean> {
  if (!isUuid(lineId)) return false;
  const line = await db.selectFrom("plan_line").select("id").where("id", "=", lineId).where("sheet_id", "=", sheetId).executeTakeFirst();
  return line !== undefined;
}

/** One act on an income: who, when, and what it said before and after. */
export interface IncomeStep extends Income {
  readonly income: string;
  readonly number: number;
  readonly version: number;
  readonly act: IncomeAct;
  readonly author: string;
  readonly at: Date;
  /** What the version before said; null for the first. */
  readonly before: Income | null;
}

/** The latest acts on the incomes of a sheet; the latest first. */
export async function incomeSteps(db: Db, campaign: string, unit: string, limit: number): Promise<IncomeStep[]> {
  const { rows } = await sql<Omit<IncomeStep, "before"> & Before>`
    select i.id as income, i.number, v.version, v.act, v.kind, v.payer, v.target_year as "targetYear", v.month, v.amount, v.certainty,
           v.purpose, v.line_id as "lineId", u.name as author, v.at, b.kind as "wasKind", b.payer as "wasPayer",
           b.target_year as "wasYear", b.month as "wasMonth", b.amount as "wasAmount", b.certainty as "wasCertainty", b.purpose as "wasPurpose",
           b.line_id as "wasLine"
      from sheet s
      join expected_income i on i.sheet_id = s.id
      join expected_income_version v on v.income_id = i.id
      join app_user u on u.id = v.author
      left join expected_income_version b on b.income_id = v.income_id and b.version = v.version - 1
     where s.campaign = ${campaign} and s.unit = ${unit}
     order by v.at desc, i.number desc limit ${limit}`.execute(db);
  return rows.map(({ wasKind, wasPayer, wasYear, wasMonth, wasAmount, wasCertainty, wasPurpose, wasLine, ...step }) => ({
    ...step,
    before:
      wasKind === null
        ? null
        : {
            ...{ kind: wasKind, payer: wasPayer, targetYear: wasYear, month: wasMonth, amount: wasAmount },
            ...{ certainty: wasCertainty, purpose: wasPurpose, lineId: wasLine },
          },
  }));
}

interface Before {
  /** Null for the first version, and everything else with it. */
  readonly wasKind: Income["kind"] | null;
  readonly wasPayer: string;
  readonly wasYear: number;
  readonly wasMonth: number;
  readonly wasAmount: Quantity;
  readonly wasCertainty: Income["certainty"];
  readonly wasPurpose: string;
  readonly wasLine: string | null;
}

/** Expected in the campaign's year by each unit; units that expect nothing are left out. */
export interface UnitIncome {
  readonly unit: string;
  readonly sure: Quantity;
  readonly probable: Quantity;
}

export async function incomeByUnit(
  db: Db,
  { id, targetYear }: { readonly id: string; readonly targetYear: number },
  units: ReadonlySet<string>,
): Promise<UnitIncome[]> {
  const { rows } = await sql<UnitIncome>`
    select s.unit, coalesce(sum(v.amount) filter (where v.certainty = 'sure'), 0)::bigint as sure,
           coalesce(sum(v.amount) filter (where v.certainty = 'probable'), 0)::bigint as probable
      from sheet s
      join expected_income i on i.sheet_id = s.id
      join lateral (select * from expected_income_version v where v.income_id = i.id order by v.version desc limit 1) v on v.act <> 'withdraw'
     where s.campaign = ${id} and s.unit = any(${[...units]}::text[]) and v.target_year = ${targetYear}
     group by s.unit order by s.unit`.execute(db);
  return rows;
}
