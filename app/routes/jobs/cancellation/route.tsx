import { redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { cancelJob } from "#app/commands/cancel-job.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { jobAddress } from "../addresses.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A job that is over cannot be stopped: its page says how it ended. */
export const action = guard.action({ capability: "signed-in" }, async ({ context, params, refused, redirect: lead, notFound }) => {
  const jobId = params["id"] ?? "";
  if (!uuid.test(jobId)) throw notFound("job", jobId);
  const cancelled = await cancelJob(context, { jobId });
  if (cancelled.ok || cancelled.refusal.kind === "wrong-state") return lead(jobAddress(jobId));
  return refused(cancelled.refusal);
});

export const loader = guard.loader({ capability: "signed-in" }, async ({ params }) => redirect(jobAddress(params["id"] ?? "")));

export default function CancellationPage() {
  const answer = useActionData<typeof action>();
  return answer && "refusal" in answer ? <Notice kind="refusal">{answer.refusal.message}</Notice> : null;
}
