import { useTranslations } from "use-intl";
import type { AverageCost, CostHypotheses } from "#app/domain/forecast/staff/cost.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Kept } from "#db/queries/forecast/cost-table.ts";

/** What ETPT cost and on which hypotheses, with what each replaced, who set it and when. */
export function CostTables({
  categories,
  costs,
  hypotheses,
}: {
  readonly categories: readonly { readonly code: string; readonly label: string }[];
  readonly costs: readonly (AverageCost & Kept)[];
  readonly hypotheses: readonly (CostHypotheses & Kept)[];
}) {
  const words = useTranslations("staff.costs");
  const format = useFormat();
  const names = new Map(categories.map(({ code, label }) => [code, label]));
  const euros = format.unit("EUR", "exact");
  const kept = <Row extends Kept>(): Column<Row>[] => [
    { key: "state", head: words("state"), cell: ({ current }) => words(current ? "current" : "replaced") },
    { key: "set", head: words("set"), cell: ({ author, at }) => words("by", { author, at: format.instant(at.toISOString()) }) },
  ];
  const money = (key: "cost" | "categoryMeasures" | "rebasing" | "other"): Column<AverageCost & Kept> => ({
    ...{ key, head: words(key), unit: euros, align: "end" },
    cell: (row) => <Amount quantity={row[key]} resource="EUR" unit="exact" />,
  });
  const percent = (key: "generalMeasures" | "gvtPlus" | "gvtMinus" | "pensions"): Column<CostHypotheses & Kept> => ({
    ...{ key, head: words(key), align: "end" },
    cell: (row) => amountText(row[key], "CP"),
  });
  return (
    <>
      <DataTable
        caption={words("inForce")}
        rows={costs}
        rowKey={({ id }) => String(id)}
        empty={<EmptyState title={words("none")} />}
        columns={[
          { key: "category", head: words("category"), cell: ({ category }) => names.get(category) ?? category },
          { key: "fromYear", head: words("fromYear"), align: "end", cell: ({ fromYear }) => String(fromYear) },
          ...(["cost", "categoryMeasures", "rebasing", "other"] as const).map(money),
          ...kept<AverageCost & Kept>(),
        ]}
        main
      />
      <DataTable
        caption={words("hypotheses")}
        rows={hypotheses}
        rowKey={({ id }) => String(id)}
        empty={<EmptyState title={words("noHypotheses")} />}
        columns={[
          { key: "fromYear", head: words("fromYear"), align: "end", cell: ({ fromYear }) => String(fromYear) },
          ...(["generalMeasures", "gvtPlus", "gvtMinus", "pensions"] as const).map(percent),
          { key: "pensionsNature", head: words("pensionsNature"), cell: ({ pensionsNature }) => pensionsNature },
          ...kept<CostHypotheses & Kept>(),
        ]}
      />
    </>
  );
}
