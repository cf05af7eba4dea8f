import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type Resource, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { unitAllotmentAddress } from "../units/addresses.ts";
import { UnitLabel } from "../units/unit-label.tsx";
import type { NotifiedRow } from "./notified-rows.ts";

const figures = ["ae", "cp", "personnel", "staff", "reserve", "available"] as const;
type Figure = (typeof figures)[number];
const resourceOf: Readonly<Record<Figure, Resource>> = {
  ...{ ae: "AE", cp: "CP", personnel: "CP", staff: "ETPT", reserve: "CP", available: "CP" },
};

/** Unit by unit, what a notification gives. */
export function NotifiedTable({
  year,
  caption,
  rows,
  more = [],
  actions,
}: {
  readonly year: number;
  readonly caption: string;
  readonly rows: readonly NotifiedRow[];
  /** Beside the figures: the letter, its acknowledgement. */
  readonly more?: readonly Column<NotifiedRow>[];
  readonly actions?: ReactNode;
}) {
  const words = useTranslations("allotment");
  const format = useFormat();
  const unit = displayUnitFor(rows.flatMap(({ cp, personnel }) => [cp, personnel ?? 0n]));
  const heads: Readonly<Record<Figure, string>> = {
    ae: words("notification.columns.ae"),
    cp: words("notification.columns.cp"),
    personnel: words("notification.columns.personnel"),
    staff: words("notification.columns.staff"),
    reserve: words("notification.reserveShort"),
    available: words("notification.availableShort"),
  };
  const amount = (key: Figure, quantity: bigint | null) => (
    <Amount quantity={quantity ?? "not-applicable"} resource={resourceOf[key]} unit={unit} />
  );
  const columns: Column<NotifiedRow>[] = [
    {
      key: "unit",
      head: words("unit"),
      cell: ({ code, label }) => <UnitLabel code={code} label={label} depth={0} to={unitAllotmentAddress(year, code)} />,
    },
    ...figures.map((key): Column<NotifiedRow> => {
      const shown = key === "staff" ? {} : { unit: format.unit(resourceOf[key], unit) };
      return { key, head: heads[key], ...shown, align: "end", cell: (row) => amount(key, row[key]) };
    }),
    ...more,
  ];
  const totals = Object.fromEntries(figures.map((key) => [key, amount(key, sum(rows.map((row) => row[key] ?? 0n)))]));
  const keyOf = ({ code }: NotifiedRow) => code;
  return <DataTable caption={caption} main wide columns={columns} rows={rows} rowKey={keyOf} totals={totals} actions={actions} />;
}
