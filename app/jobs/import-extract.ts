import { type CheckedExtract, checkExtract } from "#app/commands/check-extract.ts";
import { type ExtractPosting, type ExtractWatch, postExtract } from "#app/commands/post-extract.ts";
import { type ExtractUndoing, undoExtract } from "#app/commands/undo-extract.ts";
import { accept, refuse } from "#app/domain/result.ts";
import type { JobHandler, JobWork } from "./job.ts";

const capability = "execution.import" as const;

/** Where the extract has its page, which its result leads to. */
interface Addressed {
  readonly address: string;
}

/** The check of an extract that outlasts a page; it may be stopped while it reads and compares. */
export const checkExtractJob: JobHandler<CheckedExtract & Addressed> = {
  kind: "check-extract",
  capability,
  async run({ context, request: { address, ...input }, signal }) {
    const checked = await checkExtract(context, input, { signal });
    if (!checked.ok) return refuse(checked.refusal);
    const { rows, added, changed, rejected } = checked.value;
    return accept({ address, values: { rows, changes: added + changed, rejected } });
  },
};

/** The import of one: all of it in one transaction, so that a job which is stopped or lost leaves nothing. */
export const postExtractJob: JobHandler<ExtractPosting & Addressed> = {
  kind: "post-extract",
  capability,
  async run({ context, request: { address, ...input }, ...work }) {
    const posted = await postExtract(context, input, watchOf(work));
    if (!posted.ok) return refuse(posted.refusal);
    const { changes, overruns, vanished } = posted.value;
    return accept({ address, values: { changes, overruns, vanished } });
  },
};

/** The undoing of one. */
export const undoExtractJob: JobHandler<ExtractUndoing & Addressed> = {
  kind: "undo-extract",
  capability,
  async run({ context, request: { address, ...input }, ...work }) {
    const undone = await undoExtract(context, input, watchOf(work));
    if (!undone.ok) return refuse(undone.refusal);
    return accept({ address, values: { changes: undone.value.changes } });
  },
};

function watchOf({ progress, signal }: Pick<JobWork<unknown>, "progress" | "signal">): ExtractWatch {
  return { signal, progress: (done) => progress({ done: BigInt(done), total: 1_000n }) };
}
