import { sql } from "kysely";
import type { JobResult, JobStatus, Progress } from "#app/domain/job.ts";
import { mostAttempts, silenceLimitMs } from "#app/domain/job.ts";
import type { Db } from "../client.ts";
import { isUuid } from "./forecast/identifier.ts";

/** A job as its page shows it. */
export interface JobRow extends Progress {
  readonly id: string;
  readonly kind: string;
  readonly status: JobStatus;
  readonly authorId: bigint;
  readonly author: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly cancelAsked: boolean;
  readonly result: JobResult | null;
  /** As the command stored it (`fromStored`). */
  readonly refusal: unknown;
}

export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly request: unknown;
  readonly author: bigint;
}

export async function addJob(db: Db, { request, ...job }: NewJob): Promise<void> {
  await db
    .insertInto("job")
    .values({ ...job, request })
    .execute();
}

export async function jobById(db: Db, id: string): Promise<JobRow | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await jobsOf(db).where("j.id", "=", id).executeTakeFirst();
  return row && jobRow(row);
}

/** The jobs of a person, the latest first. */
export async function jobsByAuthor(db: Db, author: bigint, most: number): Promise<JobRow[]> {
  const rows = await jobsOf(db).where("j.author", "=", author).orderBy("j.created_at", "desc").orderBy("j.id").limit(most).execute();
  return rows.map(jobRow);
}

/** What a worker needs of a job that it takes. */
export interface TakenJob {
  readonly kind: string;
  readonly request: unknown;
  readonly author: { readonly id: bigint; readonly login: string };
  readonly attempt: number;
}

/** Takes a job that is queued, or whose worker has been silent for too long; undefined: another has it, or it is over. */
export async function takeJob(db: Db, id: string): Promise<TakenJob | undefined> {
  const { rows } = await sql<{ kind: string; request: unknown; author: bigint; login: string; attempt: number }>`
    update job j set status = 'running', attempt = j.attempt + 1, started_at = clock_timestamp(), heard_at = clock_timestamp(), done = null, total = null
      from app_user u
     where j.id = ${id} and u.id = j.author and (j.status = 'queued' or ${silent})
    returning j.kind, j.request, j.author, u.login, j.attempt`.execute(db);
  const [row] = rows;
  return row && { kind: row.kind, request: row.request, author: { id: row.author, login: row.login }, attempt: row.attempt };
}

/** Says how far the job is, and hears whether somebody asked it to stop. */
export async function reportJob(db: Db, id: string, progress: Progress | null): Promise<{ cancelAsked: boolean }> {
  const row = await db
    .updateTable("job")
    .set({ heard_at: sql<Date>`clock_timestamp()`, ...(progress ? { done: progress.done, total: progress.total } : {}) })
    .where("id", "=", id)
    .where("status", "=", "running")
    .returning(sql<boolean>`cancel_asked_at is not null`.as("cancelAsked"))
    .executeTakeFirst();
  return { cancelAsked: row?.cancelAsked ?? true };
}

export type JobEnd =
  | { readonly status: "done"; readonly result: JobResult }
  | { readonly status: "failed"; readonly refusal: unknown }
  | { readonly status: "cancelled" };

/** Ends a job that runs; false: it was over already. */
export async function endJob(db: Db, id: string, end: JobEnd): Promise<boolean> {
  const row = await db
    .updateTable("job")
    .set({
      status: end.status,
      finished_at: sql<Date>`clock_timestamp()`,
      result: end.status === "done" ? end.result : null,
      refusal: end.status === "failed" ? end.refusal : null,
    })
    .where("id", "=", id)
    .where("status", "=", "running")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends a queued job at once, and asks a running one to stop; returns what the job is then, undefined when it was over. */
export async function askCancel(db: Db, id: string): Promise<JobStatus | undefined> {
  const { rows } = await sql<{ status: JobStatus }>`
    update job set cancel_asked_at = coalesce(cancel_asked_at, clock_timestamp()),
           status = case status when 'queued' then 'cancelled' else status end,
           finished_at = case status when 'queued' then clock_timestamp() else finished_at end
     where id = ${id} and status in ('queued', 'running') returning status`.execute(db);
  return rows[0]?.status;
}

/** Jobs whose worker died: begun again while they may be, given up after the last time. Returns those to queue again. */
export async function abandonedJobs(db: Db): Promise<string[]> {
  await sql`
    update job j set status = 'failed', finished_at = clock_timestamp() where ${silent} and j.attempt >= ${mostAttempts}`.execute(db);
  const { rows } = await sql<{ id: string }>`
    update job j set status = 'queued', heard_at = null where ${silent} returning j.id`.execute(db);
  return rows.map(({ id }) => id);
}

const silent = sql`(j.status = 'running' and j.heard_at < clock_timestamp() - ${silenceLimitMs} * interval '1 millisecond')`;

function jobsOf(db: Db) {
  return db
    .selectFrom("job as j")
    .innerJoin("app_user as u", "u.id", "j.author")
    .select(["j.id", "j.kind", "j.status", "j.author as authorId", "u.name as author", "j.done", "j.total", "j.result", "j.refusal"])
    .select(["j.created_at as createdAt", "j.finished_at as finishedAt"])
    .select(sql<boolean>`j.cancel_asked_at is not null`.as("cancelAsked"));
}

type Selected = Awaited<ReturnType<ReturnType<typeof jobsOf>["execute"]>>[number];

function jobRow({ done, createdAt, finishedAt, result, ...row }: Selected): JobRow {
  return {
    ...row,
    done: done ?? 0n,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    result: result as JobResult | null,
  };
}
