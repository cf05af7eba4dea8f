import { sql } from "kysely";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { RevenueAct, RevenueKind, RevenueStanding } from "#app/domain/execution/revenue.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

interface Document {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: string;
  readonly eventId: string;
  readonly author: bigint;
}
export interface RevenueDocument extends Document {
  readonly kind: RevenueKind;
  readonly payer: string;
  readonly label: string;
  readonly unit: string;
  readonly nature: string | null;
  readonly activity: string;
  readonly account: string;
  readonly on: Day;
  readonly amount: Quantity;
}

export async function saveRevenue(db: Db, { fiscalYear, eventId, on, ...own }: RevenueDocument): Promise<void> {
  await db
    .insertInto("revenue")
    .values({ ...own, fiscal_year: fiscalYear, event_id: eventId, issued_on: on })
    .execute();
}

export interface RevenueActDocument extends Document {
  readonly revenueId: string;
  readonly act: RevenueAct;
  readonly on: Day;
  readonly amount: Quantity;
  readonly note: string;
  readonly movementId: string | null;
}

/** Keeps an act on a title, and how far the title has come by it; the table's own CHECK stands behind the rule. */
export async function saveRevenueAct(
  db: Db,
  { fiscalYear, eventId, revenueId, act, on, movementId, ...own }: RevenueActDocument,
  standing: RevenueStanding,
): Promise<void> {
  const row = {
    ...own,
    fiscal_year: fiscalYear,
    event_id: eventId,
    revenue_id: revenueId,
    kind: act,
    acted_on: on,
    movement_id: movementId,
  };
  await db.insertInto("revenue_act").values(row).execute();
  await saveStanding(db, revenueId, standing);
}

/** How far a title has come. */
export async function saveStanding(db: Db, id: string, { cashed, reduced, paidOver }: RevenueStanding): Promise<void> {
  await db.updateTable("revenue").set({ cashed, reduced, paid_over: paidOver }).where("id", "=", id).execute();
}

/** A title of revenue, and how far it has come. */
export interface Revenue extends RevenueStanding {
  readonly id: string;
  readonly number: string;
  readonly fiscalYear: number;
  readonly kind: RevenueKind;
  readonly payer: string;
  readonly label: string;
  readonly unit: string;
  readonly nature: string | null;
  readonly activity: string;
  readonly account: string;
  readonly issuedOn: Day;
  readonly eventId: string;
}

export async function lockRevenue(db: Db, id: string): Promise<Revenue | undefined> {
  if (!isIdentifier(id)) return undefined;
  const row = await db
    .selectFrom("revenue as r")
    .where("r.id", "=", id)
    .select(["r.id", "r.number", "r.fiscal_year as fiscalYear", "r.kind", "r.payer", "r.label", "r.unit", "r.nature", "r.activity"])
    .select([
      "r.account",
      "r.issued_on as issuedOn",
      "r.event_id as eventId",
      "r.amount",
      "r.cashed",
      "r.reduced",
      "r.paid_over as paidOver",
    ])
    .forUpdate()
    .executeTakeFirst();
  return row;
}

/** Who took a document back, when, and why. */
export interface TakenBack {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

export interface ShownRevenue extends Revenue {
  readonly payerLabel: string;
  readonly author: string;
  readonly isTakenBack: boolean;
}

export interface RevenueFilter {
  readonly year: number;
  readonly units: readonly string[];
  readonly query?: string;
  readonly id?: string;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The titles of an exercise, and those of earlier ones that are not settled, the latest first. */
export async function revenuesPage(db: Db, { year, units, query = "", id, after, limit }: RevenueFilter): Promise<ShownRevenue[]> {
  if (id !== undefined && !isIdentifier(id)) return [];
  const words = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const [day = null, number = null] = /^(\d{4}-\d{2}-\d{2}) (\S+)$/.exec(after ?? "")?.slice(1) ?? [];
  const { rows } = await sql<ShownRevenue>`
    select r.id, r.number, r.fiscal_year as "fiscalYear", r.kind, r.payer, r.label, r.unit, r.nature, r.activity, r.account,
           r.issued_on::text as "issuedOn", r.event_id as "eventId", r.amount, r.cashed, r.reduced, r.paid_over as "paidOver",
           p.label as "payerLabel", u.name as author, b.id is not null as "isTakenBack"
      from revenue r join party p on p.code = r.payer join app_user u on u.id = r.author
      left join (select document_id as id from document_reversal where document = 'revenue') b on b.id = r.id
     where r.unit = any(${[...units]}::text[])
       and (${id ?? null}::uuid is null or r.id = ${id ?? null}::uuid)
       and (${id ?? null}::uuid is not null or r.fiscal_year = ${year} or (r.fiscal_year < ${year} and r.cashed + r.reduced < r.amount and b.id is null))
       and (${query} = '' or r.label ilike ${words} or r.number ilike ${words} or p.label ilike ${words})
       and (${day}::date is null or (r.issued_on, r.number) < (${day}::date, ${number}::text))
     order by r.issued_on desc, r.number desc limit ${limit}`.execute(db);
  return rows;
}

export interface RevenueStep {
  readonly id: string;
  readonly number: string;
  readonly act: RevenueAct;
  readonly on: Day;
  readonly amount: Quantity;
  readonly note: string;
  readonly author: string;
  readonly eventId: string;
  /** « MV-2026-000001 »: what opened the credits of the cash. */
  readonly movement: string | null;
  readonly takenBack: TakenBack | null;
}

export async function revenueSteps(db: Db, id: string): Promise<RevenueStep[]> {
  const { rows } = await sql<Omit<RevenueStep, "takenBack"> & { by: string | null; at: Date; reason: string }>`
    select a.id, a.number, a.kind as act, a.acted_on::text as on, a.amount, a.note, u.name as author, a.event_id as "eventId",
           'MV-' || m.fiscal_year || '-' || lpad(m.number::text, 6, '0') as movement,
           w.name as by, b.at, b.reason
      from revenue_act a join app_user u on u.id = a.author left join movement m on m.id = a.movement_id
      left join document_reversal b on b.document = 'revenueAct' and b.document_id = a.id left join app_user w on w.id = b.author
     where a.revenue_id = ${id} order by a.acted_on, a.created_at`.execute(db);
  return rows.map(({ by, at, reason, ...row }) => ({ ...row, takenBack: by === null ? null : { by, at, reason } }));
}

/** The accounts that a revenue may be credited to on a day: class 7. */
export async function revenueAccounts(db: Db, on: Day): Promise<{ code: string; label: string }[]> {
  const { rows } = await sql<{ code: string; label: string }>`
    select code, label from account_version
     where book = 'general' and code like '7%' and postable and superseded_at is null and valid @> ${on}::date order by code`.execute(db);
  return rows;
}
