import type { Logger } from "pino";
import { jobHandlers } from "#app/jobs/registry.ts";
import { doJob, reviveJobs, type WorkerParts } from "#app/jobs/worker.ts";
import type { Services } from "#app/settings.ts";
import type { DatabaseAccess } from "#db/access.ts";
import { openJobQueue } from "#db/job-queue.ts";
import type { Ending } from "./ending.ts";
import { relockOrganisations } from "./relocking.ts";

const workers = 2;
const reviveEveryMs = 30_000;
const nightlyAt = "30 2 * * *";

/** Does the jobs of every organisation in this process: each in its author's name, two at once, and what the night brings. */
export async function startWorking(parts: { access: DatabaseAccess; services: Services; logger: Logger; ending: Ending }): Promise<void> {
  const { access, services, logger, ending } = parts;
  const worker: WorkerParts = {
    database: services.database,
    handlers: jobHandlers,
    today: () => services.today(),
    onFailure: (error, job) => logger.error({ err: error, ...job }, "a job broke"),
  };
  const queue = await openJobQueue(access.app, {
    workers,
    nightlyAt,
    work: (job) => doJob(worker, job),
    nightly: async () => undefined,
    onError: (error) => logger.warn({ err: error }, "the queue of jobs"),
  });
  ending.onEnd(() => queue.stop());
  const revive = () => reviveJobs(worker).catch((error: unknown) => logger.warn({ err: error }, "jobs could not be revived"));
  const relock = () =>
    relockOrganisations(services.database, services.today()).catch((error: unknown) =>
      logger.warn({ err: error }, "locks were not put back"),
    );
  const timer = setInterval(() => void Promise.all([revive(), relock()]), reviveEveryMs);
  ending.onEnd(async () => clearInterval(timer));
  await revive();
}
