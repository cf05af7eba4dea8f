import { useTranslations } from "use-intl";
import type { PlaceTotal } from "#app/domain/execution/planned/places.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../../units/units.module.css";

interface PlannedTotalsProps {
  readonly year: number;
  readonly totals: readonly PlaceTotal[];
  readonly labels: Readonly<Record<string, string>>;
  readonly forecast: boolean;
  readonly byUnit: boolean;
}

/** What is committed and what is still planned beside what was forecast; no euro is in both. */
export function PlannedTotals({ year, totals, labels, forecast, byUnit }: PlannedTotalsProps) {
  const words = useTranslations("planned");
  const format = useFormat();
  if (totals.length === 0) return null;
  const gap = (own: PlaceTotal) => own.both - own.forecast;
  const figure = (key: string, head: string, of: (own: PlaceTotal) => bigint, sign?: "always"): Column<PlaceTotal> => ({
    ...{ key, head, unit: format.unit("AE"), align: "end" },
    cell: (own) => <Amount quantity={of(own)} resource="AE" {...(sign ? { sign } : {})} />,
  });
  const figures = [
    ...(forecast ? [figure("forecast", words("forecast", { year: String(year) }), (own) => own.forecast)] : []),
    figure("committed", words("committed"), (own) => own.committed),
    figure("planned", words("stillPlanned"), (own) => own.planned),
    figure("both", words("both"), (own) => own.both),
    ...(forecast ? [figure("gap", words("toForecast"), gap, "always")] : []),
  ];
  const total = (of: (own: PlaceTotal) => bigint, sign?: "always") => (
    <Amount quantity={sum(totals.map(of))} resource="AE" {...(sign ? { sign } : {})} />
  );
  return (
    <div>
      <DataTable
        caption={words(byUnit ? "totalsByUnit" : "totals")}
        rows={totals}
        rowKey={({ unit, nature, activity }) => `${unit} ${nature} ${activity}`}
        columns={[
          {
            key: "place",
            head: byUnit ? words("unit") : words("place"),
            cell: ({ unit, nature, activity }) => {
              if (byUnit) return labels[unit] ?? unit;
              return nature === null ? words("outOfPlan") : `${nature} · ${activity}`;
            },
          },
          ...figures,
        ]}
        totals={{
          forecast: total((own) => own.forecast),
          committed: total((own) => own.committed),
          planned: total((own) => own.planned),
          both: total((own) => own.both),
          gap: total(gap, "always"),
        }}
      />
      <p className={styles.note}>{words("totalsNote")}</p>
      {!forecast && <p className={styles.note}>{words("noForecast", { year: String(year) })}</p>}
    </div>
  );
}
