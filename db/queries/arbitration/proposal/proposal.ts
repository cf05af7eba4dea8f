import { sql } from "kysely";
import { inOrder, type PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { ProposalCriteria } from "#app/domain/arbitration/proposal/criteria.ts";
import type { Change } from "#app/domain/arbitration/proposal/explanation.ts";
import type { InputDigests } from "#app/domain/arbitration/proposal/inputs.ts";
import type { ProposalWay } from "#app/domain/arbitration/proposal/way.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../../client.ts";
import { isUuid } from "../../forecast/identifier.ts";
import { criteriaFrom, storedCriteria } from "./criteria.ts";

/** A proposal as it was kept: what it was found from, how near the best it is, who asked it and when. */
export interface KeptProposal {
  readonly id: string;
  readonly campaignId: string;
  readonly number: number;
  readonly way: ProposalWay;
  /** Null with the usual criteria. */
  readonly criteriaId: string | null;
  readonly criteriaName: string | null;
  readonly criteria: ProposalCriteria;
  readonly inputs: InputDigests;
  readonly inputsHash: string;
  /** Null for a plain rule, which proves nothing. */
  readonly worth: bigint | null;
  readonly bound: bigint | null;
  readonly tookMs: number;
  /** The number of the one that it goes on from. */
  readonly continues: number | null;
  readonly author: string;
  readonly at: Date;
}

export interface GrantedRequest {
  readonly requestId: string;
  readonly parts: number;
  readonly ofParts: number;
  readonly asked: readonly PlannedAmount[];
  readonly proposed: readonly PlannedAmount[];
}

export interface NewProposal
  extends Pick<KeptProposal, "id" | "way" | "criteriaId" | "criteria" | "inputs" | "inputsHash" | "worth" | "bound" | "tookMs"> {
  readonly campaign: string;
  readonly author: bigint;
  readonly continues: string | null;
  readonly granted: readonly GrantedRequest[];
}

/** Keeps a proposal under the next number of its campaign, which the caller holds locked. */
export async function insertProposal(db: Db, proposal: NewProposal): Promise<number> {
  const { id, campaign, way, author, continues, granted } = proposal;
  const { number } = await db
    .insertInto("proposal")
    .values({
      ...{ id, campaign, way, author, continues, worth: proposal.worth, bound: proposal.bound },
      number: sql<number>`(select coalesce(max(number), 0) + 1 from proposal where campaign = ${campaign})`,
      criteria_id: proposal.criteriaId,
      content: sql`${storedCriteria(proposal.criteria)}::text::jsonb`,
      inputs: sql`${JSON.stringify(proposal.inputs)}::text::jsonb`,
      inputs_hash: proposal.inputsHash,
      took_ms: proposal.tookMs,
    })
    .returning("number")
    .executeTakeFirstOrThrow();
  await sql`insert into proposal_grant (proposal_id, request_id, parts, of_parts)
    select ${id}::uuid, request::uuid, parts::int, of_parts::int
      from unnest(${granted.map((own) => own.requestId)}::text[], ${granted.map((own) => String(own.parts))}::text[],
                  ${granted.map((own) => String(own.ofParts))}::text[]) as g(request, parts, of_parts)`.execute(db);
  const amounts = granted.flatMap(({ requestId, asked, proposed }) =>
    asked.map((own, index) => ({ requestId, ...own, proposed: proposed[index]?.amount ?? 0n })),
  );
  await sql`insert into proposal_amount (proposal_id, request_id, spending_class, measure, target_year, asked, proposed)
    select ${id}::uuid, request::uuid, class, measure, year::int, asked::bigint, proposed::bigint
      from unnest(${amounts.map((own) => own.requestId)}::text[], ${amounts.map((own) => own.spendingClass)}::text[],
                  ${amounts.map((own) => own.measure)}::text[], ${amounts.map((own) => String(own.targetYear))}::text[],
                  ${amounts.map((own) => String(own.amount))}::text[], ${amounts.map((own) => String(own.proposed))}::text[])
           as a(request, class, measure, year, asked, proposed)`.execute(db);
  return number;
}

/** The proposals kept in a campaign, the latest first. */
export async function proposalsOf(db: Db, campaign: string): Promise<KeptProposal[]> {
  return await read(db, sql`p.campaign = ${campaign}`);
}

export async function findProposal(db: Db, id: string): Promise<KeptProposal | undefined> {
  return isUuid(id) ? (await read(db, sql`p.id = ${id}`))[0] : undefined;
}

async function read(db: Db, where: ReturnType<typeof sql>): Promise<KeptProposal[]> {
  const { rows } = await sql<Omit<KeptProposal, "criteria"> & { content: unknown }>`
    select p.id, p.campaign as "campaignId", p.number, p.way, p.criteria_id as "criteriaId", c.name as "criteriaName", p.content, p.inputs,
           p.inputs_hash as "inputsHash", p.worth, p.bound, p.took_ms as "tookMs", b.number as continues, u.name as author, p.at
      from proposal p join app_user u on u.id = p.author left join proposal_criteria c on c.id = p.criteria_id
      left join proposal b on b.id = p.continues
     where ${where} order by p.number desc`.execute(db);
  return rows.map(({ content, ...row }) => ({ ...row, criteria: criteriaFrom(content) }));
}

/** What a proposal gives each request, whole: who sees what of it is for whoever shows it. */
export async function grantedIn(db: Db, proposal: string): Promise<Map<string, GrantedRequest>> {
  const { rows } = await sql<{ requestId: string; parts: number; ofParts: number }>`
    select request_id as "requestId", parts, of_parts as "ofParts" from proposal_grant where proposal_id = ${proposal}`.execute(db);
  const { rows: amounts } = await sql<Omit<PlannedAmount, "amount"> & { requestId: string; asked: Quantity; proposed: Quantity }>`
    select request_id as "requestId", spending_class as "spendingClass", measure, target_year as "targetYear", asked, proposed
      from proposal_amount where proposal_id = ${proposal}`.execute(db);
  const granted = new Map(rows.map((row) => [row.requestId, { ...row, asked: [] as PlannedAmount[], proposed: [] as PlannedAmount[] }]));
  for (const { requestId, asked, proposed, ...key } of amounts) {
    granted.get(requestId)?.asked.push({ ...key, amount: asked });
    granted.get(requestId)?.proposed.push({ ...key, amount: proposed });
  }
  return new Map([...granted].map(([id, own]) => [id, { ...own, asked: inOrder(own.asked), proposed: inOrder(own.proposed) }]));
}

/** What more of a ceiling would save. */
export interface KeptSaving {
  readonly ceiling: string;
  readonly more: Quantity;
  readonly gained: bigint;
  readonly changes: readonly Change[];
}

export async function insertSavings(db: Db, proposal: string, savings: readonly KeptSaving[]): Promise<void> {
  if (savings.length === 0) return;
  const rows = savings.map(({ changes, ...own }) => ({
    ...own,
    proposal_id: proposal,
    changes: sql`${JSON.stringify(changes)}::text::jsonb`,
  }));
  await db.insertInto("proposal_saving").values(rows).execute();
}

export async function savingsOf(db: Db, proposal: string): Promise<KeptSaving[]> {
  const rows = await db
    .selectFrom("proposal_saving")
    .select(["ceiling", "more", "gained", "changes"])
    .where("proposal_id", "=", proposal)
    .orderBy("ceiling")
    .execute();
  return rows.map((row) => ({ ...row, changes: row.changes as Change[] }));
}
