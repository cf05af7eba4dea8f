import { useTranslations } from "use-intl";
import type { Month } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { daysName, seenName } from "./field-names.ts";
import styles from "./workload.module.css";

/** A row of days that are typed, month by month. */
export interface DaysRow {
  /** What stands before the month in the names of its fields. */
  readonly place: string;
  readonly label: string;
  /** What was planned, where what is typed is what was spent. */
  readonly planned?: Quantity | undefined;
  /** As many as the months; null: this month is not to be typed. */
  readonly cells: readonly ({ readonly days: Quantity; readonly seen: bigint } | null)[];
}

interface DaysTableProps {
  readonly caption: string;
  readonly head: string;
  readonly months: readonly Month[];
  readonly rows: readonly DaysRow[];
  /** What was typed and refused, by the names of the fields. */
  readonly typed?: Readonly<Record<string, unknown>> | undefined;
  readonly readOnly?: boolean;
}

/** Days by row and month, in fields that a form sends; what stands in them is what the server holds. */
export function DaysTable({ caption, head, months, rows, typed, readOnly = false }: DaysTableProps) {
  const words = useTranslations("workload");
  const format = useFormat();
  const totalAt = (index: number) => sum(rows.map(({ cells }) => cells[index]?.days ?? 0n));
  const whole = ({ cells }: DaysRow) => sum(cells.map((own) => own?.days ?? 0n));
  return (
    <DataTable
      caption={caption}
      hideCaption
      wide
      rows={rows}
      rowKey={({ place }) => place}
      totals={
        rows.length > 1
          ? {
              ...Object.fromEntries(months.map((month, index) => [month, <Amount key={month} quantity={totalAt(index)} resource="DAY" />])),
              whole: <Amount quantity={sum(rows.map(whole))} resource="DAY" />,
              planned: <Amount quantity={sum(rows.map(({ planned = 0n }) => planned))} resource="DAY" />,
            }
          : undefined
      }
      columns={[
        { key: "row", head, cell: ({ label }) => label },
        ...months.map((month, index) => ({
          ...{ key: month, head: format.month(month), unit: format.unit("DAY"), align: "end" as const },
          cell: ({ place, label, cells }: DaysRow) => {
            const own = cells[index];
            if (!own) return "///";
            if (readOnly) return <Amount quantity={own.days} resource="DAY" />;
            const [name, shown] = [daysName(place, month), own.days === 0n ? "" : amountText(own.days, "DAY")];
            return (
              <>
                <input
                  className={styles.days}
                  name={name}
                  defaultValue={String(typed?.[name] ?? shown)}
                  inputMode="decimal"
                  autoComplete="off"
                  aria-label={words("daysOf", { row: label, month: format.month(month, "longWithYear") })}
                />
                <input type="hidden" name={seenName(place, month)} value={String(own.seen)} />
              </>
            );
          },
        })),
        ...(rows.some(({ planned }) => planned !== undefined)
          ? [
              {
                ...{ key: "planned", head: words("timePage.planned"), unit: format.unit("DAY"), align: "end" as const },
                cell: ({ planned = 0n }: DaysRow) => <Amount quantity={planned} resource="DAY" />,
              },
            ]
          : []),
        ...(months.length > 1
          ? [
              {
                ...{ key: "whole", head: words("columns.year"), unit: format.unit("DAY"), align: "end" as const },
                cell: (row: DaysRow) => <Amount quantity={whole(row)} resource="DAY" />,
              },
            ]
          : []),
      ]}
    />
  );
}
