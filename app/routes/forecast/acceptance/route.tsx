import { redirect as leadBack } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { acceptRequest } from "#app/commands/recall-request.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { requestAt } from "../request-at.ts";

export const action = guard.action({ capability: "forecast.return", unit: ({ params }) => params.unit }, async (scene) => {
  const { request } = await scene.read((db) => requestAt(db, scene));
  const done = await acceptRequest(scene.context, { requestId: request.id });
  if (!done.ok) return scene.refused(done.refusal);
  return scene.redirect(`/${scene.year}/forecast/${request.unit}/requests/${request.id}`, "checks.accepted", { number: request.number });
});

export const loader = guard.loader({ capability: "forecast.return", unit: ({ params }) => params.unit }, async (scene) => {
  const { request } = await requestAt(scene.db, scene);
  return leadBack(`/${scene.year}/forecast/${request.unit}/requests/${request.id}`);
});

export default function StepPage() {
  const answer = useActionData<typeof action>();
  return answer && "refusal" in answer ? <Notice kind="refusal">{answer.refusal.message}</Notice> : null;
}
