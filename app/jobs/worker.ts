import type { CommandContext } from "#app/commands/run.ts";
import { fromStored, toStored } from "#app/commands/stored-value.ts";
import { systemLogin } from "#app/commands/system-context.ts";
import { mayDo, systemAccess } from "#app/domain/access.ts";
import type { JobResult, Progress } from "#app/domain/job.ts";
import type { Day } from "#app/domain/month.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { Database, Organisation } from "#db/client.ts";
import { enqueue, type QueuedJob } from "#db/job-queue.ts";
import { accessOf } from "#db/queries/access.ts";
import { abandonedJobs, endJob, reportJob, type TakenJob, takeJob } from "#db/queries/job.ts";
import type { JobHandler } from "./job.ts";

export interface WorkerParts {
  readonly database: Database;
  readonly handlers: readonly JobHandler<never>[];
  today(): Day;
  /** What went wrong without being refused: for the log, never for the page. */
  onFailure(error: unknown, job: QueuedJob): void;
}

const reportEveryMs = 500;

/** Does one job: takes it, runs its handler in its author's name, and writes how it ended. Another worker's job is left alone. */
export async function doJob(parts: WorkerParts, queued: QueuedJob): Promise<void> {
  const { database, handlers } = parts;
  const organisation = await database.organisation(queued.slug);
  if (!organisation) return;
  const taken = await database.write(organisation, (db) => takeJob(db, queued.jobId));
  if (!taken) return;
  const reporting = report(database, organisation, queued.jobId);
  try {
    const handler = handlers.find(({ kind }) => kind === taken.kind);
    if (!handler) throw new Error(`Nothing does jobs of the kind ${taken.kind}.`);
    const context = await contextOf(parts, organisation, taken, queued.jobId);
    const result = await attempt(handler, { context, request: fromStored(taken.request) as never, ...reporting });
    await database.write(organisation, (db) => endJob(db, queued.jobId, endOf(result, reporting.signal)));
  } catch (error) {
    const cancelled = reporting.signal.aborted;
    if (!cancelled) parts.onFailure(error, queued);
    const end = cancelled ? { status: "cancelled" as const } : { status: "failed" as const, refusal: null };
    await database.write(organisation, (db) => endJob(db, queued.jobId, end));
  } finally {
    reporting.stop();
  }
}

/** Queues again what a worker that died had begun; to be called at the start and from time to time. */
export async function reviveJobs({ database }: WorkerParts): Promise<number> {
  let revived = 0;
  for (const organisation of await database.organisations()) {
    revived += await database.write(organisation, async (db) => {
      const ids = await abandonedJobs(db);
      for (const jobId of ids) await enqueue(db, { slug: organisation.slug, jobId });
      return ids.length;
    });
  }
  return revived;
}

async function attempt(handler: JobHandler<never>, work: Parameters<JobHandler<never>["run"]>[0]): Promise<Result<JobResult>> {
  const { capability } = handler;
  if (!mayDo(work.context.actor.access, capability)) return refuse({ kind: "forbidden", capability });
  return await handler.run(work);
}

/** What was done is done, even when it was asked to stop too late. */
function endOf(result: Result<JobResult>, signal: AbortSignal): Parameters<typeof endJob>[2] {
  if (result.ok) return { status: "done", result: result.value };
  return signal.aborted ? { status: "cancelled" } : { status: "failed", refusal: toStored(result.refusal) };
}

/** The author as of now: whoever lost a right since the job was asked has lost it here too. */
async function contextOf(
  { database, today }: WorkerParts,
  organisation: Organisation,
  { author }: TakenJob,
  key: string,
): Promise<CommandContext> {
  const day = today();
  const access = author.login === systemLogin ? systemAccess : await database.read(organisation, (db) => accessOf(db, author.id, day));
  return { database, organisation, actor: { ...author, access }, key, today: day };
}

/** Tells the table how far the work is, hears from it whether to stop, and shows that its worker lives. */
function report(database: Database, organisation: Organisation, jobId: string) {
  const stopping = new AbortController();
  let latest: Progress | null = null;
  let speaking = false;
  const tell = async () => {
    if (speaking) return;
    speaking = true;
    const said = latest;
    latest = null;
    try {
      const { cancelAsked } = await database.write(organisation, (db) => reportJob(db, jobId, said));
      if (cancelAsked) stopping.abort();
    } catch {
      // The database is away: the work itself will find out, and says so.
      latest ??= said;
    } finally {
      speaking = false;
    }
  };
  const timer = setInterval(() => void tell(), reportEveryMs);
  return {
    progress: (progress: Progress) => {
      latest = progress;
    },
    signal: stopping.signal,
    stop: () => clearInterval(timer),
  };
}
