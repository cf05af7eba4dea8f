import { sql } from "kysely";
import { inOrder, type PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { Db } from "../../../client.ts";

/** The proposal that the board proposes, and who put it there. */
export interface BoardProposal {
  readonly id: string;
  /** Null once it was taken off. */
  readonly proposalId: string | null;
  readonly number: number | null;
  readonly author: string;
  readonly at: Date;
}

/** What stands on the board of a campaign; undefined when nothing ever did. */
export async function boardProposal(db: Db, campaign: string): Promise<BoardProposal | undefined> {
  const { rows } = await sql<BoardProposal>`
    select b.id, b.proposal_id as "proposalId", p.number, u.name as author, b.at
      from board_proposal b join app_user u on u.id = b.author left join proposal p on p.id = b.proposal_id
     where b.campaign = ${campaign} and not exists (select from board_proposal n where n.replaces = b.id)`.execute(db);
  return rows[0];
}

/** Puts a proposal on the board, or none, in place of what stands there, which is kept. The caller holds the campaign locked. */
export async function insertBoardProposal(
  db: Db,
  row: { id: string; campaign: string; proposalId: string | null; author: bigint; replaces: string | null },
): Promise<void> {
  const { proposalId, ...same } = row;
  await db
    .insertInto("board_proposal")
    .values({ ...same, proposal_id: proposalId })
    .execute();
}

/** What the proposal on the board gives each of these requests, where it knows them. */
export async function boardAmounts(db: Db, requests: readonly string[]): Promise<Map<string, PlannedAmount[]>> {
  if (requests.length === 0) return new Map();
  const { rows } = await sql<PlannedAmount & { requestId: string }>`
    select a.request_id as "requestId", a.spending_class as "spendingClass", a.measure, a.target_year as "targetYear", a.proposed as amount
      from board_proposal b join proposal_amount a on a.proposal_id = b.proposal_id
     where a.request_id = any(${[...requests]}::uuid[]) and not exists (select from board_proposal n where n.replaces = b.id)`.execute(db);
  const amounts = new Map<string, PlannedAmount[]>();
  for (const { requestId, ...amount } of rows) amounts.set(requestId, [...(amounts.get(requestId) ?? []), amount]);
  return new Map([...amounts].map(([id, own]) => [id, inOrder(own)]));
}

/** Remembers whose amounts a scenario started from. */
export async function bornOf(db: Db, scenario: string, proposal: string): Promise<void> {
  await db.updateTable("scenario").set({ proposal_id: proposal }).where("id", "=", scenario).execute();
}
