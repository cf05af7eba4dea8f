import { sql } from "kysely";
import type { AmountKey, PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { Db } from "../../client.ts";

export type OpinionView = "favourable" | "reserved" | "unfavourable";

/** « Avis du DPG »: a view, a sentence, and what it proposes. */
export interface Opinion {
  readonly id: string;
  readonly requestId: string;
  readonly view: OpinionView;
  readonly sentence: string;
  readonly amounts: readonly PlannedAmount[];
  readonly author: string;
  readonly at: Date;
}

/** The opinion in force on each request. */
export async function opinionsOn(db: Db, requests: readonly string[]): Promise<Map<string, Opinion>> {
  if (requests.length === 0) return new Map();
  const { rows } = await sql<Omit<Opinion, "amounts"> & { amounts: unknown }>`
    select o.id, o.request_id as "requestId", o.view, o.sentence, o.amounts, u.name as author, o.at
      from opinion o join app_user u on u.id = o.author
     where o.request_id = any(${[...requests]}::uuid[]) and not exists (select from opinion n where n.replaces = o.id)`.execute(db);
  return new Map(rows.map((row) => [row.requestId, { ...row, amounts: amountsFrom(row.amounts) }]));
}

/** Gives an opinion in place of the one in force, which is kept. The caller holds the request locked. */
export async function insertOpinion(
  db: Db,
  opinion: Pick<Opinion, "id" | "requestId" | "view" | "sentence" | "amounts"> & { author: bigint },
): Promise<void> {
  const { id, requestId, view, sentence, author } = opinion;
  const replaced = (await opinionsOn(db, [requestId])).get(requestId);
  const amounts = JSON.stringify(opinion.amounts.map(({ amount, ...key }) => ({ ...key, amount: amount.toString() })));
  await db
    .insertInto("opinion")
    .values({ id, request_id: requestId, view, sentence, author, amounts: sql`${amounts}::text::jsonb`, replaces: replaced?.id ?? null })
    .execute();
}

/** An amount is kept as decimal text: JSON has no integer of this size. */
function amountsFrom(stored: unknown): PlannedAmount[] {
  if (!Array.isArray(stored)) return [];
  return stored.map((kept: AmountKey & { amount: string }) => ({ ...kept, amount: BigInt(kept.amount) }));
}
