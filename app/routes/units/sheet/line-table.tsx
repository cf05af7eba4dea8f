import { useTranslations } from "use-intl";
import { type Place, traceOf, within } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { TopLine } from "./load-sheet.ts";

/** The ten largest lines of a unit: what it holds them for, what was promised, what was paid. */
export function LineTable({ year, unit, lines }: { readonly year: number; readonly unit: string; readonly lines: readonly TopLine[] }) {
  const words = useTranslations("units.page.sheet");
  const stages = useTranslations("stages");
  const format = useFormat();
  const shown = displayUnitFor(lines.map(({ notified }) => notified));
  const traceIn = (measure: "notified" | "used", { nature, activity }: TopLine) => {
    const place: Place = { resource: "CP", scope: within(unit), year, cut: { nature, activity } };
    return activity === "" ? undefined : traceOf(measure, place);
  };
  const columns: Column<TopLine>[] = [
    { key: "nature", head: words("nature"), cell: ({ nature, natureLabel }) => `${natureLabel} (${nature})` },
    { key: "activity", head: words("activity"), cell: ({ activityLabel }) => activityLabel },
    {
      ...{ key: "notified", head: `${stages("notified")} (CP)`, unit: format.unit("CP", shown), align: "end" },
      cell: (line) => <Amount quantity={line.notified} resource="CP" unit={shown} trace={traceIn("notified", line)} />,
    },
    {
      ...{ key: "paid", head: `${stages("paid")} (CP)`, unit: format.unit("CP", shown), align: "end" },
      cell: (line) => <Amount quantity={line.paid} resource="CP" unit={shown} trace={traceIn("used", line)} />,
    },
    { key: "rate", head: words("rate"), align: "end", cell: ({ paid, notified }) => format.share({ part: paid, whole: notified }) },
  ];
  return (
    <DataTable
      caption={words("lines")}
      hideCaption
      columns={columns}
      rows={lines}
      rowKey={({ nature, activity }) => `${nature} ${activity}`}
      empty={<EmptyState title={words("noLine")} />}
    />
  );
}
