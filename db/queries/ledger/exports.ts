import { type SqlBool, sql } from "kysely";
import type { Db } from "../../client.ts";

export const exportKinds = ["generalLedger", "fec"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** A file that left, as the history tells it. */
export interface ExportRow {
  readonly id: string;
  readonly kind: ExportKind;
  readonly name: string;
  readonly mediaType: string;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly lines: number;
  readonly author: string;
  readonly at: string;
}

/** The exports of an exercise, the latest first. */
export async function exportHistory(db: Db, fiscalYear: number, most: number): Promise<ExportRow[]> {
  const rows = await exportsOf(db)
    .where(sql<SqlBool>`(f.detail->>'fiscalYear')::int = ${fiscalYear}`)
    .orderBy("f.at", "desc")
    .orderBy("f.id")
    .limit(most)
    .execute();
  return rows.map(exportRow);
}

export async function exportNamed(db: Db, fiscalYear: number, id: string): Promise<ExportRow | undefined> {
  const row = await exportsOf(db)
    .where("f.id", "=", id)
    .where(sql<SqlBool>`(f.detail->>'fiscalYear')::int = ${fiscalYear}`)
    .executeTakeFirst();
  return row && exportRow(row);
}

export interface NewExport {
  readonly id: string;
  readonly kind: ExportKind;
  readonly fiscalYear: number;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: Uint8Array;
  readonly content: Uint8Array;
  readonly lines: number;
  readonly author: bigint;
}

export async function saveExport(db: Db, { kind, fiscalYear, lines, mediaType, ...file }: NewExport): Promise<void> {
  await db
    .insertInto("file")
    .values({ ...file, media_type: mediaType, purpose: "ledgerExport", detail: { kind, fiscalYear, lines } })
    .execute();
}

function exportsOf(db: Db) {
  return db
    .selectFrom("file as f")
    .innerJoin("app_user as u", "u.id", "f.author")
    .where("f.purpose", "=", "ledgerExport")
    .select(["f.id", "f.name", "f.media_type as mediaType", "u.name as author", "f.at"])
    .select(sql<string>`f.detail->>'kind'`.as("kind"))
    .select(sql<number>`(f.detail->>'lines')::int`.as("lines"))
    .select(sql<number>`coalesce(f.size_bytes, length(f.content))::float8`.as("sizeBytes"))
    .select(sql<string>`encode(f.sha256, 'hex')`.as("sha256"));
}

function exportRow({ kind, at, ...row }: Omit<ExportRow, "kind" | "at"> & { readonly kind: string; readonly at: Date }): ExportRow {
  return { ...row, kind: kind === "fec" ? "fec" : "generalLedger", at: at.toISOString() };
}
