import { randomUUID } from "node:crypto";
import type { Capability } from "#app/domain/access.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { enqueue } from "#db/job-queue.ts";
import { addJob } from "#db/queries/job.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { toStored } from "./stored-value.ts";

export interface JobRequest {
  /** A kind of `app/jobs/`. */
  readonly kind: string;
  /** What its author must be allowed to do, when it is asked and when it runs. */
  readonly capability: Capability;
  /** Handed to the work as it is: values that JSON and `toStored` keep. */
  readonly request: unknown;
}

/** Writes down that work is wanted and queues it, in one transaction: asked twice with one key, it is done once. */
export async function startJob(context: CommandContext, { kind, capability, request }: JobRequest): Promise<Result<{ jobId: string }>> {
  return await runCommand(context, { name: "start-job", capability }, { kind, request }, async (db, touch) => {
    const jobId = randomUUID();
    await addJob(db, { id: jobId, kind, request: toStored(request), author: context.actor.id });
    await enqueue(db, { slug: context.organisation.slug, jobId });
    touch({ kind: "job", id: jobId, detail: { kind } });
    return accept({ jobId });
  });
}
