import { sql } from "kysely";
import type { Nomenclature, Succession } from "#app/domain/reference/nomenclature.ts";
import type { Kept, Revision } from "#app/domain/reference/revision.ts";
import type { Validity } from "#app/domain/reference/tree.ts";
import type { Db } from "../client.ts";
import type { Schema } from "../schema.ts";

type Described = "units" | "natures" | "activities" | "accounts" | "natureAccounts" | "centres";
export type Version<Part extends Described> = NonNullable<Nomenclature[Part]>[number];

/** The descriptions that stand today, none superseded, in the order of their codes. */
export async function keptUnits(db: Db): Promise<Kept<Version<"units">>[]> {
  const rows = await db
    .selectFrom("unit_version")
    .where("superseded_at", "is", null)
    .orderBy("code")
    .select(["id", "code", "valid", "parent", "label", "short_label as shortLabel", "kind", "rank"])
    .execute();
  return rows.map(({ valid, ...row }) => ({ ...row, ...validityOf(valid) }));
}

export async function keptNatures(db: Db): Promise<Kept<Version<"natures">>[]> {
  const rows = await db
    .selectFrom("nature_version as v")
    .innerJoin("nature as n", "n.code", "v.code")
    .where("v.superseded_at", "is", null)
    .orderBy("v.code")
    .select(["v.id", "v.code", "v.valid", "v.parent", "v.label", "v.level", "v.title", "n.spending_class as spendingClass"])
    .execute();
  return rows.map(({ valid, title, spendingClass, ...row }) => ({
    ...row,
    ...validityOf(valid),
    title: title ?? undefined,
    spendingClass: spendingClass ?? undefined,
  }));
}

export async function keptActivities(db: Db): Promise<Kept<Version<"activities">>[]> {
  const rows = await db
    .selectFrom("activity_version")
    .where("superseded_at", "is", null)
    .orderBy("code")
    .select(["id", "code", "valid", "parent", "label", "level"])
    .execute();
  return rows.map(({ valid, ...row }) => ({ ...row, ...validityOf(valid) }));
}

export async function keptAccounts(db: Db): Promise<Kept<Version<"accounts">>[]> {
  const rows = await db
    .selectFrom("account_version")
    .where("superseded_at", "is", null)
    .orderBy("code")
    .select(["id", "book", "code", "valid", "label", "postable", "source"])
    .execute();
  return rows.map(({ valid, ...row }) => ({ ...row, ...validityOf(valid) }));
}

export async function keptNatureAccounts(db: Db): Promise<Kept<Version<"natureAccounts">>[]> {
  const rows = await db
    .selectFrom("nature_account")
    .where("superseded_at", "is", null)
    .select(["id", "nature", "valid", "expense", "accrued", "payable"])
    .execute();
  return rows.map(({ valid, ...row }) => ({ ...row, ...validityOf(valid) }));
}

export async function keptCentres(db: Db): Promise<Kept<Version<"centres">>[]> {
  const rows = await db
    .selectFrom("centre_unit")
    .where("superseded_at", "is", null)
    .select(["id", "kind", "centre", "valid", "unit"])
    .execute();
  return rows.map(({ valid, ...row }) => ({ ...row, ...validityOf(valid) }));
}

export async function saveUnits(db: Db, { added, superseded }: Revision<Version<"units">>): Promise<void> {
  await supersede(db, "unit_version", superseded);
  if (added.length === 0) return;
  await db
    .insertInto("unit")
    .values(codesOf(added))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = added.map(({ shortLabel, from, until, ...unit }) => ({
    ...unit,
    short_label: shortLabel,
    rank: unit.rank ?? 0,
    valid: rangeOf({ from, until }),
  }));
  await db.insertInto("unit_version").values(rows).execute();
}

export async function saveNatures(db: Db, { added, superseded }: Revision<Version<"natures">>): Promise<void> {
  await supersede(db, "nature_version", superseded);
  if (added.length === 0) return;
  const identities = distinct(added).map(({ code, spendingClass }) => ({ code, spending_class: spendingClass ?? null }));
  await db
    .insertInto("nature")
    .values(identities)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = added.map(({ from, until, spendingClass: _, title, ...nature }) => ({
    ...nature,
    title: title ?? null,
    valid: rangeOf({ from, until }),
  }));
  await db.insertInto("nature_version").values(rows).execute();
}

export async function saveActivities(db: Db, { added, superseded }: Revision<Version<"activities">>): Promise<void> {
  await supersede(db, "activity_version", superseded);
  if (added.length === 0) return;
  await db
    .insertInto("activity")
    .values(codesOf(added))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = added.map(({ from, until, ...activity }) => ({ ...activity, valid: rangeOf({ from, until }) }));
  await db.insertInto("activity_version").values(rows).execute();
}

export async function saveAccounts(db: Db, { added, superseded }: Revision<Version<"accounts">>): Promise<void> {
  await supersede(db, "account_version", superseded);
  if (added.length === 0) return;
  const identities = added.map(({ book, code }) => ({ book, code }));
  await db
    .insertInto("account")
    .values(identities)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = added.map(({ from, until, postable, ...account }) => ({
    ...account,
    postable: postable ?? true,
    valid: rangeOf({ from, until }),
  }));
  await db.insertInto("account_version").values(rows).execute();
}

export async function saveNatureAccounts(db: Db, { added, superseded }: Revision<Version<"natureAccounts">>): Promise<void> {
  await supersede(db, "nature_account", superseded);
  if (added.length === 0) return;
  await db
    .insertInto("nature_account")
    .values(added.map(({ from, until, ...row }) => ({ ...row, valid: rangeOf({ from, until }) })))
    .execute();
}

export async function saveCentres(db: Db, { added, superseded }: Revision<Version<"centres">>): Promise<void> {
  await supersede(db, "centre_unit", superseded);
  if (added.length === 0) return;
  await db
    .insertInto("centre_unit")
    .values(added.map(({ from, until, ...row }) => ({ ...row, valid: rangeOf({ from, until }) })))
    .execute();
}

/** A journal keeps its book for ever; its label may change. */
export async function saveJournals(db: Db, journals: NonNullable<Nomenclature["journals"]>): Promise<void> {
  if (journals.length === 0) return;
  const rows = journals.map(({ inFec, ...journal }) => ({ ...journal, in_fec: inFec ?? journal.book === "general" }));
  await db
    .insertInto("journal")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("code").doUpdateSet((row) => ({ label: row.ref("excluded.label"), in_fec: row.ref("excluded.in_fec") })),
    )
    .execute();
}

export async function booksOfJournals(db: Db): Promise<Map<string, "budget" | "general">> {
  const rows = await db.selectFrom("journal").select(["code", "book"]).execute();
  return new Map(rows.map(({ code, book }) => [code, book]));
}

export async function saveParties(db: Db, parties: NonNullable<Nomenclature["parties"]>): Promise<void> {
  if (parties.length === 0) return;
  await db
    .insertInto("party")
    .values(parties.map(({ siret, ...party }) => ({ ...party, siret: siret ?? null })))
    .onConflict((conflict) =>
      conflict.column("code").doUpdateSet((row) => ({ label: row.ref("excluded.label"), siret: row.ref("excluded.siret") })),
    )
    .execute();
}

export async function saveSuccessions(db: Db, dimension: Succession["dimension"], successions: readonly Succession[]): Promise<void> {
  const rows = successions.map(({ from, to, on, numerator, denominator }) => ({
    from_code: from,
    to_code: to,
    on_date: on,
    numerator,
    denominator,
  }));
  if (rows.length === 0) return;
  await db
    .insertInto(`${dimension}_succession`)
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** `[from, until)` as PostgreSQL writes it. */
export function rangeOf({ from, until }: Validity): string {
  return `${from === undefined ? "(" : `[${from}`},${until ?? ""})`;
}

/** Reads a canonical `daterange`: its lower bound is inclusive, its upper bound exclusive, either may be absent. */
export function validityOf(range: string): Validity {
  const match = /^[[(]([\d-]*),([\d-]*)\)$/.exec(range);
  if (!match) throw new Error(`a daterange reads ${range}`);
  return { from: match[1] || undefined, until: match[2] || undefined };
}

type Superseding = Extract<
  keyof Schema,
  "unit_version" | "nature_version" | "activity_version" | "account_version" | "nature_account" | "centre_unit"
>;

async function supersede(db: Db, table: Superseding, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update ${sql.table(table)} set superseded_at = clock_timestamp() where id = any(${ids.map(String)}::bigint[])`.execute(db);
}

function distinct<Row extends { readonly code: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.code, row])).values()];
}

function codesOf(rows: readonly { readonly code: string }[]): { code: string }[] {
  return distinct(rows).map(({ code }) => ({ code }));
}
