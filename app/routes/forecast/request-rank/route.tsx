import { redirect as leadBack } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { rankRequest } from "#app/commands/rank-request.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { requestAt } from "../request-at.ts";
import { rankSchema } from "./read-rank.ts";

const requirement = {
  capability: "forecast.edit",
  unit: ({ params }: { params: Readonly<Record<string, string | undefined>> }) => params.unit,
} as const;

/** Moves a new measure one place up or down among those of its unit. */
export const action = guard.action(requirement, async (scene) => {
  const { form, locale, context, year, refused, redirect, read } = scene;
  const fields = readForm(form, rankSchema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { id, unit, campaignId, number } = (await read((db) => requestAt(db, scene))).request;
  const moved = await rankRequest(context, { requestId: id, unit, ...fields.value });
  if (!moved.ok) return refused(moved.refusal);
  return redirect(`/${year}/forecast/${unit}?campaign=${campaignId}#measures`, "requests.rank.moved", { number, rank: moved.value.rank });
});

export const loader = guard.loader(requirement, async (scene) => {
  const { request } = await requestAt(scene.db, scene);
  return leadBack(`/${scene.year}/forecast/${request.unit}?campaign=${request.campaignId}#measures`);
});

export default function RankPage() {
  const answer = useActionData<typeof action>();
  return answer && "refusal" in answer ? <Notice kind="refusal">{answer.refusal.message}</Notice> : null;
}
