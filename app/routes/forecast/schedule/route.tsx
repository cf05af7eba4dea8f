import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { stepLockFor } from "#app/commands/campaign-windows.ts";
import { saveSchedule } from "#app/commands/save-schedule.ts";
import { lockOf } from "#app/domain/forecast/lock.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { findCampaign } from "#db/queries/campaign.ts";
import { scheduleAddress } from "../line-addresses.ts";
import { addressedLine } from "../line-at.ts";
import { LinePage } from "../line-page.tsx";
import { KeysForm } from "./keys-form.tsx";
import { scheduleShown } from "./load-schedule.ts";
import { scheduleSchema } from "./read-schedule.ts";
import { ScheduleForm } from "./schedule-form.tsx";
import { scheduleShape } from "./schedule-grid.ts";
import { ScheduleTable } from "./schedule-table.tsx";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, url, access, today, locale, mayDo, newKey } = scene;
  const { place, line, label } = await addressedLine(db, scene);
  const campaign = await findCampaign(db, place.campaignId);
  const window = await stepLockFor(db, { access, today }, place, "writing");
  const view = costView(costSightOf(access), place.unit);
  const standing = {
    ...{ campaignState: campaign?.state ?? "closed", mayEdit: mayDo("forecast.edit", place.unit), window },
    ...{ requestState: line.requestState, spendingClass: line.spendingClass, seesCosts: view === "whole" },
  } as const;
  const keys = url.searchParams.get("keys") ?? "";
  const { keysFault, committed, parts, hasSchedule, known } = await scheduleShown(db, line, { unit: place.unit, year, keys, view });
  return {
    ...{ year, label, line, place, parts, hasSchedule, known, committed: [...committed], typedKeys: keys },
    keysFault: keysFault && wordsOf(keysFault, locale),
    lock: lockOf(standing, "CP"),
    commandKeys: { save: newKey(), remove: newKey() },
  };
});

export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, context, year, refused, redirect, read } = scene;
  const fields = readForm(form, scheduleSchema(form), locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { place, line } = await read((db) => addressedLine(db, scene));
  const { seenRevision, isRemoved, parts } = fields.value;
  const saved = await saveSchedule(context, { unit: place.unit, lineId: line.id, parts: isRemoved ? [] : parts, seenRevision });
  if (!saved.ok) return refused(saved.refusal, fields.submission);
  const isGone = isRemoved || parts.length === 0;
  return redirect(scheduleAddress(year, place.unit, line.id), isGone ? "requests.schedule.removed" : "requests.schedule.saved");
});

export default function SchedulePage() {
  const { year, label, line, place, parts, hasSchedule, known, lock, commandKeys, typedKeys, keysFault, ...page } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("requests.schedule");
  const committed = new Map(page.committed);
  const isPersonnel = line.spendingClass === "personnel";
  return (
    <LinePage
      title={words("heading", { line: line.label || line.natureLabel })}
      message={words(hasSchedule ? "isWritten" : "isNot")}
      {...{ year, label, line, lock }}
      cell={{ lineId: line.id, measure: "CP", targetYear: year, month: 0 }}
      unit={place.unit}
      campaign={place.campaignId}
    >
      {isPersonnel && <Notice kind="information" title={words("personnel")} />}
      {lock || isPersonnel ? (
        parts.length > 0 ? (
          <ScheduleTable parts={parts} />
        ) : (
          <EmptyState title={words("none")} />
        )
      ) : (
        <>
          <KeysForm key={typedKeys} typed={typedKeys} fault={keysFault} known={known} />
          <ScheduleForm
            key={`${place.sheetRevision} ${typedKeys}`}
            answer={answer}
            commandKey={commandKeys.save}
            removalKey={commandKeys.remove}
            seenRevision={place.sheetRevision}
            shape={scheduleShape(year, parts, committed)}
            parts={parts}
            committed={committed}
            hasSchedule={hasSchedule}
          />
        </>
      )}
    </LinePage>
  );
}
