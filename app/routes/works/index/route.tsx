import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
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
import { allocationAddress, newOperationAddress, operationAddress, worksAddress } from "../addresses.ts";
import { type WorksRow, worksRows } from "../load-costs.ts";

/** The operations of a year: how far they are, what they cost, and one of what they give. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, access, year, today, mayDo, services } = scene;
  const rows = await worksRows(scene);
  return {
    ...{ year, rows, demo: services.settings.demo, mayPlan: mayDo("workload.plan") },
    bridge: await holdsWholeLedger(db, access, "planning.costs", today),
  };
});

export default function WorksPage() {
  const { year, rows, demo, mayPlan, bridge } = useLoaderData<typeof loader>();
  const words = useTranslations("works");
  const format = useFormat();
  const whole = rows.every(({ cost }) => cost.total !== null);
  const said = {
    ...{ count: rows.length, year: String(year), late: rows.reduce((total, { late }) => total + late, 0) },
    cost: format.amountWithUnit(sum(rows.map(({ cost }) => cost.total ?? cost.direct)), "EUR", { unit: "keur" }),
  };
  const columns = useColumns(year, whole);
  return (
    <Page
      title={words("title", { year: String(year) })}
      message={words(whole ? "message" : "directOnly", said)}
      actions={
        <>
          {bridge && (
            <Link to={allocationAddress(year)} className={buttonClass()}>
              {words("actions.allocation")}
            </Link>
          )}
          {mayPlan && (
            <Link to={newOperationAddress(year)} className={buttonClass("primary")}>
              {words("new")}
            </Link>
          )}
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <DataTable
        caption={words("title", { year: String(year) })}
        main
        wide
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        actions={<ExportMenu file={`${worksAddress(year)}/file`} />}
        totals={rows.length > 1 ? totalsOf(rows, whole) : undefined}
        empty={<EmptyState title={words("none")}>{words("noneWhy")}</EmptyState>}
      />
    </Page>
  );
}

function totalsOf(rows: readonly WorksRow[], whole: boolean) {
  const of = (pick: (own: WorksRow["cost"]) => bigint | null) => (
    <Amount quantity={sum(rows.map(({ cost }) => pick(cost) ?? 0n))} resource="EUR" unit="keur" />
  );
  return {
    direct: of(({ direct }) => direct),
    ...(whole && { personnel: of(({ personnel }) => personnel), support: of(({ support }) => support), total: of(({ total }) => total) }),
  };
}

function useColumns(year: number, whole: boolean): Column<WorksRow>[] {
  const words = useTranslations("works");
  const format = useFormat();
  const money = (key: "direct" | "personnel" | "support" | "total"): Column<WorksRow> => ({
    ...{ key, head: words(`columns.${key}`), unit: format.unit("EUR", "keur"), align: "end" },
    cell: ({ cost }) => <Amount quantity={cost[key] ?? "not-applicable"} resource="EUR" unit="keur" />,
  });
  return [
    {
      key: "code",
      head: words("columns.code"),
      cell: ({ code }) => (
        <Link to={operationAddress(year, code)} className={styles.keep}>
          {code}
        </Link>
      ),
    },
    { key: "label", head: words("columns.label"), cell: ({ label }) => label },
    { key: "unit", head: words("columns.unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    { key: "done", head: words("columns.done"), unit: "%", align: "end", cell: ({ done }) => (done === null ? "–" : format.count(done)) },
    {
      key: "next",
      head: words("columns.next"),
      cell: ({ next }) =>
        next === null ? (
          "–"
        ) : (
          <>
            {format.day(next.dueOn)} <span className={styles.note}>{next.label}</span>
          </>
        ),
    },
    money("direct"),
    ...(whole ? [money("personnel"), money("support"), money("total")] : []),
    ...(whole
      ? [
          {
            ...{ key: "unitCost", head: words("columns.unitCost"), unit: "€", align: "end" as const },
            cell: ({ main }: WorksRow) => <UnitCost main={main} />,
          },
        ]
      : []),
  ];
}

function UnitCost({ main }: Pick<WorksRow, "main">) {
  const words = useTranslations("works");
  if (main === null || main.unitCost === null) return "–";
  return (
    <>
      <Amount quantity={main.unitCost} resource="EUR" /> <span className={styles.note}>/ {words(`outputs.${main.output}`)}</span>
    </>
  );
}
