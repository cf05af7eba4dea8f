import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { arrangeAgenda } from "#app/commands/arrange-agenda.ts";
import { type AgendaChange, usualMinutes } from "#app/domain/arbitration/sitting/agenda.ts";
import { choiceField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { arrangedAgenda } from "../agenda-of.ts";
import { AgendaTable } from "../agenda-table.tsx";
import { useSittingCrumbs } from "../crumbs.ts";
import { partIn, sittingAddress, sittingOfAddress } from "../sitting-place.ts";

const schema = z.object({
  act: choiceField(["add", "up", "down", "remove", "minutes"]),
  item: z.string().optional(),
  what: z.string().optional(),
  minutes: wholeNumberField({ minimum: 1, maximum: 480 }).optional(),
});

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, newKey } = scene;
  const sitting = await sittingOfAddress(db, scene);
  const part = await partIn(db, sitting, scene);
  const agenda = await arrangedAgenda(db, sitting);
  const may = sitting.state === "planned" ? part.prepares : sitting.state === "running" && part.writes;
  const keys = { add: newKey(), change: Array.from({ length: 2 * agenda.items.length + 2 }, () => newKey()) };
  return { year, sitting, agenda, may, keys };
});

export const action = guard.action({ capability: "arbitration.read" }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const sitting = await scene.read((db) => sittingOfAddress(db, scene));
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const arranged = await arrangeAgenda(context, { sittingId: sitting.id, change: changeOf(fields.value, context.key) });
  if (!arranged.ok) return refused(arranged.refusal, fields.submission);
  return redirect(sitting.state === "planned" ? sittingAddress(year, sitting.id) : `${sittingAddress(year, sitting.id)}/agenda`);
});

/** The new point bears the key of the form that asks for it: sent twice, it is one. */
function changeOf({ act, item = "", what = "", minutes = usualMinutes }: z.output<typeof schema>, id: string): AgendaChange {
  if (act === "up" || act === "down") return { kind: "move", item, to: act };
  if (act === "remove") return { kind: "remove", item };
  if (act === "minutes") return { kind: "minutes", item, minutes };
  const [unit = "", request = null] = what.split(" ");
  return { kind: "add", id, point: { unit, requestId: request, minutes } };
}

export default function AgendaPage() {
  const { year, sitting, agenda, may, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("sittings");
  const minutes = agenda.items.reduce((total, { plannedMinutes }) => total + plannedMinutes, 0);
  return (
    <Page
      title={words("agenda.heading", { number: sitting.number })}
      crumbs={useSittingCrumbs(year, sitting)}
      message={words("agenda.message", { count: agenda.items.length, minutes })}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <AgendaTable
        agenda={agenda}
        action={may ? `/${year}/arbitration/sessions/${sitting.id}/agenda` : undefined}
        usual={usualMinutes}
        newKeys={keys}
      />
    </Page>
  );
}
