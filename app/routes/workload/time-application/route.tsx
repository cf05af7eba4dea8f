import { useActionData } from "@remix-run/react";
import { filesOfTime } from "#app/commands/time-file.ts";
import { applyFile } from "#app/commands/workforce-file.ts";
import { guard } from "#app/http/guard.ts";
import { timeFileAddress } from "../addresses.ts";
import { TimeFileRefusedPage } from "../time-file-refused-page.tsx";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "workload.time" }, async () => null);

/** Applies the file whose preview was seen. */
export const action = guard.action({ capability: "workload.time" }, async ({ form, year, params, context, refused, redirect }) => {
  const fileId = params["file"] ?? "";
  const done = await applyFile(filesOfTime, context, { fileId, digest: String(form.get("digest") ?? "") });
  return done.ok
    ? redirect(timeFileAddress(year, fileId), "workforce.files.applied", { count: done.value.changed })
    : refused(done.refusal);
});

export default function TimeApplicationPage() {
  const answer = useActionData<typeof action>();
  return <TimeFileRefusedPage message={answer && "refusal" in answer ? answer.refusal.message : undefined} />;
}
