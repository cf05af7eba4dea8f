import { mayDo } from "#app/domain/access.ts";
import type { JobStatus } from "#app/domain/job.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { askCancel, jobById } from "#db/queries/job.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Asks a job to stop: at once when it is queued, at its next step when it runs; what it did so far is undone with its transaction. */
export async function cancelJob(context: CommandContext, { jobId }: { jobId: string }): Promise<Result<{ status: JobStatus }>> {
  return await runCommand(context, { name: "cancel-job", capability: "signed-in" }, { jobId }, async (db, touch) => {
    const job = await jobById(db, jobId);
    const { id, access } = context.actor;
    if (!job || (job.authorId !== id && !mayDo(access, "admin.users"))) return refuse({ kind: "not-found", what: "job", id: jobId });
    const status = await askCancel(db, jobId);
    if (!status) return refuse({ kind: "wrong-state", what: "job", state: job.status, expected: ["queued", "running"] });
    touch({ kind: "job", id: jobId, detail: { status } });
    return accept({ status });
  });
}
