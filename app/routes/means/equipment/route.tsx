import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { dueOf } from "#app/domain/means/equipment.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { said } from "../../units/said.ts";
import { scopedUnit } from "../../units/scope.ts";
import { equipmentAddress, lotAddress, newEquipmentAddress } from "../addresses.ts";
import { loadMeans } from "../load-means.ts";
import { useEquipmentCrumbs } from "../means-crumbs.ts";
import { MeansLinks } from "../means-links.tsx";
import { YearsFigure } from "../years-figure.tsx";

/** The machines of the units in scope, and what replacing them takes year by year. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, url, access, today, mayDo, services } = scene;
  const { units, lots, replaced, equipmentYears } = await loadMeans(scene);
  const late = new Set(replaced.filter((own) => own.late).map(({ lot }) => lot.id));
  return {
    ...{ year, today, unit: scopedUnit(url, units), demo: services.settings.demo, mayEdit: mayDo("forecast.edit"), years: equipmentYears },
    rows: lots.map((lot) => ({ ...lot, amount: lot.unitPrice * BigInt(lot.count), due: dueOf(lot), late: late.has(lot.id) })),
    whole: await holdsWholeLedger(db, access, "campaign.manage", today),
  };
});

type EquipmentData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function EquipmentPage() {
  const data = useLoaderData<typeof loader>();
  const { year, today, unit, whole, demo, mayEdit, rows, years } = data;
  const words = useTranslations("means");
  const format = useFormat();
  const [, ...crumbs] = useEquipmentCrumbs(year).toReversed();
  return (
    <Page
      title={words("equipment")}
      crumbs={crumbs}
      message={
        rows.length === 0
          ? undefined
          : words("lot.listMessage", {
              ...{
                count: rows.reduce((total, { count }) => total + count, 0),
                year: String(year),
                late: rows.filter(({ late }) => late).length,
              },
              amount: said(format, years[0]?.ae ?? 0n, "AE", "keur"),
              next: said(format, years[1]?.ae ?? 0n, "AE", "keur"),
            })
      }
      actions={
        mayEdit && (
          <Link to={newEquipmentAddress(year)} className={buttonClass("primary")}>
            {words("actions.newLot")}
          </Link>
        )
      }
    >
      <MeansLinks {...{ year, unit, whole }} here="equipment" />
      {demo && <Fictitious what={words("what")} />}
      {rows.length === 0 ? (
        <EmptyState title={words("noEquipment")}>
          {mayEdit && <Link to={newEquipmentAddress(year)}>{words("actions.newLot")}</Link>}
        </EmptyState>
      ) : (
        <>
          <Section title={words("years.title")}>
            <YearsFigure years={years} asOf={format.day(today)} what="equipment" />
          </Section>
          <Section title={words("lot.list")} actions={<ExportMenu file={`${equipmentAddress(year)}/file`} />}>
            <LotTable data={data} />
          </Section>
        </>
      )}
    </Page>
  );
}

function LotTable({ data: { year, rows } }: { readonly data: EquipmentData }) {
  const words = useTranslations("means");
  const format = useFormat();
  const columns: Column<EquipmentData["rows"][number]>[] = [
    { key: "label", head: words("columns.label"), cell: ({ code, label }) => <Link to={lotAddress(year, code)}>{label}</Link> },
    { key: "kind", head: words("fields.kind"), cell: ({ kind }) => words(`kinds.${kind}`) },
    { key: "unit", head: words("columns.unit"), cell: ({ unit }) => unit },
    { key: "count", head: words("fields.count"), align: "end", cell: ({ count }) => format.count(count) },
    {
      key: "price",
      head: words("fields.unitPrice"),
      unit: "€",
      align: "end",
      cell: ({ unitPrice }) => <Amount quantity={unitPrice} resource="AE" />,
    },
    {
      key: "amount",
      head: words("columns.amount"),
      unit: "€",
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="AE" />,
    },
    {
      key: "due",
      head: words("columns.due"),
      cell: ({ due, late }) => (
        <>
          {format.month(due, "longWithYear")} {late && <StatePill kind="late">{words("lot.late")}</StatePill>}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={words("lot.list")}
      hideCaption
      main
      wide
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      totals={rows.length > 1 ? { amount: <Amount quantity={sum(rows.map(({ amount }) => amount))} resource="AE" /> } : undefined}
    />
  );
}
