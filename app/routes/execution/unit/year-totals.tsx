import { useTranslations } from "use-intl";
import { type Place, traceOf } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { displayUnitFor, type Shown } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { YearWithPrevious } from "#db/queries/unit-year.ts";

interface Row {
  readonly key: "engaged" | "paid";
  readonly now: Shown;
  readonly before: Shown;
  readonly wholeBefore: Shown;
  readonly ceiling: bigint;
}

/** The exercise to date beside the same month of the one before, and beside its end. */
export function YearTotals({
  place: own,
  points,
}: {
  readonly place: Omit<Place, "resource">;
  readonly points: readonly YearWithPrevious[];
}) {
  const { year } = own;
  const words = useTranslations("execution");
  const format = useFormat();
  const last = points.findLast(({ paid }) => paid !== null);
  const end = points.at(-1);
  const rows: Row[] = [
    {
      key: "engaged",
      now: last?.committed ?? "not-applicable",
      before: last?.previousCommitted ?? "not-applicable",
      wholeBefore: end?.previousCommitted ?? "not-applicable",
      ceiling: end?.allottedAe ?? 0n,
    },
    {
      key: "paid",
      now: last?.paid ?? "not-applicable",
      before: last?.previousPaid ?? "not-applicable",
      wholeBefore: end?.previousPaid ?? "not-applicable",
      ceiling: end?.allottedCp ?? 0n,
    },
  ];
  const unit = displayUnitFor(rows.map(({ ceiling }) => ceiling));
  const traceIn = ({ key: measured }: Row, key: "now" | "before" | "wholeBefore" | "ceiling") => {
    const place: Place = { ...own, resource: measured === "engaged" ? "AE" : "CP" };
    const month = last?.month.slice(4) ?? "-12";
    const places = {
      now: { ...place, upTo: `${year}${month}` },
      before: { ...place, year: year - 1, upTo: `${year - 1}${month}` },
      wholeBefore: { ...place, year: year - 1 },
      ceiling: place,
    };
    return traceOf(key === "ceiling" ? "released" : "used", places[key]);
  };
  const column = (key: "now" | "before" | "wholeBefore" | "ceiling", head: string): Column<Row> => ({
    key,
    head,
    unit: format.unit("EUR", unit),
    align: "end",
    cell: (row) => <Amount quantity={row[key]} resource="EUR" unit={unit} trace={traceIn(row, key)} />,
  });
  const columns: Column<Row>[] = [
    { key: "measure", head: words("measure"), cell: ({ key }) => words(`total.${key}`) },
    column("now", words("toDate", { year: String(year) })),
    column("before", words("sameMonth", { year: String(year - 1), month: format.month(last?.month ?? `${year}-12`, "long") })),
    column("wholeBefore", words("wholeYear", { year: String(year - 1) })),
    column("ceiling", words("ceiling", { year: String(year) })),
  ];
  return <DataTable caption={words("beside")} hideCaption columns={columns} rows={rows} rowKey={({ key }) => key} />;
}
