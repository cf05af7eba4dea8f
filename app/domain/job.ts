/** Work that outlasts a request. Its kinds are those of `app/jobs/`, which knows how each is done. */
export const jobStatuses = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** How far a job is; `total` is null while nobody knows how much there is to do. */
export interface Progress {
  readonly done: bigint;
  readonly total: bigint | null;
}

/** What a finished job leads to: a page of this application, and the figures of the sentence that says what was done. */
export interface JobResult {
  readonly address: string | null;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A worker that has said nothing for so long is taken for dead, and its job is given to another. */
export const silenceLimitMs = 60_000;
/** How many times a job is begun: work that kills its worker each time is not begun for ever. */
export const mostAttempts = 3;

/** In whole percent, rounded down: 100 only when all is done. Null while the total is not known. */
export function percentOf({ done, total }: Progress): number | null {
  if (total === null || total <= 0n) return null;
  const percent = Number((done * 100n) / total);
  return Math.max(0, Math.min(100, percent));
}

export function isEnded(status: JobStatus): boolean {
  return status === "done" || status === "failed" || status === "cancelled";
}
