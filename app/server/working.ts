import type { Logger } from "pino";
import { startJob } from "#app/commands/start-job.ts";
import { systemContext } from "#app/commands/system-context.ts";
import { anchorLedger } from "#app/commands/take-anchors.ts";
import { yearOf } from "#app/domain/month.ts";
import { closeYearHandler } from "#app/jobs/close-year.ts";
import type { JobHandler } from "#app/jobs/job.ts";
import { proposeHandler } from "#app/jobs/propose.ts";
import { proofHandler, proofJob } from "#app/jobs/prove-ledger.ts";
import { jobHandlers } from "#app/jobs/registry.ts";
import { doJob, reviveJobs, type WorkerParts } from "#app/jobs/worker.ts";
import type { Services } from "#app/settings.ts";
import type { DatabaseAccess } from "#db/access.ts";
import { anchorFileOf } from "#db/anchor-file.ts";
import { openJobQueue } from "#db/job-queue.ts";
import { watchAlerts } from "./alerting.ts";
import { isQuiet, sendDigests } from "./digesting.ts";
import type { Ending } from "./ending.ts";
import { messageSender } from "./mailing.ts";
import { relockOrganisations } from "./relocking.ts";

const workers = 2;
const reviveEveryMs = 30_000;
const anchorEveryMs = 3_600_000;
const nightlyAt = "30 2 * * *";
const digestEveryMs = 600_000;

/** Does the jobs of every organisation in this process: each in its author's name, two at once, and what the night brings. */
export async function startWorking(parts: { access: DatabaseAccess; services: Services; logger: Logger; ending: Ending }): Promise<void> {
  const { access, services, logger, ending } = parts;
  const proof = proofHandler({
    anchorDir: services.settings.anchorDir,
    onFaults: (found) => logger.error(found, "the self-check of the ledger found faults"),
  });
  const closing = closeYearHandler(services.settings);
  const proposing = proposeHandler(services.solver);
  const worker: WorkerParts = {
    database: services.database,
    handlers: [...jobHandlers, proof, closing, proposing] as JobHandler<never>[],
    today: () => services.today(),
    onFailure: (error, job) => logger.error({ err: error, ...job }, "a job broke"),
  };
  const queue = await openJobQueue(access.app, {
    workers,
    nightlyAt,
    work: (job) => doJob(worker, job),
    nightly: () => askForProofs(services),
    onError: (error) => logger.warn({ err: error }, "the queue of jobs"),
  });
  ending.onEnd(() => queue.stop());
  const revive = () => reviveJobs(worker).catch((error: unknown) => logger.warn({ err: error }, "jobs could not be revived"));
  const relock = () =>
    relockOrganisations(services.database, services.today()).catch((error: unknown) =>
      logger.warn({ err: error }, "locks were not put back"),
    );
  const watch = () =>
    watchAlerts(services.database, services.today()).catch((error: unknown) => logger.warn({ err: error }, "alerts were not looked at"));
  const timer = setInterval(() => void Promise.all([revive(), relock(), watch()]), reviveEveryMs);
  ending.onEnd(async () => clearInterval(timer));
  await revive();
  // The first look is not waited for: pages are served meanwhile.
  void watch();
  const digest = () =>
    digestAll(services, logger).catch((error: unknown) => logger.warn({ err: error }, "the messages of the day could not be sent"));
  const digesting = setInterval(() => void digest(), digestEveryMs);
  ending.onEnd(async () => clearInterval(digesting));
  const anchor = () => anchorAll(services).catch((error: unknown) => logger.error({ err: error }, "the ledger could not be anchored"));
  const anchoring = setInterval(() => void anchor(), anchorEveryMs);
  ending.onEnd(async () => clearInterval(anchoring));
}

/** Each night every organisation's ledger proves itself, as a job of the system. */
async function askForProofs({ database, today }: Services): Promise<void> {
  for (const organisation of await database.organisations()) {
    const day = today();
    const context = await systemContext(database, organisation, day);
    await startJob(context, { ...proofJob, request: { reason: "nightly", year: yearOf(day) } });
  }
}

/** The message of the day, to whoever had none yet; what does not leave is tried again ten minutes later. */
async function digestAll({ database, settings, today }: Services, logger: Logger): Promise<void> {
  if (isQuiet(new Date())) return;
  await sendDigests({
    ...{ database, today: today(), origin: settings.origin },
    senderFor: ({ slug }) => messageSender(settings, slug),
    onFailure: (error, login) => logger.warn({ err: error, login }, "a message of the day could not be sent"),
  });
}

/** What moved in the hour is anchored, and written where the anchors are kept. */
async function anchorAll({ database, settings }: Services): Promise<void> {
  for (const organisation of await database.organisations()) {
    await anchorLedger(database, organisation, { reason: "hourly", file: anchorFileOf(settings.anchorDir, organisation.slug) });
  }
}
