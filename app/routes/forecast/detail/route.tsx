import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { stepLockFor } from "#app/commands/campaign-windows.ts";
import { saveDetail } from "#app/commands/save-detail.ts";
import { periodText } from "#app/domain/forecast/cell-address.ts";
import { lockOf } from "#app/domain/forecast/lock.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { findCampaign } from "#db/queries/campaign.ts";
import { detailAt } from "#db/queries/forecast/detail.ts";
import { cellsOf } from "#db/queries/forecast/sheet.ts";
import { addressedDetail, detailAddress } from "../line-addresses.ts";
import { addressedLine } from "../line-at.ts";
import { LinePage } from "../line-page.tsx";
import { BroughtNotice } from "./brought-notice.tsx";
import { DetailForm } from "./detail-form.tsx";
import { DetailTable } from "./detail-table.tsx";
import { detailSchema } from "./read-detail.ts";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, mayDo, newKey, notFound } = scene;
  const { place, line, label } = await addressedLine(db, scene);
  const key = addressedDetail(params.cell ?? "");
  if (!key) throw notFound("cell", params.cell ?? "");
  const campaign = await findCampaign(db, place.campaignId);
  const window = await stepLockFor(db, { access, today }, place, "writing");
  const view = costView(costSightOf(access), place.unit);
  const standing = {
    ...{ campaignState: campaign?.state ?? "closed", mayEdit: mayDo("forecast.edit", place.unit), window },
    ...{ requestState: line.requestState, spendingClass: line.spendingClass, seesCosts: view === "whole" },
  } as const;
  const cell = { lineId: line.id, ...key };
  const cells = (await cellsOf(db, [line.id], view)).get(line.id) ?? [];
  const held = cells.find((own) => own.measure === key.measure && own.targetYear === key.targetYear && own.month === key.month);
  return {
    ...{ year, label, line, cell, place },
    amount: held?.amount ?? null,
    lines: (await detailAt(db, cell))?.lines ?? [],
    lock: lockOf(standing, key.measure),
    keys: { save: newKey(), remove: newKey() },
  };
});

export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, context, year, params, refused, redirect, read, notFound } = scene;
  const fields = readForm(form, detailSchema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { place, line } = await read((db) => addressedLine(db, scene));
  const key = addressedDetail(params.cell ?? "");
  if (!key) throw notFound("cell", params.cell ?? "");
  const cell = { lineId: line.id, ...key };
  const { rows, seenRevision } = fields.value;
  const saved = await saveDetail(context, { unit: place.unit, cell, lines: rows, seenRevision });
  if (!saved.ok) return refused(saved.refusal, fields.submission);
  return redirect(detailAddress(year, place.unit, cell), rows.length > 0 ? "requests.detail.saved" : "requests.detail.removed", {
    count: rows.length,
  });
});

export default function DetailPage() {
  const { year, label, line, cell, place, amount, lines, lock, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("requests.detail");
  const resources = useTranslations("resources");
  const format = useFormat();
  const period = cell.month === 0 ? String(cell.targetYear) : format.month(periodText(cell), "longWithYear");
  const isPersonnel = line.spendingClass === "personnel";
  return (
    <LinePage
      title={words("heading", { line: line.label || line.natureLabel, measure: resources(`short.${cell.measure}`), period })}
      message={
        lines.length > 0
          ? words("isSum", { amount: amount === null ? "0" : format.amountWithUnit(amount, cell.measure) })
          : amount === null
            ? words("isEmpty")
            : words("isTyped", { amount: format.amountWithUnit(amount, cell.measure) })
      }
      {...{ year, label, line, cell, lock }}
      unit={place.unit}
      campaign={place.campaignId}
    >
      {isPersonnel && <Notice kind="information" title={words("personnel")} />}
      {lock || isPersonnel ? (
        lines.length > 0 ? (
          <DetailTable lines={lines} measure={cell.measure} />
        ) : (
          <EmptyState title={words("none")} />
        )
      ) : (
        <>
          <BroughtNotice lines={lines} />
          <DetailForm
            key={place.sheetRevision.toString()}
            answer={answer}
            commandKey={keys.save}
            removalKey={keys.remove}
            seenRevision={place.sheetRevision}
            measure={cell.measure}
            lines={lines}
          />
        </>
      )}
    </LinePage>
  );
}
