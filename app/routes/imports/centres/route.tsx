import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { mapCentre } from "#app/commands/map-centre.ts";
import { isDay } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { waitingCentres } from "#db/queries/chorus/item.ts";
import { pendingUnit } from "#db/queries/chorus/reference.ts";
import { keptCentres } from "#db/queries/reference.ts";
import { useExecutionCrumb } from "../../execution/execution-crumb.ts";
import styles from "../../units/units.module.css";
import { centresAddress, extractsAddress } from "../addresses.ts";

export const loader = guard.loader({ capability: "execution.import", whole: true }, async (scene) => {
  const { db, year, access, today, url, newKey } = scene;
  const pending = await pendingUnit(db, today);
  const units = await visibleUnits(db, access, "execution.import", today);
  const centres = await keptCentres(db);
  return {
    year,
    units: units.filter(({ code }) => code !== pending).map(({ code, label }) => ({ value: code, label: `${code} · ${label}` })),
    centres: centres
      .map(({ id: _, ...own }) => own)
      .sort((left, right) => (left.centre < right.centre ? -1 : left.centre > right.centre ? 1 : 0)),
    waiting: pending === undefined ? [] : await waitingCentres(db, pending),
    asked: {
      kind: url.searchParams.get("kind") === "costCentre" ? "costCentre" : "financialCentre",
      centre: url.searchParams.get("centre") ?? "",
    },
    key: newKey(),
  };
});

/** Maps a centre to a unit from a day on; what waits for it comes to that unit. */
export const action = guard.action({ capability: "execution.import", whole: true }, async (scene) => {
  const { form, year, context, refused, redirect } = scene;
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const from = text("from");
  if (!isDay(from)) return refused({ kind: "not-a-day", text: from });
  const kind = text("kind") === "costCentre" ? "costCentre" : "financialCentre";
  const mapped = await mapCentre(context, { kind, centre: text("centre"), unit: text("unit"), from, fiscalYear: year });
  return mapped.ok ? redirect(centresAddress(year), "extracts.centres.done", { moved: mapped.value.moved }) : refused(mapped.refusal);
});

export default function CentresPage() {
  const { year, units, centres, waiting, asked, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("extracts");
  const format = useFormat();
  const kinds = (["financialCentre", "costCentre"] as const).map((value) => ({ value, label: words(`fields.${value}`) }));
  const link = (kind: "financialCentre" | "costCentre", centre: string | null) =>
    centre === null ? "–" : <a href={`${centresAddress(year)}?kind=${kind}&centre=${encodeURIComponent(centre)}#map`}>{centre}</a>;
  return (
    <Page
      title={words("centres.title")}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: extractsAddress(year) }]}
      message={words("centres.sentence")}
    >
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <Section title={words("centres.waiting", { count: waiting.length })}>
        <DataTable
          caption={words("centres.waiting", { count: waiting.length })}
          hideCaption
          rows={waiting}
          rowKey={({ financialCentre, costCentre }) => `${financialCentre} ${costCentre}`}
          columns={[
            {
              key: "financial",
              head: words("fields.financialCentre"),
              cell: ({ financialCentre }) => link("financialCentre", financialCentre),
            },
            { key: "cost", head: words("fields.costCentre"), cell: ({ costCentre }) => link("costCentre", costCentre) },
            { key: "count", head: words("centres.count"), align: "end", cell: ({ count }) => format.count(count) },
            {
              key: "amount",
              head: words("fields.amount"),
              unit: "€",
              align: "end",
              cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
            },
          ]}
          empty={<EmptyState title={words("centres.nothing")} />}
        />
      </Section>
      <Section id="map" title={words("centres.map")}>
        <Form method="post" className={styles.form} key={`${asked.kind} ${asked.centre}`}>
          <CommandKey value={key} />
          <div className={styles.columns}>
            <SelectField name="kind" label={words("centres.kind")} required defaultValue={asked.kind} options={kinds} />
            <TextField name="centre" label={words("centres.centre")} required defaultValue={asked.centre} />
            <SelectField name="unit" label={words("report.unit")} required options={units} />
            <DateField name="from" label={words("centres.from")} hint={words("centres.fromHint")} defaultValue={`${year}-01-01`} required />
          </div>
          <ButtonRow>
            <SubmitButton>{words("centres.submit")}</SubmitButton>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={words("centres.table")}>
        <DataTable
          caption={words("centres.table")}
          hideCaption
          main
          rows={centres}
          rowKey={({ kind, centre, from }) => `${kind} ${centre} ${from}`}
          columns={[
            { key: "centre", head: words("centres.centre"), cell: ({ kind, centre }) => link(kind, centre) },
            { key: "kind", head: words("centres.kind"), cell: ({ kind }) => words(`fields.${kind}`) },
            { key: "unit", head: words("report.unit"), cell: ({ unit }) => unit },
            { key: "from", head: words("centres.from"), cell: ({ from }) => (from === undefined ? "–" : format.day(from)) },
            { key: "until", head: words("centres.until"), cell: ({ until }) => (until === undefined ? "–" : format.day(until)) },
          ]}
          empty={<EmptyState title={words("centres.none")} />}
        />
      </Section>
    </Page>
  );
}
