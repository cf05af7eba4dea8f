import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { saveStaff } from "#app/commands/save-staff.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { atField, readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { sheetRevision } from "#db/queries/forecast/reading.ts";
import { requestAt } from "../request-at.ts";
import { loadStaff } from "./load-staff.ts";
import { staffFromForm, staffSchema } from "./read.ts";
import { StaffForm } from "./staff-form.tsx";

/** The staff of a request, to change: who is asked for, from when to when. */
export const loader = guard.loader({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, access, newKey } = scene;
  const { request, label } = await requestAt(db, scene);
  // What is handed in is read on its own page.
  if (request.state !== "draft") throw redirect(`/${year}/forecast/${request.unit}/requests/${request.id}`);
  return {
    ...{ year, label, request, key: newKey() },
    staff: await loadStaff(db, request, costView(costSightOf(access), request.unit)),
    seenRevision: (await sheetRevision(db, request.campaignId, request.unit)) ?? 0n,
  };
});

export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, context, year, refused, read } = scene;
  const fields = readForm(form, staffSchema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { request } = await read(async (db) => await requestAt(db, scene));
  const { lines, places } = staffFromForm(fields.value);
  const saved = await saveStaff(context, { requestId: request.id, unit: request.unit, lines, seenRevision: fields.value.seenRevision });
  if (!saved.ok) {
    const at = fieldOf(saved.refusal, places);
    return refused(saved.refusal, at === undefined ? fields.submission : atField(fields.submission, at));
  }
  return scene.redirect(`/${year}/forecast/${request.unit}/requests/${request.id}#staff`, "staff.saved", { count: saved.value.written });
});

/** The field of the form at which a refusal of one line is told. */
function fieldOf(refusal: Refusal, places: readonly number[]): string | undefined {
  const field = fieldNames[refusal.kind];
  return field !== undefined && "line" in refusal ? `staff[${places[refusal.line - 1] ?? 0}].${field}` : undefined;
}

const fieldNames: Partial<Record<Refusal["kind"], string>> = {
  "staff-fte-out-of-range": "fte",
  "staff-month-not-planned": "entry",
  "staff-exit-before-entry": "exit",
  "staff-entry-missing": "entry",
  "staff-saving-is-a-leaving": "exit",
  "staff-category-unknown": "category",
};

export default function StaffPage() {
  const { year, label, request, staff, seenRevision, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("staff");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const [known] = staff.there;
  return (
    <Page
      title={words("heading", { number: request.number })}
      crumbs={[
        { label: forecast("title"), to: `/${year}/forecast` },
        { label, to: `/${year}/forecast/${request.unit}?campaign=${request.campaignId}` },
        { label: forecast("crumb", { number: request.number }), to: `/${year}/forecast/${request.unit}/requests/${request.id}` },
      ]}
      message={words("message")}
    >
      {known && (
        <DataTable
          caption={words("thereMonth", { month: `${format.month(known.month, "long")} ${known.month.slice(0, 4)}` })}
          rows={staff.there}
          rowKey={({ category, activity }) => `${category} ${activity}`}
          columns={[
            {
              key: "category",
              head: words("category"),
              cell: ({ category }) => staff.categories.find(({ code }) => code === category)?.label ?? category,
            },
            { key: "activity", head: words("activity"), cell: ({ activity }) => activity },
            { key: "fte", head: words("fte"), align: "end", cell: ({ fte }) => amountText(fte, "DAY") },
          ]}
        />
      )}
      <StaffForm
        key={seenRevision.toString()}
        staff={staff}
        kind={request.kind}
        answer={answer}
        commandKey={key}
        seenRevision={seenRevision}
      />
    </Page>
  );
}
