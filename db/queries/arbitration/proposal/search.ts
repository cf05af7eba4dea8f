import { sql } from "kysely";
import type { Db } from "../../../client.ts";
import { isUuid } from "../../forecast/identifier.ts";

/** How far a search is: the best found so far, and what nothing is worth more than. */
export interface ProposalSearch {
  readonly jobId: string;
  readonly campaignId: string;
  readonly criteriaId: string | null;
  readonly continues: string | null;
  readonly worth: bigint | null;
  readonly bound: bigint | null;
  /** The proposal kept at its end. */
  readonly proposalId: string | null;
}

export async function insertSearch(
  db: Db,
  { jobId, campaign, criteriaId, continues }: { jobId: string; campaign: string; criteriaId: string | null; continues: string | null },
): Promise<void> {
  await db.insertInto("proposal_search").values({ job_id: jobId, campaign, criteria_id: criteriaId, continues }).execute();
}

export async function reportSearch(db: Db, jobId: string, { worth, bound }: { worth: bigint; bound: bigint }): Promise<void> {
  await db
    .updateTable("proposal_search")
    .set({ worth, bound, heard_at: sql<Date>`clock_timestamp()` })
    .where("job_id", "=", jobId)
    .execute();
}

export async function endSearch(db: Db, jobId: string, proposalId: string): Promise<void> {
  await db.updateTable("proposal_search").set({ proposal_id: proposalId }).where("job_id", "=", jobId).execute();
}

export async function findSearch(db: Db, jobId: string): Promise<ProposalSearch | undefined> {
  if (!isUuid(jobId)) return undefined;
  return await db
    .selectFrom("proposal_search")
    .select([
      "job_id as jobId",
      "campaign as campaignId",
      "criteria_id as criteriaId",
      "continues",
      "worth",
      "bound",
      "proposal_id as proposalId",
    ])
    .where("job_id", "=", jobId)
    .executeTakeFirst();
}

/** Whether the search that found a proposal is still looking: at what more of each ceiling would save. */
export async function searchUnderWay(db: Db, proposal: string): Promise<boolean> {
  const row = await db
    .selectFrom("proposal_search as s")
    .innerJoin("job as j", "j.id", "s.job_id")
    .select("j.id")
    .where("s.proposal_id", "=", proposal)
    .where("j.finished_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
