import { useTranslations } from "use-intl";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type ComponentTotal, componentTotals } from "./component-totals.ts";

/** The baseline by component, with the sub-total of each measure. */
export function ComponentTable({ lines }: { readonly lines: Parameters<typeof componentTotals>[0] }) {
  const words = useTranslations("requests.components");
  const resources = useTranslations("resources");
  const totals = componentTotals(lines);
  if (totals.length === 0) return null;
  const years = [...new Set(totals.flatMap(({ amounts }) => [...amounts.keys()]))].sort();
  const measures = [...new Set(totals.map(({ measure }) => measure))];
  const rows: (Omit<ComponentTotal, "component"> & { component: ComponentTotal["component"] | "whole" })[] = measures.flatMap((measure) => {
    const own = totals.filter((total) => total.measure === measure);
    const whole = new Map<number, Quantity>(years.map((year) => [year, sum(own.map(({ amounts }) => amounts.get(year) ?? 0n))]));
    return [...own, { component: "whole" as const, measure, amounts: whole }];
  });
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "component", head: words("head"), cell: ({ component }) => words(component) },
    { key: "measure", head: words("measure"), cell: ({ measure }) => resources(`short.${measure}`) },
    ...years.map(
      (year): Column<(typeof rows)[number]> => ({
        key: String(year),
        head: String(year),
        align: "end",
        cell: ({ amounts, measure }) => <Amount quantity={amounts.get(year) ?? 0n} resource={measure} unit="eur" withUnit />,
      }),
    ),
  ];
  return (
    <DataTable
      caption={words("title")}
      columns={columns}
      rows={rows}
      rowKey={({ component, measure }) => `${measure} ${component}`}
      isSubtotal={({ component }) => component === "whole"}
    />
  );
}
