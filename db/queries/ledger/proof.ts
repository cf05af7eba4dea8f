import { sql } from "kysely";
import type { Db } from "../../client.ts";

/** A verification of everything, as it is kept. */
export interface ProofRun {
  readonly id: bigint;
  readonly at: string;
  readonly by: string;
  readonly reason: "nightly" | "hand";
  readonly sound: boolean;
  readonly entries: bigint;
  readonly lines: bigint;
  readonly postings: bigint;
  readonly faultCount: bigint;
  readonly checks: number;
  readonly durationMs: number;
}

export interface NewProofRun extends Omit<ProofRun, "id" | "at" | "by"> {
  readonly actor: bigint;
  /** As `toStored` gives it. */
  readonly report: unknown;
}

/** A chain in which nothing is posted since its proof failed. */
export interface ChainStop {
  readonly id: bigint;
  readonly fiscalYear: number;
  readonly journal: string;
  readonly label: string;
  readonly stoppedAt: string;
}

export async function addProofRun(db: Db, { actor, durationMs, faultCount, ...run }: NewProofRun): Promise<bigint> {
  const row = { ...run, actor, duration_ms: durationMs, fault_count: faultCount };
  const { id } = await db.insertInto("proof_run").values(row).returning("id").executeTakeFirstOrThrow();
  return id;
}

/** The latest first. */
export async function proofRuns(db: Db, most: number): Promise<ProofRun[]> {
  const rows = await db
    .selectFrom("proof_run as r")
    .innerJoin("app_user as u", "u.id", "r.actor")
    .select(["r.id", "r.at", "u.name as by", "r.reason", "r.sound", "r.entries", "r.lines", "r.postings", "r.checks"])
    .select(["r.fault_count as faultCount", "r.duration_ms as durationMs"])
    .orderBy("r.id", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** What a run found, as `fromStored` reads it. */
export async function reportOfRun(db: Db, id: bigint): Promise<unknown> {
  const row = await db.selectFrom("proof_run").select("report").where("id", "=", id).executeTakeFirst();
  return row?.report;
}

export async function chainStops(db: Db): Promise<ChainStop[]> {
  const rows = await db
    .selectFrom("chain_stop as s")
    .leftJoin("journal as j", "j.code", "s.journal")
    .select(["s.id", "s.fiscal_year as fiscalYear", "s.journal", "j.label", "s.stopped_at as stoppedAt"])
    .where("s.lifted_at", "is", null)
    .orderBy("s.fiscal_year")
    .orderBy("s.journal")
    .execute();
  return rows.map(({ label, stoppedAt, ...stop }) => ({ ...stop, label: label ?? stop.journal, stoppedAt: stoppedAt.toISOString() }));
}

/**
 * Stops the chains that a verification found altered, and resumes those that it found sound again. A chain that somebody released with
 * a reason is not stopped again for the same faults. Returns how many are stopped now.
 */
export async function stopChains(
  db: Db,
  {
    runId,
    actor,
    breaches,
  }: { runId: bigint; actor: bigint; breaches: readonly { fiscalYear: number; journal: string; fingerprint: string }[] },
): Promise<number> {
  const years = breaches.map(({ fiscalYear }) => String(fiscalYear));
  const journals = breaches.map(({ journal }) => journal);
  const prints = breaches.map(({ fingerprint }) => fingerprint);
  const broken = sql`select year::int as fiscal_year, journal, decode(print, 'hex') as faults
    from unnest(${years}::text[], ${journals}::text[], ${prints}::text[]) as b (year, journal, print)`;
  await sql`
    update chain_stop s set lifted_at = clock_timestamp(), lifted_by = ${actor}
     where s.lifted_at is null and not exists (select from (${broken}) b where b.fiscal_year = s.fiscal_year and b.journal = s.journal)`.execute(
    db,
  );
  await sql`
    insert into chain_stop (fiscal_year, journal, run_id, faults)
    select b.fiscal_year, b.journal, ${runId}, b.faults from (${broken}) b
     where not exists (select from chain_stop s where s.fiscal_year = b.fiscal_year and s.journal = b.journal
                          and (s.lifted_at is null or (s.lift_reason is not null and s.faults = b.faults)))`.execute(db);
  const { count } = await db
    .selectFrom("chain_stop")
    .select(({ fn }) => fn.countAll<bigint>().as("count"))
    .where("lifted_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Undefined when it is not stopped, or no longer. */
export async function releaseStop(
  db: Db,
  { id, actor, reason }: { id: bigint; actor: bigint; reason: string },
): Promise<{ fiscalYear: number; journal: string } | undefined> {
  return await db
    .updateTable("chain_stop")
    .set({ lifted_at: sql<Date>`clock_timestamp()`, lifted_by: actor, lift_reason: reason })
    .where("id", "=", id)
    .where("lifted_at", "is", null)
    .returning(["fiscal_year as fiscalYear", "journal"])
    .executeTakeFirst();
}

export async function lastSealOf(db: Db): Promise<{ id: bigint; at: string } | undefined> {
  const seal = await db.selectFrom("audit_seal").select(["last_id", "sealed_at"]).orderBy("last_id", "desc").limit(1).executeTakeFirst();
  return seal && { id: seal.last_id, at: seal.sealed_at.toISOString() };
}
