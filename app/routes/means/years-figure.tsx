import { useTranslations } from "use-intl";
import type { MeansYear } from "#app/domain/means/years.ts";
import { sum } from "#app/domain/quantity.ts";
import { ColumnsSvg } from "#app/ui/figure/columns-svg.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { Legend, markClass, Swatch } from "#app/ui/figure/marks.tsx";
import { useQuantityColumns } from "#app/ui/figure/quantity-columns.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../units/said.ts";

interface YearsFigureProps {
  readonly years: readonly MeansYear[];
  /** Already formatted. */
  readonly asOf: string;
  readonly what: "leases" | "equipment" | "all";
}

/** What is to be paid each year, with what is to be committed in it behind. */
export function YearsFigure({ years, asOf, what }: YearsFigureProps) {
  const words = useTranslations("means");
  const format = useFormat();
  const unit = displayUnitFor(years.flatMap(({ ae, cp }) => [ae, cp]));
  const say = (amount: bigint) => (amount === 0n ? "0" : format.amount(amount, "CP", { unit }));
  const total = sum(years.map(({ cp }) => cp));
  const [first, last] = [String(years[0]?.year ?? ""), String(years.at(-1)?.year ?? "")];
  const title = words("figure.title", { what, first, last, amount: said(format, total, "CP", unit), year: say(years[0]?.cp ?? 0n) });
  const leased = what !== "equipment";
  const bought = what !== "leases";
  const { columns, totals } = useQuantityColumns(
    years,
    [
      { key: "ae", head: words("columns.ae"), of: ({ ae }) => ae },
      ...(leased
        ? [
            { key: "rent", head: words("columns.rent"), of: ({ rent }: MeansYear) => rent },
            { key: "charges", head: words("columns.charges"), of: ({ charges }: MeansYear) => charges },
          ]
        : []),
      ...(bought ? [{ key: "equipment", head: words("columns.equipment"), of: ({ equipmentCp }: MeansYear) => equipmentCp }] : []),
      { key: "cp", head: words("columns.cp"), of: ({ cp }) => cp },
    ],
    "CP",
  );
  return (
    <Figure
      title={title}
      unit={format.unit("EUR", unit)}
      source={words("figure.source")}
      asOf={asOf}
      columns={[{ key: "year", head: words("columns.year"), cell: ({ year }) => String(year) }, ...columns]}
      rows={years}
      rowKey={({ year }) => String(year)}
      totals={totals}
      legend={
        <Legend
          entries={[
            ...(leased ? [{ key: "leases", swatch: <Swatch stage="committed" hue="cp" />, label: words("figure.leases") }] : []),
            ...(bought ? [{ key: "equipment", swatch: <Swatch stage="requested" hue="cp" />, label: words("figure.equipment") }] : []),
            { key: "ae", swatch: <Swatch stage="requested" hue="ae" />, label: words("figure.ae") },
          ]}
        />
      }
      svg={
        <ColumnsSvg
          label={title}
          columns={years.map((own) => ({
            key: String(own.year),
            label: [String(own.year)],
            value: say(own.cp),
            parts: [
              { key: "leases", amount: own.rent + own.charges, className: markClass("committed", "cp") },
              { key: "equipment", amount: own.equipmentCp, className: markClass("requested", "cp") },
            ],
            frame:
              own.ae > 0n
                ? { amount: own.ae, className: markClass("requested", "ae"), value: words("figure.frame", { amount: say(own.ae) }) }
                : undefined,
          }))}
        />
      }
    />
  );
}
