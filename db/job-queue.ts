import { CompiledQuery } from "kysely";
import PgBoss from "pg-boss";
import type postgres from "postgres";
import type { ConnectionTarget } from "./access.ts";
import { type Db, openPool } from "./client.ts";

/** What the queue carries of a job: where its row stands. All that people see of it is that row. */
export interface QueuedJob {
  readonly slug: string;
  readonly jobId: string;
}

const schema = "pgboss";
/** The one queue of the jobs, and the one that a clock fills. */
const work = "work";
const nightly = "nightly";
/** What pg-boss makes for itself when its clock starts: made by the migrator, for the application defines nothing. */
const ownQueues = ["__pgboss__send-it"];

/** A job that has been heard of is never taken from its worker by the clock of the queue: `app/jobs/worker.ts` watches them itself. */
const options = { expireInHours: 23, retryLimit: 0, retentionDays: 2 };

/** Makes the queue's schema, as its owner, and lets the application use it. */
export async function migrateJobQueue(migrator: ConnectionTarget): Promise<void> {
  const pool = openPool(migrator, { connections: 1 });
  try {
    const boss = new PgBoss({ db: { executeSql: executing(pool) }, schema, migrate: true, supervise: false, schedule: false });
    await boss.start();
    for (const name of [work, nightly, ...ownQueues]) await boss.createQueue(name);
    await boss.stop({ graceful: false });
    await pool.unsafe(`grant usage on schema ${schema} to enveloppe_app`);
    await pool.unsafe(`grant select, insert, update, delete on all tables in schema ${schema} to enveloppe_app`);
  } finally {
    await pool.end({ timeout: 5 });
  }
}

/** Puts a job in the queue, in the caller's transaction: it is there if and only if the transaction commits. */
export async function enqueue(db: Db, job: QueuedJob): Promise<void> {
  const executeSql = async (text: string, values: unknown[]) => {
    const { rows } = await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values.map(asParameter)));
    return { rows };
  };
  await sender().send(work, job, { ...options, db: { executeSql } });
}

/** The side that works: fetches what is queued, one after the other in each of `workers`, and wakes at night. */
export interface JobQueue {
  /** Stops fetching and lets what runs end, within ten seconds. */
  stop(): Promise<void>;
}

export interface JobQueueOptions {
  readonly workers: number;
  readonly work: (job: QueuedJob) => Promise<void>;
  readonly nightly: () => Promise<void>;
  /** In five fields of cron, time of Paris. */
  readonly nightlyAt: string;
  readonly onError: (error: Error) => void;
}

export async function openJobQueue(target: ConnectionTarget, given: JobQueueOptions): Promise<JobQueue> {
  // One connection: pg-boss opens transactions inside a statement, which the driver allows on a pool of one alone.
  const pool = openPool(target, { connections: 1 });
  const boss = new PgBoss({ db: { executeSql: executing(pool) }, schema, migrate: false, cronMonitorIntervalSeconds: 30 });
  boss.on("error", given.onError);
  await boss.start();
  for (let worker = 0; worker < given.workers; worker += 1) {
    const id: string = await boss.work<QueuedJob>(work, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
      if (!job) return;
      await given.work(job.data);
      // Looks at once whether there is more to do.
      boss.notifyWorker(id);
    });
  }
  await boss.work(nightly, { pollingIntervalSeconds: 30 }, async () => await given.nightly());
  await boss.schedule(nightly, given.nightlyAt, {}, { tz: "Europe/Paris" });
  return {
    stop: async () => {
      await boss.stop({ graceful: true, wait: true, timeout: 10_000 });
      await pool.end({ timeout: 5 });
    },
  };
}

/** Only sends, and through the caller's transaction: it has no connection of its own. */
let sending: PgBoss | undefined;
function sender(): PgBoss {
  sending ??= new PgBoss({
    db: { executeSql: () => Promise.reject(new Error("A job is queued in its command's transaction.")) },
    schema,
    migrate: false,
  });
  return sending;
}

function executing(pool: postgres.Sql<{ bigint: bigint }>) {
  return async (text: string, values: unknown[] = []) => {
    const rows = await pool.unsafe(text, values.map(asParameter) as never[]);
    return { rows: rows as unknown as Record<string, unknown>[] };
  };
}

/** pg-boss writes for a driver that makes text of everything. */
function asParameter(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return value;
}
