import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../arbitration.module.css";
import type { ComparisonRow } from "./comparison.ts";

const amounts = ["executed", "notified", "asked", "proposed", "decided", "envelope", "after"] as const;

/** The request and the envelope, line by line. */
export function ComparisonTable({
  rows,
  year,
  whole,
}: {
  readonly rows: readonly ComparisonRow[];
  readonly year: number;
  readonly whole: boolean;
}) {
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const years = { executed: String(year - 2), notified: String(year - 1), asked: String(year) };
  const columns: Column<ComparisonRow>[] = [
    {
      key: "measure",
      head: forecast("columns.measure"),
      cell: (row) => `${forecast(`classes.${row.spendingClass}`)} · ${resources(`short.${row.measure}`)} ${row.targetYear}`,
    },
    ...amounts
      .filter((key) => whole || (key !== "envelope" && key !== "after"))
      .map((key): Column<ComparisonRow> => {
        const head =
          key === "asked" ? forecast("columns.asked", { year: "" }).trim() : words(`columns.${key}`, { year: years[key as "executed"] });
        return {
          ...{ key, head, align: "end" },
          cell: (row) => <Shown row={row} of={key} />,
        };
      }),
  ];
  return (
    <div>
      <DataTable
        caption={words("sideBySide")}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.spendingClass} ${row.measure} ${row.targetYear}`}
        main
      />
      <p className={styles.note}>{whole ? words("sideNote") : words("notVisible")}</p>
    </div>
  );
}

function Shown({ row, of }: { readonly row: ComparisonRow; readonly of: (typeof amounts)[number] }) {
  const quantity = row[of];
  const over = of === "after" && typeof quantity === "bigint" && quantity < 0n;
  return <Amount quantity={quantity} resource={row.measure} unit="eur" withUnit {...(over ? { tone: "over" as const } : {})} />;
}
