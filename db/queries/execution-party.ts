import { sql } from "kysely";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import type { PartyKind } from "../schema.ts";

export interface PartyDescribed {
  readonly code: string;
  readonly label: string;
  readonly kind: PartyKind;
  readonly siret: string | null;
}

/** A party in a list: what is committed with it and what remains to be paid, in the units that the reader sees. */
export interface PartyRow extends PartyDescribed {
  readonly closed: boolean;
  readonly commitments: number;
  readonly committed: Quantity;
  readonly outstanding: Quantity;
}

export interface PartyFilter {
  readonly units: readonly string[];
  readonly query?: string;
  readonly code?: string;
  /** The label and the code of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Those of the codes that are closed. */
export async function closedParties(db: Db, codes: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return [];
  const rows = await db
    .selectFrom("party")
    .where("code", "in", wanted)
    .where("closed_at", "is not", null)
    .select("code")
    .orderBy("code")
    .execute();
  return rows.map(({ code }) => code);
}

export async function partiesPage(db: Db, { units, query = "", code, after, limit }: PartyFilter): Promise<PartyRow[]> {
  const words = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<PartyRow>`
    select p.code, p.label, p.kind, p.siret, p.closed_at is not null as closed, coalesce(c.commitments, 0)::int as commitments,
           coalesce(c.committed, 0)::bigint as committed, coalesce(c.outstanding, 0)::bigint as outstanding
      from party p
      left join lateral (
        select count(distinct c.id) as commitments, sum(l.committed - l.withdrawn) as committed, sum(l.committed - l.withdrawn - l.paid) as outstanding
          from commitment c join commitment_line l on l.commitment_id = c.id and l.unit = any(${[...units]}::text[]) where c.party = p.code) c on true
     where (${code ?? null}::text is null or p.code = ${code ?? null}::text)
       and (${query} = '' or p.label ilike ${words} or p.code ilike ${words} or p.siret like ${words})
       and (${after ?? null}::text is null or p.label || ' ' || p.code > ${after ?? null}::text)
     order by p.label || ' ' || p.code limit ${limit}`.execute(db);
  return rows;
}

/** Everything that was said of a party since its versions are kept, the latest first. */
export interface PartyVersion extends PartyDescribed {
  readonly version: number;
  readonly act: "add" | "change" | "close" | "reopen";
  readonly author: string;
  readonly at: Date;
}

export async function partyVersions(db: Db, code: string): Promise<PartyVersion[]> {
  return await db
    .selectFrom("party_version as v")
    .innerJoin("app_user as u", "u.id", "v.author")
    .where("v.party", "=", code)
    .select(["v.party as code", "v.version", "v.act", "v.label", "v.kind", "v.siret", "u.name as author", "v.at"])
    .orderBy("v.version", "desc")
    .execute();
}

/** The party, locked: its next version is numbered once. */
export async function lockParty(db: Db, code: string): Promise<(PartyDescribed & { closed: boolean; version: number }) | undefined> {
  const party = await db
    .selectFrom("party")
    .where("code", "=", code)
    .select(["code", "label", "kind", "siret", "closed_at"])
    .forUpdate()
    .executeTakeFirst();
  if (!party) return undefined;
  const last = await db
    .selectFrom("party_version")
    .where("party", "=", code)
    .select(({ fn }) => fn.max("version").as("version"))
    .executeTakeFirst();
  const { closed_at, ...own } = party;
  return { ...own, closed: closed_at !== null, version: last?.version ?? 0 };
}

export async function insertParty(db: Db, party: PartyDescribed): Promise<boolean> {
  const row = await db
    .insertInto("party")
    .values(party)
    .onConflict((conflict) => conflict.doNothing())
    .returning("code")
    .executeTakeFirst();
  return row !== undefined;
}

export async function describeParty(db: Db, { code, ...own }: PartyDescribed, closed: boolean): Promise<void> {
  const closedAt = closed ? sql<Date>`coalesce(closed_at, clock_timestamp())` : null;
  await db
    .updateTable("party")
    .set({ ...own, closed_at: closedAt })
    .where("code", "=", code)
    .execute();
}

export async function insertPartyVersion(
  db: Db,
  { code, ...own }: PartyDescribed & { readonly version: number; readonly act: PartyVersion["act"]; readonly author: bigint },
): Promise<void> {
  await db
    .insertInto("party_version")
    .values({ ...own, party: code })
    .execute();
}
