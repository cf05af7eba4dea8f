import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelJob } from "#app/commands/cancel-job.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { startJob } from "#app/commands/start-job.ts";
import type { JobResult } from "#app/domain/job.ts";
import { accept, refuse } from "#app/domain/result.ts";
import type { JobHandler } from "#app/jobs/job.ts";
import { doJob, reviveJobs, type WorkerParts } from "#app/jobs/worker.ts";
import { openJobQueue } from "#db/job-queue.ts";
import { jobById, jobsByAuthor } from "#db/queries/job.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
let accountant: () => Promise<CommandContext>;
const failures: unknown[] = [];
/** What the running handler waits for, so that a test acts in the middle of a job. */
let began: () => void = () => undefined;

const sum: JobHandler<{ numbers: bigint[] }> = {
  kind: "sum",
  capability: "ledger.post",
  run: async ({ request, progress }) => {
    progress({ done: 1n, total: 2n });
    const total = request.numbers.reduce((left, right) => left + right, 0n);
    return accept<JobResult>({ address: "/2026/ledger", values: { total: String(total) } });
  },
};
const refused: JobHandler<unknown> = {
  kind: "refused",
  capability: "ledger.post",
  run: async () => refuse({ kind: "year-closed", year: 2026 }),
};
const broken: JobHandler<unknown> = {
  kind: "broken",
  capability: "ledger.post",
  run: async () => {
    throw new Error("a secret of the machine");
  },
};
const endless: JobHandler<unknown> = {
  kind: "endless",
  capability: "ledger.post",
  run: async ({ signal }) => {
    began();
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    return accept({ address: null, values: {} });
  },
};
const handlers = [sum, refused, broken, endless] as unknown as readonly JobHandler<never>[];

beforeAll(async () => {
  organisation = await smallOrganisation();
  accountant = () => organisation.as("accountant", { role: "accountant", unit: "INSEE" });
});
afterAll(() => organisation.close());

const parts = (): WorkerParts => ({
  database: organisation.database,
  handlers,
  today: () => today,
  onFailure: (error) => failures.push(error),
});
const queued = (jobId: string) => ({ slug: organisation.organisation.slug, jobId });
const jobAt = async (jobId: string) => {
  const job = await organisation.database.read(organisation.organisation, (db) => jobById(db, jobId));
  if (!job) throw new Error("the job is gone");
  return job;
};

async function asked(kind: string, request: unknown = {}): Promise<string> {
  return must(await startJob(await accountant(), { kind, capability: "ledger.post", request })).jobId;
}

describe("a job that is done", () => {
  test("runs in its author's name, says how far it is and what it led to", async () => {
    const id = await asked("sum", { numbers: [20n, 22n] });
    expect(await jobAt(id)).toMatchObject({ status: "queued", author: "accountant", finishedAt: null });
    await doJob(parts(), queued(id));
    expect(await jobAt(id)).toMatchObject({ status: "done", result: { address: "/2026/ledger", values: { total: "42" } }, refusal: null });
  });

  test("is done once, however often it is handed out", async () => {
    const id = await asked("sum", { numbers: [1n] });
    await Promise.all([doJob(parts(), queued(id)), doJob(parts(), queued(id))]);
    const [row] =
      await organisation.superuser`select attempt from ${organisation.superuser(organisation.organisation.schemaName)}.job where id = ${id}`;
    expect(row?.["attempt"]).toBe(1);
  });

  test("is asked once when its form is sent twice", async () => {
    const context = await accountant();
    const request = { kind: "sum", capability: "ledger.post", request: { numbers: [] } } as const;
    const [first, second] = [must(await startJob(context, request)), must(await startJob(context, request))];
    expect(second.jobId).toBe(first.jobId);
  });

  test("is listed to its author", async () => {
    const id = await asked("sum", { numbers: [] });
    const { actor } = await accountant();
    const jobs = await organisation.database.read(organisation.organisation, (db) => jobsByAuthor(db, actor.id, 50));
    expect(jobs[0]?.id).toBe(id);
  });
});

describe("a job that is not done", () => {
  test("keeps the refusal, for its page to say in words", async () => {
    const id = await asked("refused");
    await doJob(parts(), queued(id));
    expect(await jobAt(id)).toMatchObject({ status: "failed", refusal: { kind: "year-closed", year: 2026 } });
  });

  test("tells the log what broke, and the page nothing", async () => {
    const id = await asked("broken");
    failures.length = 0;
    await doJob(parts(), queued(id));
    expect(await jobAt(id)).toMatchObject({ status: "failed", refusal: null, result: null });
    expect(failures).toHaveLength(1);
  });

  test("is refused when its author may no longer do it", async () => {
    const id = await asked("sum", { numbers: [] });
    const schema = organisation.superuser(organisation.organisation.schemaName);
    await organisation.superuser`update ${schema}.role_grant set valid = daterange(null, '2020-01-01') where role = 'accountant'`;
    await doJob(parts(), queued(id));
    await organisation.superuser`update ${schema}.role_grant set valid = daterange(null, null) where role = 'accountant'`;
    expect(await jobAt(id)).toMatchObject({ status: "failed", refusal: { kind: "forbidden", capability: "ledger.post" } });
  });
});

describe("a job that is stopped", () => {
  test("before it begins, never begins", async () => {
    const id = await asked("endless");
    expect(must(await cancelJob(await accountant(), { jobId: id }))).toEqual({ status: "cancelled" });
    await doJob(parts(), queued(id));
    expect(await jobAt(id)).toMatchObject({ status: "cancelled" });
  });

  test("while it runs, hears of it and ends", async () => {
    const id = await asked("endless");
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const done = doJob(parts(), queued(id));
    await begun;
    expect(must(await cancelJob(await accountant(), { jobId: id }))).toEqual({ status: "running" });
    await done;
    expect(await jobAt(id)).toMatchObject({ status: "cancelled", result: null });
  });

  test("by a stranger does not exist; when it is over, says so", async () => {
    const id = await asked("sum", { numbers: [] });
    const stranger = await organisation.as("stranger", { role: "chiefAccountant", unit: "INSEE" });
    expect(await cancelJob(stranger, { jobId: id })).toEqual(refuse({ kind: "not-found", what: "job", id }));
    await doJob(parts(), queued(id));
    expect(await cancelJob(await accountant(), { jobId: id })).toMatchObject({ refusal: { kind: "wrong-state", state: "done" } });
  });
});

describe("a job whose worker died", () => {
  const silence = (id: string, attempt: number) => {
    const schema = organisation.superuser(organisation.organisation.schemaName);
    return organisation.superuser`
      update ${schema}.job set status = 'running', attempt = ${attempt}, heard_at = now() - interval '2 minutes' where id = ${id}`;
  };

  test("is queued again, and done by another", async () => {
    const id = await asked("sum", { numbers: [3n] });
    await silence(id, 1);
    expect(await reviveJobs(parts())).toBe(1);
    await doJob(parts(), queued(id));
    expect(await jobAt(id)).toMatchObject({ status: "done", result: { values: { total: "3" } } });
  });

  test("is given up after the third time", async () => {
    const id = await asked("sum", { numbers: [] });
    await silence(id, 3);
    expect(await reviveJobs(parts())).toBe(0);
    expect(await jobAt(id)).toMatchObject({ status: "failed", refusal: null });
  });
});

test("the queue hands a job to a worker, and not one whose command was refused", async () => {
  const agent = await organisation.as("agent", { role: "agent", unit: "DR44" });
  expect(await startJob(agent, { kind: "sum", capability: "ledger.post", request: {} })).toMatchObject({ ok: false });
  const id = await asked("sum", { numbers: [7n] });
  const seen: string[] = [];
  const errors: Error[] = [];
  const queue = await openJobQueue(organisation.access.app, {
    workers: 1,
    nightlyAt: "30 2 * * *",
    work: async (job) => {
      await doJob(parts(), job);
      seen.push(job.jobId);
    },
    nightly: async () => undefined,
    onError: (error) => errors.push(error),
  });
  for (let tries = 0; tries < 100 && !seen.includes(id); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  await queue.stop();
  expect(errors).toEqual([]);
  expect(await jobAt(id)).toMatchObject({ status: "done", result: { values: { total: "7" } } });
});
