import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { FecRuleCount } from "#app/domain/fec/fault.ts";
import type { Transliteration } from "#app/domain/fec/latin9.ts";
import type { FecVariant } from "#app/domain/fec/variant.ts";
import type { LedgerFormat } from "#app/domain/ledger/ledger-export.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import type { KeptFile } from "../file.ts";

export const exportKinds = ["generalLedger", "fec"] as const;
export type ExportKind = (typeof exportKinds)[number];

export const exportVerdicts = ["conforming", "reserved", "faulty"] as const;
export type ExportVerdict = (typeof exportVerdicts)[number];

/** A file that left, as the register tells it. */
export interface ExportRow {
  readonly id: string;
  readonly kind: ExportKind;
  readonly format: LedgerFormat;
  /** How a FEC was written; null for the general ledger, and for files older than the choice. */
  readonly variant: FecVariant | null;
  readonly name: string;
  readonly mediaType: string;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly lines: number;
  readonly entries: number | null;
  readonly verdict: ExportVerdict | null;
  /** The closing whose labels and matchings the file bears; null: the books as they stood. */
  readonly closingNumber: number | null;
  readonly descriptionId: string | null;
  readonly author: string;
  readonly at: string;
}

export interface ExportFilter {
  readonly kind?: ExportKind | undefined;
  readonly verdict?: ExportVerdict | undefined;
  /** Part of the name of the file or of its author, or the beginning of its digest. */
  readonly query?: string | undefined;
}

/** The exports of an exercise, the latest first. */
export async function exportHistory(
  db: Db,
  fiscalYear: number,
  most: number,
  { kind, verdict, query }: ExportFilter = {},
): Promise<ExportRow[]> {
  const words = `%${(query ?? "").replaceAll(/[\\%_]/g, "\\$&")}%`;
  const rows = await exportsOf(db)
    .where("x.fiscal_year", "=", fiscalYear)
    .$if(kind !== undefined, (found) => found.where("x.kind", "=", kind ?? "fec"))
    .$if(verdict !== undefined, (found) => found.where("x.verdict", "=", verdict ?? "faulty"))
    .$if(Boolean(query), (found) =>
      found.where(sql<SqlBool>`(f.name ilike ${words} or u.name ilike ${words} or encode(f.sha256, 'hex') ilike ${words.slice(1)})`),
    )
    .orderBy("f.at", "desc")
    .orderBy("f.id")
    .limit(most)
    .execute();
  return rows.map(exportRow);
}

export async function exportNamed(db: Db, fiscalYear: number, id: string): Promise<ExportRow | undefined> {
  const row = await exportsOf(db).where("f.id", "=", id).where("x.fiscal_year", "=", fiscalYear).executeTakeFirst();
  return row && exportRow(row);
}

/** The description that was kept with a FEC. */
export async function descriptionOf(db: Db, fiscalYear: number, id: string): Promise<KeptFile | undefined> {
  const row = await db
    .selectFrom("ledger_export as x")
    .innerJoin("file as f", "f.id", "x.description_id")
    .where("x.file_id", "=", id)
    .where("x.fiscal_year", "=", fiscalYear)
    .select(["f.id", "f.name", "f.media_type as mediaType"])
    .select(sql<string>`encode(f.sha256, 'hex')`.as("sha256"))
    .select(sql<number>`coalesce(f.size_bytes, length(f.content))::float8`.as("sizeBytes"))
    .executeTakeFirst();
  return row;
}

/** What was found in a file before it left, and what its charset could not write. */
export interface ExportFindings {
  readonly debit: Quantity | null;
  readonly credit: Quantity | null;
  readonly findings: readonly FecRuleCount[];
  readonly replaced: readonly Transliteration[];
}

export async function exportFindings(db: Db, id: string): Promise<ExportFindings | undefined> {
  const row = await db
    .selectFrom("ledger_export")
    .select(["debit", "credit", "findings", "replaced"])
    .where("file_id", "=", id)
    .executeTakeFirst();
  return row && { ...row, findings: row.findings as FecRuleCount[], replaced: row.replaced as Transliteration[] };
}

export interface NewExport {
  readonly fileId: string;
  readonly fiscalYear: number;
  readonly kind: ExportKind;
  readonly format: LedgerFormat;
  readonly variant: FecVariant | null;
  readonly closingId: bigint | null;
  readonly lines: number;
  readonly checked: CheckedFec | null;
}

/** What the check of a FEC found, and the description that goes with it. */
export interface CheckedFec {
  readonly entries: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly verdict: ExportVerdict;
  readonly findings: readonly FecRuleCount[];
  readonly replaced: readonly Transliteration[];
  readonly descriptionId: string;
}

/** Enters a kept file into the register. */
export async function saveExport(
  db: Db,
  { fileId, fiscalYear, kind, format, variant, closingId, lines, checked }: NewExport,
): Promise<void> {
  await db
    .insertInto("ledger_export")
    .values({
      file_id: fileId,
      fiscal_year: fiscalYear,
      kind,
      format,
      variant: json(variant ?? {}),
      closing_id: closingId,
      line_count: BigInt(lines),
      entry_count: checked ? BigInt(checked.entries) : null,
      debit: checked?.debit ?? null,
      credit: checked?.credit ?? null,
      verdict: checked?.verdict ?? null,
      findings: json(checked?.findings ?? []),
      replaced: json(checked?.replaced ?? []),
      description_id: checked?.descriptionId ?? null,
    })
    .execute();
}

/** As text that PostgreSQL reads: the driver would take a list for an array. */
function json(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::text::jsonb`;
}

/** How many lines of the general book an export of this kind will bear. */
export async function linesToExport(db: Db, fiscalYear: number, kind: ExportKind): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select coalesce(sum(e.line_count), 0)::bigint as count
      from entry e join journal j on j.code = e.journal
     where e.fiscal_year = ${fiscalYear} and e.book = 'general' and (j.in_fec or ${kind === "generalLedger"}::boolean)`.execute(db);
  return rows[0]?.count ?? 0n;
}

/** An export may outlast what a page may: for the rest of this transaction, half an hour for a statement and between two of them. */
export async function allowLongWork(db: Db): Promise<void> {
  await sql`select set_config('statement_timeout', '30min', true), set_config('idle_in_transaction_session_timeout', '30min', true)`.execute(
    db,
  );
}

function exportsOf(db: Db) {
  return db
    .selectFrom("ledger_export as x")
    .innerJoin("file as f", "f.id", "x.file_id")
    .innerJoin("app_user as u", "u.id", "f.author")
    .leftJoin("closing as c", "c.id", "x.closing_id")
    .select(["f.id", "f.name", "f.media_type as mediaType", "u.name as author", "f.at", "x.kind", "x.format", "x.variant", "x.verdict"])
    .select(["c.number as closingNumber", "x.description_id as descriptionId"])
    .select(sql<number>`x.line_count::float8`.as("lines"))
    .select(sql<number | null>`x.entry_count::float8`.as("entries"))
    .select(sql<number>`coalesce(f.size_bytes, length(f.content))::float8`.as("sizeBytes"))
    .select(sql<string>`encode(f.sha256, 'hex')`.as("sha256"));
}

function exportRow({
  variant,
  at,
  ...row
}: Omit<ExportRow, "at" | "variant"> & { readonly variant: unknown; readonly at: Date }): ExportRow {
  const given = variant as Partial<FecVariant>;
  return { ...row, variant: given.format === undefined ? null : (given as FecVariant), at: at.toISOString() };
}
