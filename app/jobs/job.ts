import type { CommandContext } from "#app/commands/run.ts";
import type { Capability } from "#app/domain/access.ts";
import type { JobResult, Progress } from "#app/domain/job.ts";
import type { Result } from "#app/domain/result.ts";

/** Beyond so many lines, work on an exercise is a job: a page should answer within ten seconds. */
export const linesAtOnce = 100_000n;

/** How one kind of work is done. It may be begun again after a crash: what it writes, it writes in one transaction under the job's key. */
export interface JobHandler<Request = unknown> {
  readonly kind: string;
  /** Checked when the work begins, with what its author may do then. */
  readonly capability: Capability;
  run(work: JobWork<Request>): Promise<Result<JobResult>>;
}

export interface JobWork<Request> {
  /** Its author's, with the job's identifier as idempotency key. */
  readonly context: CommandContext;
  readonly request: Request;
  /** Says how far the work is; cheap to call often, for it writes twice a second at most. */
  progress(progress: Progress): void;
  /** Aborted when somebody asked the job to stop. */
  readonly signal: AbortSignal;
}
