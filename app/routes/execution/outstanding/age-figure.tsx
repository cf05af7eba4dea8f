import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type Stillness, stillnesses } from "#app/domain/execution/outstanding.ts";
import { sum } from "#app/domain/quantity.ts";
import type { Scope } from "#app/domain/trace/trace-key.ts";
import { chainTrace } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ColumnsSvg } from "#app/ui/figure/columns-svg.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { ClassSwatch, Legend } from "#app/ui/figure/marks.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { Column } from "#app/ui/table/data-table.tsx";
import type { AgedAmount } from "#db/queries/execution-outstanding.ts";
import { outstandingAddress } from "../../units/addresses.ts";
import styles from "./outstanding.module.css";

interface AgeFigureProps {
  readonly year: number;
  readonly on: string;
  readonly ages: readonly AgedAmount[];
  readonly scope: Scope;
}

interface AgeRow {
  readonly committedIn: number;
  readonly count: number;
  readonly amount: bigint;
  readonly parts: Readonly<Record<Stillness, bigint>>;
}

/** What remains to be paid, by the exercise of its AE; the longer nothing moved, the darker. */
export function AgeFigure({ year, on, ages, scope }: AgeFigureProps) {
  const words = useTranslations("outstanding");
  const execution = useTranslations("execution");
  const format = useFormat();
  const rows = rowsOf(ages);
  if (rows.length === 0) return null;
  const unit = displayUnitFor(rows.map(({ amount }) => amount));
  const oldest = rows[0];
  const title = words("ageTitle", {
    ...{ day: format.day(on), amount: format.amountWithUnit(sum(rows.map(({ amount }) => amount)), "AE", { unit }) },
    ...{ first: String(oldest?.committedIn ?? year), oldest: format.amountWithUnit(oldest?.amount ?? 0n, "AE", { unit }) },
  });
  const amount = (key: string, head: string, of: (row: AgeRow) => bigint): Column<AgeRow> => ({
    ...{ key, head, unit: format.unit("EUR"), align: "end" },
    cell: (row) => <Amount quantity={of(row)} resource="AE" />,
  });
  return (
    <Figure
      title={title}
      unit={format.unit("EUR", unit)}
      source={execution("source")}
      asOf={format.day(on)}
      columns={[
        {
          ...{ key: "year", head: words("committedIn") },
          cell: ({ committedIn }) => <Link to={`${outstandingAddress(year, { ae: committedIn })}#commitments`}>{String(committedIn)}</Link>,
        },
        { key: "count", head: words("count"), align: "end", cell: ({ count }) => format.count(count) },
        ...stillnesses.map((still) => amount(still, words(`still.${still}`), ({ parts }) => parts[still])),
        {
          ...amount("amount", execution("outstanding"), (row) => row.amount),
          cell: ({ committedIn, amount: whole }) => (
            <Amount quantity={whole} resource="AE" trace={chainTrace("outstanding", { scope, year, on, exercise: committedIn })} />
          ),
        },
      ]}
      rows={rows}
      rowKey={({ committedIn }) => String(committedIn)}
      legend={
        <Legend
          entries={stillnesses.map((still) => ({
            key: still,
            swatch: <ClassSwatch className={styles[still] ?? ""} />,
            label: words(`still.${still}`),
          }))}
        />
      }
      svg={
        <ColumnsSvg
          label={title}
          columns={rows.map(({ committedIn, count, parts, amount: whole }) => ({
            key: String(committedIn),
            label: [String(committedIn), words("commitmentCount", { count })],
            value: format.amount(whole, "AE", { unit }),
            parts: stillnesses
              .toReversed()
              .filter((still) => parts[still] > 0n)
              .map((still) => ({ key: still, amount: parts[still], className: styles[still] ?? "" })),
          }))}
        />
      }
    />
  );
}

function rowsOf(ages: readonly AgedAmount[]): AgeRow[] {
  return [...new Set(ages.map(({ committedIn }) => committedIn))].map((committedIn) => {
    const own = ages.filter((age) => age.committedIn === committedIn);
    const of = (still: Stillness) => sum(own.filter((age) => age.still === still).map(({ amount }) => amount));
    return {
      committedIn,
      count: own.reduce((count, age) => count + age.count, 0),
      amount: sum(own.map(({ amount }) => amount)),
      parts: { moving: of("moving"), months6: of("months6"), months12: of("months12"), months24: of("months24") },
    };
  });
}
