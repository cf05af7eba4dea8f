import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import { useFormat } from "../format/formatter.ts";
import { type Column, DataTable } from "../table/data-table.tsx";
import type { Sort } from "../table/sort.ts";
import styles from "./accuracy-map.module.css";
import { baseLine, Drawing } from "./drawing.tsx";
import { FigureFrame } from "./figure.tsx";
import { ClassSwatch, DirectionShape, Legend, plainClass } from "./marks.tsx";
import { boundsOf, place, type QuantityScale, scaleBetween } from "./scale.ts";

/** How the forecasts of one horizon missed, in tenths of a hundredth of the outturn: 51 is 5,1 % too high, −20 is 2,0 % too low. low ≤ bias ≤ high. */
export interface AccuracyCell {
  /** The mean gap, signed: what offsets itself is no bias. */
  readonly bias: bigint;
  /** Between what 8 forecasts out of 10 were. */
  readonly low: bigint;
  readonly high: bigint;
  /** How many forecasts it is made from. */
  readonly count: number;
}

export interface AccuracyRow {
  readonly key: string;
  /** A unit, or a nature. */
  readonly label: string;
  readonly to?: string | undefined;
  /** One for each horizon, in their order; null where nothing was forecast, or too little to say. */
  readonly cells: readonly (AccuracyCell | null)[];
  readonly subtotal?: boolean;
}

export interface AccuracyMapProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2025-12-31 ». */
  readonly asOf: string;
  /** What a row is: « Unité », « Nature ». */
  readonly rowHead: string;
  /** Each in words, the furthest first: « Au budget », « 6 mois avant », « 3 mois avant ». */
  readonly horizons: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly AccuracyRow[];
  /** By `row` or the key of a horizon; the caller sorts the rows as the address says. */
  readonly sort?: Sort | undefined;
  /** At the right of the horizons: the mean error, the number of years. */
  readonly after?: readonly Column<AccuracyRow>[];
  readonly actions?: ReactNode;
  readonly empty?: ReactNode;
  readonly main?: boolean;
}

/** What is near enough to the outturn: ± 3 %. */
const corridor = 30n;
/** Beyond a half, one place on the scale is as good as another: the figure says the rest. */
const widest = 500n;
const box = { width: 120, height: 20, side: 6 } as const;

/** Who forecasts well, and with what bias? A dot on its zero line for each horizon, with its range, on one scale; the figure beside it. */
export function AccuracyMap({
  title,
  source,
  asOf,
  rowHead,
  horizons,
  rows,
  sort,
  after = [],
  actions,
  empty,
  main = false,
}: AccuracyMapProps) {
  const words = useTranslations("figure.accuracy");
  const format = useFormat();
  const scale = accuracyScale(rows);
  return (
    <FigureFrame
      table
      title={title}
      unit={words("unit")}
      scale={words("scale", { low: format.gap(scale.lowest), high: format.gap(scale.highest) })}
      source={source}
      asOf={format.day(asOf)}
      legend={<AccuracyLegend />}
    >
      <div className={classNames(styles.map, horizons.length > 3 && styles.many)}>
        <DataTable
          caption={title}
          hideCaption
          main={main}
          wide={horizons.length > 5}
          rows={rows}
          rowKey={({ key }) => key}
          isSubtotal={({ subtotal = false }) => subtotal}
          sort={sort}
          actions={actions}
          empty={empty}
          columns={[
            {
              ...{ key: "row", head: rowHead, sortable: sort !== undefined },
              cell: ({ label, to }) => (to === undefined ? label : <Link to={to}>{label}</Link>),
            },
            ...horizons.map(
              ({ key, label }, index): Column<AccuracyRow> => ({
                ...{ key, head: label, align: "end", sortable: sort !== undefined },
                cell: ({ cells }) => <Cell cell={cells[index] ?? null} scale={scale} />,
              }),
            ),
            ...after,
          ]}
        />
      </div>
    </FigureFrame>
  );
}

/** One scale for all, the same on both sides of zero, from the corridor to a half. */
export function accuracyScale(rows: readonly AccuracyRow[]): QuantityScale {
  const [lowest, highest] = boundsOf(rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? [cell.low, cell.bias, cell.high] : []))));
  const reach = [-lowest, highest, corridor].reduce((most, own) => (own > most ? own : most));
  const end = reach > widest ? widest : reach;
  return scaleBetween(-end, end, [box.side, box.width - box.side]);
}

function Cell({ cell, scale }: { readonly cell: AccuracyCell | null; readonly scale: QuantityScale }) {
  const words = useTranslations("figure.accuracy");
  const format = useFormat();
  if (cell === null) return <span className={styles.none}>{"///"}</span>;
  const { bias, low, high, count } = cell;
  const at = (tenths: bigint) => scale.at(tenths < scale.lowest ? scale.lowest : tenths > scale.highest ? scale.highest : tenths);
  const direction = bias > corridor ? "over" : bias < -corridor ? "under" : "level";
  return (
    <span className={styles.cell} title={words("range", { low: format.gap(low), high: format.gap(high), count })}>
      <Drawing box={box} className={styles.svg}>
        <rect x={at(-corridor)} y="2" width={place(at(corridor) - at(-corridor))} height="16" className={styles.corridor} />
        <line x1={at(0n)} x2={at(0n)} y1="0" y2={box.height} className={baseLine} />
        <rect x={at(low)} y="8.5" width={Math.max(1, place(at(high) - at(low)))} height="3" className={styles.range} />
        <DirectionShape x={at(bias)} y={10} direction={direction} size={9} />
      </Drawing>
      <span className={styles.figure}>{format.gap(bias)}</span>
    </span>
  );
}

function AccuracyLegend() {
  const words = useTranslations("figure.accuracy");
  const shape = (direction: "over" | "under" | "level") => (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden focusable="false">
      <DirectionShape x={7} y={7} direction={direction} size={10} />
    </svg>
  );
  return (
    <Legend
      entries={[
        { key: "over", swatch: shape("over"), label: words("over") },
        { key: "under", swatch: shape("under"), label: words("under") },
        { key: "level", swatch: shape("level"), label: words("level") },
        { key: "range", swatch: <ClassSwatch className={styles["range"] ?? plainClass("season")} />, label: words("eight") },
      ]}
    />
  );
}
