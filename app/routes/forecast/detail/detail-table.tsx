import { useTranslations } from "use-intl";
import { type DetailLine, detailAmount, detailSum } from "#app/domain/forecast/detail.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { OriginLink } from "../../means/origin-link.tsx";
import { priceText, quantityText } from "./detail-text.ts";

/** Quantities × prices to read, with their sum. */
export function DetailTable({
  lines,
  measure,
  caption,
}: {
  readonly lines: readonly DetailLine[];
  readonly measure: BudgetResource;
  readonly caption?: string;
}) {
  const words = useTranslations("requests.detail");
  const rows = lines.map((line, index) => ({ ...line, ordinal: index + 1 }));
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "label", head: words("label"), cell: ({ label }) => label || "///" },
    {
      key: "calculation",
      head: words("calculation"),
      cell: ({ quantity, unitWord, unitPrice }) =>
        words("times", { quantity: quantityText(quantity), unit: unitWord, price: priceText(unitPrice) }),
    },
    {
      key: "amount",
      head: words("amount"),
      align: "end",
      cell: (line) => <Amount quantity={detailAmount(line)} resource={measure} withUnit />,
    },
    ...(lines.some(({ origin }) => origin != null)
      ? [
          {
            ...{ key: "origin", head: words("origin") },
            cell: ({ origin }: (typeof rows)[number]) => (origin ? <OriginLink origin={origin} /> : ""),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={caption ?? words("rows")}
      columns={columns}
      rows={rows}
      rowKey={({ ordinal }) => String(ordinal)}
      totals={{ amount: <Amount quantity={detailSum(lines)} resource={measure} withUnit /> }}
    />
  );
}
