import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { addedCeilings, ceilingOf, ceilingRows, schemesOf } from "#app/domain/workforce/ceiling.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import styles from "../../units/units.module.css";
import { ceilingAddress, ceilingBridgeAddress } from "../addresses.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";
import { type CeilingRow, loadCeiling } from "./load-ceiling.ts";

/** The bridge of the ceiling is of the whole programme: everybody who reads the plan reads it. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, access, today, services } = scene;
  return {
    ...{ year, demo: services.settings.demo, ...(await loadCeiling(scene)) },
    maySet: await holdsWholeLedger(db, access, "workforce.edit", today),
  };
});

export default function CeilingPage() {
  const { year, demo, rows, maySet, hasPeople } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const format = useFormat();
  const total = addedCeilings(rows);
  const voted = sum(rows.map((row) => row.voted));
  const columns = useColumns(hasPeople).filter(({ key }) => key !== "gap" || rows.some((row) => row.voted !== ceilingOf(row)));
  return (
    <Page
      title={words("ceiling.title", { year: String(year) })}
      crumbs={[useWorkforceCrumb(year)]}
      actions={
        <>
          {rows.length > 0 && <ExportMenu file={`${ceilingAddress(year)}/file`} />}
          {maySet && (
            <Link to={ceilingBridgeAddress(year)} className={buttonClass()}>
              {words("ceiling.set")}
            </Link>
          )}
        </>
      }
      message={
        rows.length === 0
          ? words("ceiling.none", { year: String(year) })
          : words("ceiling.message", {
              ...{
                year: String(year),
                before: String(year - 1),
                previous: format.amount(total.previous, "ETPT"),
                ceiling: format.amount(ceilingOf(total), "ETPT"),
              },
              ...{
                fullYear: format.amount(total.fullYearEffect, "ETPT", { sign: "always" }),
                impact: format.amount(total.impact, "ETPT", { sign: "always" }),
              },
            })
      }
    >
      {demo && year > 2023 && <Fictitious what={words("ceiling.what")} />}
      {rows.length === 0 ? (
        <EmptyState title={words("ceiling.none", { year: String(year) })} />
      ) : (
        <DataTable
          caption={words("ceiling.title", { year: String(year) })}
          hideCaption
          main
          wide
          columns={columns}
          rows={rows}
          rowKey={({ nature }) => nature}
          totals={{
            ...Object.fromEntries(
              ceilingRows.map((row) => [
                row,
                <Amount key={row} quantity={total[row]} resource="ETPT" sign={row === "previous" ? "negative" : "always"} />,
              ]),
            ),
            schemes: <Amount quantity={schemesOf(total)} resource="ETPT" sign="always" />,
            ceiling: <Amount quantity={ceilingOf(total)} resource="ETPT" tone="strong" />,
            voted: <Amount quantity={voted} resource="ETPT" />,
            gap: <Amount quantity={voted - ceilingOf(total)} resource="ETPT" sign="always" />,
            ...(hasPeople && {
              saidFullYear: <Amount quantity={sum(rows.map(({ saidFullYear }) => saidFullYear))} resource="ETPT" sign="always" />,
              saidImpact: <Amount quantity={sum(rows.map(({ saidImpact }) => saidImpact))} resource="ETPT" sign="always" />,
            }),
          }}
        />
      )}
      <p className={styles.note}>{words("ceiling.note")}</p>
    </Page>
  );
}

function useColumns(hasPeople: boolean): Column<CeilingRow>[] {
  const words = useTranslations("workforce");
  const format = useFormat();
  const etpt = (key: string, of: (row: CeilingRow) => bigint, sign: "negative" | "always" = "always"): Column<CeilingRow> => ({
    ...{ key, head: words(`ceiling.${key}` as "ceiling.gap"), unit: format.unit("ETPT"), align: "end" },
    cell: (row) => <Amount quantity={of(row)} resource="ETPT" sign={sign} />,
  });
  return [
    { key: "label", head: words("category"), cell: ({ label }) => label },
    etpt("previous", ({ previous }) => previous, "negative"),
    etpt("perimeter", ({ perimeter }) => perimeter),
    etpt("transfers", ({ transfers }) => transfers),
    etpt("technical", ({ technical }) => technical),
    etpt("fullYearEffect", ({ fullYearEffect }) => fullYearEffect),
    etpt("impact", ({ impact }) => impact),
    etpt("schemes", schemesOf),
    etpt("ceiling", ceilingOf, "negative"),
    etpt("voted", ({ voted }) => voted, "negative"),
    etpt("gap", (row) => row.voted - ceilingOf(row)),
    ...(hasPeople ? [etpt("saidFullYear", ({ saidFullYear }) => saidFullYear), etpt("saidImpact", ({ saidImpact }) => saidImpact)] : []),
  ];
}
