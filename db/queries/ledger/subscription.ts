import { sql } from "kysely";
import type { Frequency, Recurrence } from "#app/domain/ledger/subscription.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export type SubscriptionState = "active" | "paused" | "stopped";

export interface Subscription extends Recurrence {
  readonly id: string;
  readonly name: string;
  readonly modelId: string;
  readonly modelName: string;
  /** Cents by parameter of the model. */
  readonly amounts: ReadonlyMap<string, bigint>;
  readonly state: SubscriptionState;
  readonly version: bigint;
  readonly author: string;
  /** The ordinals already posted or left out. */
  readonly taken: ReadonlySet<number>;
  readonly lastDone: {
    readonly day: Day;
    readonly entryId: bigint | null;
    readonly fiscalYear: number | null;
    readonly number: string;
  } | null;
}

/** By name. */
export async function subscriptions(db: Db): Promise<Subscription[]> {
  const rows = await subscriptionRows(db).orderBy(sql`lower(s.name)`).orderBy("s.id").execute();
  return await withOccurrences(db, rows);
}

export async function subscriptionById(db: Db, id: string): Promise<Subscription | undefined> {
  return (await withOccurrences(db, await subscriptionRows(db).where("s.id", "=", id).execute()))[0];
}

/** Keeps these subscriptions from others until the end of the transaction, in key order. */
export async function lockSubscriptions(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.selectFrom("subscription").select("id").where("id", "in", ids).orderBy("id").forUpdate().execute();
}

export interface SubscriptionInput {
  readonly id: string;
  readonly modelId: string;
  readonly name: string;
  readonly amounts: ReadonlyMap<string, bigint>;
  readonly firstDay: Day;
  readonly frequency: Frequency;
  readonly lastDay: Day | null;
}

export async function insertSubscription(db: Db, input: SubscriptionInput & { readonly author: bigint }): Promise<void> {
  await db
    .insertInto("subscription")
    .values({ id: input.id, author: input.author, ...columnsOf(input) })
    .execute();
}

/** Over the version that was seen; false when it has moved since. */
export async function updateSubscription(db: Db, input: SubscriptionInput & { readonly seen: bigint }): Promise<boolean> {
  const row = await db
    .updateTable("subscription")
    .set({ ...columnsOf(input), version: input.seen + 1n, updated_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", input.id)
    .where("version", "=", input.seen)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function setSubscriptionState(db: Db, id: string, state: SubscriptionState): Promise<void> {
  await db.updateTable("subscription").set({ state, updated_at: sql<Date>`clock_timestamp()` }).where("id", "=", id).execute();
}

export interface OccurrenceRecord {
  readonly subscriptionId: string;
  readonly ordinal: number;
  readonly day: Day;
  readonly actor: bigint;
  /** The entry that it posted, or why it was left out. */
  readonly outcome: { readonly entryId: bigint } | { readonly skipReason: string };
}

/** Once for ever: a second one breaks `occurrence_once`. */
export async function recordOccurrence(db: Db, { subscriptionId, ordinal, day, actor, outcome }: OccurrenceRecord): Promise<void> {
  const [entryId, skipReason] = "entryId" in outcome ? [outcome.entryId, null] : [null, outcome.skipReason];
  await db
    .insertInto("subscription_occurrence")
    .values({ subscription_id: subscriptionId, ordinal, day, entry_id: entryId, skip_reason: skipReason, actor })
    .execute();
}

function columnsOf({ modelId, name, amounts, firstDay, frequency, lastDay }: SubscriptionInput) {
  const kept = Object.fromEntries([...amounts].map(([parameter, cents]) => [parameter, cents.toString()]));
  return { model_id: modelId, name, amounts: kept, first_day: firstDay, frequency, last_day: lastDay };
}

function subscriptionRows(db: Db) {
  return db
    .selectFrom("subscription as s")
    .innerJoin("entry_model as m", "m.id", "s.model_id")
    .innerJoin("app_user as u", "u.id", "s.author")
    .select(["s.id", "s.name", "s.model_id as modelId", "m.name as modelName", "s.amounts", "s.first_day as firstDay", "s.frequency"])
    .select(["s.last_day as lastDay", "s.state", "s.version", "u.name as author"]);
}

type SubscriptionRow = Omit<Subscription, "amounts" | "taken" | "lastDone"> & { readonly amounts: unknown };

async function withOccurrences(db: Db, rows: readonly SubscriptionRow[]): Promise<Subscription[]> {
  if (rows.length === 0) return [];
  const done = await db
    .selectFrom("subscription_occurrence as o")
    .leftJoin("entry as e", "e.id", "o.entry_id")
    .select([
      "o.subscription_id as id",
      "o.ordinal",
      "o.day",
      "o.entry_id as entryId",
      "e.fiscal_year as fiscalYear",
      "e.journal",
      "e.number",
    ])
    .where(
      "o.subscription_id",
      "in",
      rows.map(({ id }) => id),
    )
    .orderBy("o.ordinal")
    .execute();
  return rows.map(({ amounts, ...row }) => {
    const own = done.filter(({ id }) => id === row.id);
    const last = own.at(-1);
    const lastDone = last && {
      ...{ day: last.day, entryId: last.entryId, fiscalYear: last.fiscalYear },
      number: last.journal === null ? "" : `${last.journal}-${last.number}`,
    };
    // Written by `columnsOf` alone: cents as decimal text.
    const cents = new Map(Object.entries(amounts as Record<string, string>).map(([name, text]) => [name, BigInt(text)]));
    return { ...row, amounts: cents, taken: new Set(own.map(({ ordinal }) => ordinal)), lastDone: lastDone ?? null };
  });
}
