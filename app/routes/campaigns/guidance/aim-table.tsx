import { useTranslations } from "use-intl";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";

export interface UnitAim {
  readonly unit: string;
  readonly label: string;
  readonly previous: Quantity;
  readonly aim: Quantity | null;
}

/** What the guidance gives each unit, against what it executed in N-1. */
export function AimTable({
  aims,
  measure,
  year,
  executed,
}: {
  readonly aims: readonly UnitAim[];
  readonly measure: BudgetResource;
  readonly year: number;
  /** The year that the guidance moves. */
  readonly executed: number;
}) {
  const words = useTranslations("guidance");
  const format = useFormat();
  const unit = format.unit(measure);
  const told = aims.flatMap(({ aim, previous }) => (aim === null ? [] : [{ aim, previous }]));
  const show = (quantity: Quantity | null, sign?: "always") =>
    quantity === null ? "///" : <Amount quantity={quantity} resource={measure} {...(sign ? { sign } : {})} />;
  return (
    <DataTable
      caption={words("aims", { year: String(year) })}
      rows={aims}
      rowKey={(row) => row.unit}
      columns={[
        { key: "unit", head: words("unit"), cell: (row) => row.label },
        { key: "previous", head: words("executed", { year: String(executed) }), unit, align: "end", cell: (row) => show(row.previous) },
        { key: "aim", head: words("aim"), unit, align: "end", cell: (row) => show(row.aim) },
        {
          key: "gap",
          head: words("gap"),
          unit,
          align: "end",
          cell: (row) => show(row.aim === null ? null : row.aim - row.previous, "always"),
        },
      ]}
      totals={{
        previous: show(sum(aims.map(({ previous }) => previous))),
        aim: show(told.length === 0 ? null : sum(told.map(({ aim }) => aim))),
        gap: show(told.length === 0 ? null : sum(told.map(({ aim, previous }) => aim - previous)), "always"),
      }}
    />
  );
}
