import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { RequestStatePill } from "#app/ui/planning/request-state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../arbitration.module.css";
import type { BoardRow } from "./rows.ts";

interface BoardTableProps {
  readonly rows: readonly BoardRow[];
  readonly measure: BudgetResource;
  readonly year: number;
  readonly scenario: string | undefined;
}

const amounts = ["executed", "notified", "asked", "proposed", "decided"] as const;

/** Units and their requests: executed N-1, notified N, asked, opinion, decided, state. */
export function BoardTable({ rows, measure, year, scenario }: BoardTableProps) {
  const words = useTranslations("arbitration");
  const format = useFormat();
  const units = rows.filter((row) => row.requestId === null);
  const unit = displayUnitFor(units.map((row) => row.asked));
  const symbol = measure === "AE" || measure === "CP" ? { unit: format.unit(measure, unit) } : {};
  const heads = {
    executed: words("columns.executed", { year: String(year - 2) }),
    notified: words("columns.notified", { year: String(year - 1) }),
    asked: words("columns.asked", { year: String(year) }),
    proposed: words("columns.proposed"),
    decided: words("columns.decided"),
  };
  const amount = (key: (typeof amounts)[number]): Column<BoardRow> => ({
    ...{ key, head: heads[key], ...symbol, align: "end" },
    cell: (row) => <Amount quantity={row[key]} resource={measure} unit={unit} />,
  });
  const search = scenario === undefined ? "" : `?scenario=${scenario}`;
  const columns: Column<BoardRow>[] = [
    {
      key: "request",
      head: words("columns.request"),
      cell: (row) =>
        row.requestId === null ? (
          row.label
        ) : (
          <Link className={styles.indented} to={`/${year}/arbitration/requests/${row.requestId}${search}`}>
            {row.label}
          </Link>
        ),
    },
    amount("executed"),
    amount("notified"),
    amount("asked"),
    { key: "opinion", head: words("columns.opinion"), cell: (row) => (row.view ? words(`views.${row.view}`) : "") },
    amount("proposed"),
    amount("decided"),
    { key: "state", head: words("columns.state"), cell: (row) => <State row={row} /> },
  ];
  const totals = {
    executed: <Total of={units.map((row) => row.executed)} measure={measure} unit={unit} />,
    notified: <Total of={units.map((row) => row.notified)} measure={measure} unit={unit} />,
    asked: <Total of={units.map((row) => row.asked)} measure={measure} unit={unit} />,
    decided: <Total of={units.map((row) => row.decided)} measure={measure} unit={unit} />,
  };
  return (
    <DataTable
      caption={words("table")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      totals={totals}
      isSubtotal={(row) => row.requestId === null}
      empty={<EmptyState title={words("noRequest", { year: String(year) })} />}
      main
    />
  );
}

function State({ row }: { readonly row: BoardRow }) {
  const words = useTranslations("arbitration");
  if (row.state === null) return null;
  return (
    <>
      <RequestStatePill state={row.state} version={row.version} />
      {row.outcome && <span className={styles.muted}> {words(`outcomes.${row.outcome}`)}</span>}
    </>
  );
}

function Total({
  of,
  measure,
  unit,
}: {
  readonly of: readonly (Quantity | string)[];
  readonly measure: BudgetResource;
  readonly unit: "eur" | "keur" | "meur" | "exact";
}) {
  return <Amount quantity={sum(of.filter((quantity) => typeof quantity === "bigint"))} resource={measure} unit={unit} />;
}
