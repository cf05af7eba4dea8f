import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { WorkForecast } from "#db/queries/workload/forecasts.ts";
import styles from "../units/units.module.css";
import { workloadAddress } from "./addresses.ts";

export interface ForecastRow extends Pick<WorkForecast, "number" | "name" | "author"> {
  readonly at: string;
}

export function forecastRows(forecasts: readonly WorkForecast[]): ForecastRow[] {
  return forecasts.map(({ number, name, author, at }) => ({ number, name, author, at: at.toISOString() }));
}

/** The plans that were kept, each with the page on which it is read again. */
export function ForecastTable({ year, forecasts }: { readonly year: number; readonly forecasts: readonly ForecastRow[] }) {
  const words = useTranslations("workload");
  const format = useFormat();
  return (
    <DataTable
      caption={words("forecasts")}
      hideCaption
      rows={forecasts}
      rowKey={({ number }) => String(number)}
      empty={<p className={styles.note}>{words("noForecast")}</p>}
      columns={[
        {
          ...{ key: "name", head: words("columns.forecast") },
          cell: ({ number, name }) => <Link to={`${workloadAddress(year)}?forecast=${number}`}>{name}</Link>,
        },
        { key: "author", head: words("columns.author"), cell: ({ author }) => author },
        { key: "at", head: words("columns.at"), cell: ({ at }) => format.instant(at) },
      ]}
    />
  );
}
