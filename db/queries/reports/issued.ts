import { sql } from "kysely";
import type { ReportKind } from "#app/domain/reports/kind.ts";
import type { Db } from "../../client.ts";

/** A document as it was issued. */
export interface IssuedReport {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly kind: ReportKind;
  /** The unit that it is about, by its code; null: the whole programme. */
  readonly subject: string | null;
  readonly author: string;
  readonly at: Date;
  /** Hexadecimal. */
  readonly sha256: string;
}

function issued(db: Db) {
  return db
    .selectFrom("issued_report as r")
    .innerJoin("app_user as u", "u.id", "r.author")
    .select(["r.id", "r.fiscal_year as year", "r.number", "r.kind", "r.subject", "u.name as author", "r.at"])
    .select(sql<string>`encode(r.sha256, 'hex')`.as("sha256"));
}

/** What was issued of an exercise, the latest first. */
export async function issuedReports(db: Db, year: number): Promise<IssuedReport[]> {
  return await issued(db).where("r.fiscal_year", "=", year).orderBy("r.number", "desc").execute();
}

export async function issuedReport(db: Db, id: string): Promise<(IssuedReport & { readonly content: string }) | undefined> {
  return await issued(db).select("r.content").where("r.id", "=", id).executeTakeFirst();
}

export async function insertIssued(
  db: Db,
  {
    year,
    ...report
  }: {
    readonly id: string;
    readonly year: number;
    readonly kind: ReportKind;
    readonly subject: string | null;
    readonly content: string;
    readonly sha256: Buffer;
    readonly author: bigint;
  },
): Promise<number> {
  const last = await db
    .selectFrom("issued_report")
    .select(({ fn }) => fn.max("number").as("number"))
    .where("fiscal_year", "=", year)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await db
    .insertInto("issued_report")
    .values({ ...report, fiscal_year: year, number })
    .execute();
  return number;
}
