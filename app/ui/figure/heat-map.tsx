import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Month } from "#app/domain/month.ts";
import { useFormat } from "../format/formatter.ts";
import { type Column, DataTable } from "../table/data-table.tsx";
import type { Sort } from "../table/sort.ts";
import { useTraceAddress } from "../traced.tsx";
import { FigureFrame } from "./figure.tsx";
import { type HeatBin, heatBinOf, heatBins } from "./heat.ts";
import styles from "./heat-map.module.css";

/** A unit in a month. */
export interface HeatGap {
  /** Its gap to profile in tenths of a point, + above. */
  readonly gap: bigint;
  /** What is shown instead of the gap, already formatted: a rate, an amount. The ground stays that of the gap. */
  readonly text?: string | undefined;
  /** Where it leads. */
  readonly to?: string | undefined;
  /** Which story it opens, where it leads nowhere else. */
  readonly trace?: string | undefined;
}

/** `none`: nothing could be there (« /// »). `to-come`: a month that is not over. */
export type HeatCell = HeatGap | "none" | "to-come";

export interface HeatRow {
  readonly key: string;
  readonly label: string;
  readonly to?: string | undefined;
  /** As many as the map's months, in their order. */
  readonly cells: readonly HeatCell[];
  /** What the row is sorted by: its gap at the year's end, or today. */
  readonly whole: HeatCell;
  /** Sums others up: « Directions régionales ». */
  readonly subtotal?: boolean;
}

export interface HeatMapProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2026-08-31 ». */
  readonly asOf: string;
  readonly months: readonly Month[];
  /** In the order in which they are read. */
  readonly rows: readonly HeatRow[];
  /** The head of the last column: « Atterrissage ». */
  readonly wholeHead: string;
  /** By `unit`, a month or `whole`; the caller sorts the rows as the address says. */
  readonly sort?: Sort | undefined;
  /** What the cells show when it is not the gap: « % », « k€ ». */
  readonly unit?: string | undefined;
  /** At the right of the gaps: a bullet of the landing. */
  readonly after?: readonly Column<HeatRow>[];
  readonly actions?: ReactNode;
  readonly empty?: ReactNode;
  /** The page's main table, which a skip link reaches. */
  readonly main?: boolean;
}

/** Who is out of line, and when? A table whose grounds say how far; the shape and the sign say it without the colours. Arrows go from cell to cell. */
export function HeatMap({
  title,
  source,
  asOf,
  months,
  rows,
  wholeHead,
  sort,
  unit,
  after = [],
  actions,
  empty,
  main = false,
}: HeatMapProps) {
  const words = useTranslations("figure.heat");
  const format = useFormat();
  const column = (key: string, head: string, of: (row: HeatRow) => HeatCell | undefined): Column<HeatRow> => ({
    ...{ key, head, align: "end", flush: true, sortable: sort !== undefined },
    cell: (row) => <Cell cell={of(row) ?? "none"} />,
  });
  return (
    <FigureFrame table title={title} unit={unit ?? words("points")} source={source} asOf={format.day(asOf)} legend={<HeatLegend />}>
      <div className={styles.map}>
        <DataTable
          caption={title}
          hideCaption
          byCell
          main={main}
          rows={rows}
          rowKey={({ key }) => key}
          isSubtotal={({ subtotal = false }) => subtotal}
          sort={sort}
          actions={actions}
          empty={empty}
          columns={[
            {
              ...{ key: "unit", head: words("unit"), sortable: sort !== undefined },
              cell: ({ label, to }) => (to === undefined ? label : <Link to={to}>{label}</Link>),
            },
            ...months.map((month, index) => column(month, format.month(month), ({ cells }) => cells[index])),
            column("whole", wholeHead, ({ whole }) => whole),
            ...after,
          ]}
        />
      </div>
    </FigureFrame>
  );
}

function Cell({ cell }: { readonly cell: HeatCell }) {
  const words = useTranslations("figure.heat");
  const format = useFormat();
  const story = useTraceAddress();
  if (cell === "none") return <span className={styles.none}>{"///"}</span>;
  if (cell === "to-come") {
    return (
      <span className={styles.toCome}>
        <span className="visually-hidden">{words("toCome")}</span>
      </span>
    );
  }
  const props = { className: styles.cell, "data-bin": heatBinOf(cell.gap) };
  const text = cell.text ?? format.gap(cell.gap);
  // Reached by the arrows from the row's own link, which Tab reaches: five hundred stops would be a wall.
  if (cell.to === undefined && cell.trace !== undefined) {
    return (
      <Link to={story(cell.trace)} data-trace={cell.trace} preventScrollReset tabIndex={-1} {...props}>
        {text}
      </Link>
    );
  }
  return cell.to === undefined ? (
    <span {...props}>{text}</span>
  ) : (
    <Link to={cell.to} tabIndex={-1} {...props}>
      {text}
    </Link>
  );
}

/** The seven grounds and what they stand for. */
function HeatLegend() {
  const words = useTranslations("figure.heat");
  const named = (bin: HeatBin) => words(`bins.${bin}`);
  return (
    <ul className={styles.legend}>
      {heatBins.map((bin) => (
        <li key={bin} className={styles.cell} data-bin={bin}>
          {named(bin)}
        </li>
      ))}
    </ul>
  );
}
