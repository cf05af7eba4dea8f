import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { bridgeRows } from "#app/domain/forecast/staff/bridge.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { unitsInScope } from "../../units/scope.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";
import { loadPay, type Pay } from "./load-pay.ts";

/** What staff costs is for those who see what personnel costs, on the units where they do. */
export const loader = guard.loader({ capability: "planning.costs" }, async (scene) => {
  const units = (await unitsInScope(scene, "planning.costs")).map(({ code }) => code);
  return { year: scene.year, demo: scene.services.settings.demo, pay: await loadPay(scene, units) };
});

type Row = Pay["rows"][number];

export default function PayPage() {
  const { year, demo, pay } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const campaigns = useTranslations("campaigns");
  const format = useFormat();
  const { rows, bridge, etpt, missing, opened, used, available } = pay;
  const keur = { unit: "keur" } as const;
  const room = opened - bridge.total;
  return (
    <Page
      title={words("pay.title", { year: String(year) })}
      crumbs={[useWorkforceCrumb(year)]}
      message={
        rows.length === 0
          ? words("pay.none")
          : words("pay.message", {
              ...{ year: String(year), etpt: format.amount(etpt, "ETPT"), total: format.amountWithUnit(bridge.total, "CP", keur) },
              ...{ opened: format.amountWithUnit(opened, "CP", keur), side: room < 0n ? "over" : "under" },
              room: format.amountWithUnit(room < 0n ? -room : room, "CP", keur),
            })
      }
    >
      {demo && <Fictitious what={words("what")} />}
      {missing !== null && (
        <Notice kind="warning">
          {missing} <Link to={`/${year}/campaigns/costs`}>{campaigns("title")}</Link>
        </Notice>
      )}
      {rows.length === 0 ? (
        <EmptyState title={words("pay.none")} />
      ) : (
        <>
          <Section title={words("pay.bridge")}>
            <BridgeTable pay={pay} />
          </Section>
          <Section title={words("pay.against")}>
            <DataTable
              caption={words("pay.against")}
              hideCaption
              columns={[
                { key: "label", head: words("pay.line"), cell: (row: Against) => words(`pay.${row.key}`) },
                {
                  key: "amount",
                  head: words("pay.amount"),
                  unit: format.unit("EUR"),
                  align: "end",
                  cell: (row: Against) => <Amount quantity={row.amount} resource="EUR" />,
                },
              ]}
              rows={[
                { key: "opened", amount: opened },
                { key: "used", amount: used },
                { key: "available", amount: available },
                { key: "forecast", amount: bridge.total },
                { key: "ahead", amount: bridge.total - used },
                { key: "room", amount: room },
              ]}
              rowKey={({ key }) => key}
            />
          </Section>
        </>
      )}
    </Page>
  );
}

interface Against {
  readonly key: "opened" | "used" | "available" | "forecast" | "ahead" | "room";
  readonly amount: bigint;
}

/** The bridge of title 2: a column for each nature of employment would be read across; a row for each cause is read down. */
function BridgeTable({ pay: { rows, bridge, etpt } }: { readonly pay: Pay }) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const lines = [...bridgeRows.filter((row) => bridge.rows[row] !== 0n), "pay", "pensions", "total"] as const;
  type Line = (typeof lines)[number];
  const amountOf = (own: Pick<Row, "rows" | "pay" | "pensions" | "total">, line: Line) =>
    line === "pay" || line === "pensions" || line === "total" ? own[line] : own.rows[line];
  const columns: Column<Line>[] = [
    { key: "line", head: words("pay.line"), cell: (line) => words(`pay.rows.${line}`) },
    ...rows.map(
      (row): Column<Line> => ({
        ...{ key: row.nature, head: row.label, unit: format.unit("EUR"), align: "end" },
        cell: (line) => <Amount quantity={amountOf(row, line)} resource="EUR" />,
      }),
    ),
    {
      key: "all",
      head: words("pay.all"),
      unit: format.unit("EUR"),
      align: "end",
      cell: (line) => <Amount quantity={amountOf(bridge, line)} resource="EUR" />,
    },
  ];
  return (
    <>
      <DataTable
        caption={words("pay.bridge")}
        hideCaption
        main
        wide
        columns={columns}
        rows={lines}
        rowKey={(line) => line}
        isSubtotal={(line) => line === "pay" || line === "total"}
      />
      <p>{words("pay.basis", { etpt: format.amount(etpt, "ETPT") })}</p>
    </>
  );
}
