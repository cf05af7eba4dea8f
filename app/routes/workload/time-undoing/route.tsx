import { useActionData } from "@remix-run/react";
import { filesOfTime } from "#app/commands/time-file.ts";
import { undoFile } from "#app/commands/workforce-file.ts";
import { guard } from "#app/http/guard.ts";
import { timeFileAddress } from "../addresses.ts";
import { TimeFileRefusedPage } from "../time-file-refused-page.tsx";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "workload.time" }, async () => null);

/** Undoes a file that was applied: whole, or not at all. */
export const action = guard.action({ capability: "workload.time" }, async ({ year, params, context, refused, redirect }) => {
  const fileId = params["file"] ?? "";
  const done = await undoFile(filesOfTime, context, { fileId });
  return done.ok
    ? redirect(timeFileAddress(year, fileId), "workload.timeFiles.undone", { count: done.value.undone })
    : refused(done.refusal);
});

export default function TimeUndoingPage() {
  const answer = useActionData<typeof action>();
  return <TimeFileRefusedPage message={answer && "refusal" in answer ? answer.refusal.message : undefined} />;
}
