import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../forecast.module.css";
import type { UnitTotal } from "./unit-totals.ts";

interface TotalsTableProps {
  readonly totals: readonly UnitTotal[];
  readonly year: number;
  /** N (`presentYear`). */
  readonly present: number;
}

/** Executed N-1, notified N and asked, side by side; euros are shown to the euro. */
export function TotalsTable({ totals, year, present }: TotalsTableProps) {
  const words = useTranslations("forecast");
  const resources = useTranslations("resources");
  const amount = (of: (row: UnitTotal) => Quantity, sign?: "always"): Column<UnitTotal>["cell"] =>
    function Cell(row) {
      return <Amount quantity={of(row)} resource={row.measure} unit="eur" withUnit {...(sign ? { sign } : {})} />;
    };
  const columns: Column<UnitTotal>[] = [
    {
      key: "measure",
      head: words("columns.measure"),
      cell: (row) => `${words(`classes.${row.spendingClass}`)} · ${resources(`short.${row.measure}`)}`,
    },
    { key: "executed", head: words("columns.executed", { year: String(present - 1) }), align: "end", cell: amount((row) => row.executed) },
    { key: "notified", head: words("columns.notified", { year: String(present) }), align: "end", cell: amount((row) => row.notified) },
    { key: "asked", head: words("columns.asked", { year: String(year) }), align: "end", cell: amount((row) => row.asked) },
    { key: "gap", head: words("columns.gap"), align: "end", cell: amount((row) => row.asked - row.notified, "always") },
  ];
  if (totals.length === 0) return null;
  return (
    <div>
      <DataTable caption={words("totals")} columns={columns} rows={totals} rowKey={(row) => `${row.spendingClass} ${row.measure}`} />
      <p className={styles.note}>{words("totalsNote")}</p>
    </div>
  );
}
