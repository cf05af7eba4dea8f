import { sql } from "kysely";
import { type ProposalCriteria, type UnitFloor, usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import type { Db } from "../../../client.ts";
import { isUuid } from "../../forecast/identifier.ts";

/** Criteria kept by name, for everybody who reads the campaign. */
export interface NamedCriteria {
  readonly id: string;
  readonly campaignId: string;
  readonly name: string;
  readonly content: ProposalCriteria;
  readonly author: string;
  readonly at: Date;
  readonly replaces: string | null;
  /** False once others took their place. */
  readonly inForce: boolean;
}

/** The criteria of a campaign, by name; those that were replaced too, the latest first, when `name` asks for their history. */
export async function criteriaOf(db: Db, campaign: string, name?: string): Promise<NamedCriteria[]> {
  return await read(db, sql`c.campaign = ${campaign} and ${name === undefined ? sql`n.id is null` : sql`c.name = ${name}`}`);
}

/** One set of criteria, replaced or not: what a proposal was found with stays readable. */
export async function findCriteria(db: Db, id: string | null): Promise<NamedCriteria | undefined> {
  if (id === null || !isUuid(id)) return undefined;
  return (await read(db, sql`c.id = ${id}`))[0];
}

async function read(db: Db, where: ReturnType<typeof sql>): Promise<NamedCriteria[]> {
  const { rows } = await sql<Omit<NamedCriteria, "content"> & { content: unknown }>`
    select c.id, c.campaign as "campaignId", c.name, c.content, u.name as author, c.set_at as at, c.replaces, n.id is null as "inForce"
      from proposal_criteria c join app_user u on u.id = c.author left join proposal_criteria n on n.replaces = c.id
     where ${where} order by c.name, c.set_at desc`.execute(db);
  return rows.map((row) => ({ ...row, content: criteriaFrom(row.content) }));
}

/** Keeps criteria, in place of those that they replace. The caller holds the campaign locked. */
export async function insertCriteria(
  db: Db,
  { content, ...row }: Pick<NamedCriteria, "id" | "name" | "content" | "replaces"> & { campaign: string; author: bigint },
): Promise<void> {
  await db
    .insertInto("proposal_criteria")
    .values({ ...row, content: sql`${storedCriteria(content)}::text::jsonb` })
    .execute();
}

/** Amounts as decimal text: JSON has no integer of their size. */
export function storedCriteria({ floors, ...criteria }: ProposalCriteria): string {
  return JSON.stringify({ ...criteria, floors: floors.map(({ least, ...own }) => ({ ...own, least: least.toString() })) });
}

/** Criteria kept before a field was known take the usual one. */
export function criteriaFrom(stored: unknown): ProposalCriteria {
  const { floors = [], ...criteria } = stored as Partial<ProposalCriteria> & { floors?: (Omit<UnitFloor, "least"> & { least: string })[] };
  return { ...usualProposal, ...criteria, floors: floors.map(({ least, ...own }) => ({ ...own, least: BigInt(least) })) };
}
