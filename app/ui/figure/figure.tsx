import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import { type Column, DataTable } from "../table/data-table.tsx";
import styles from "./figure.module.css";
import { ReadAlong, type Reading, useReading } from "./reading.tsx";
import { type LoadDrawing, useDrawing } from "./use-drawing.ts";

/** What every figure says beside its drawing. */
export interface FigureWords {
  /** The message, as a sentence with its numbers: what a reader keeps if nothing else. */
  readonly title: string;
  /** What the drawing counts in: « k€ », « % ». */
  readonly unit: string;
  /** How drawings that are read together are scaled, when there are several: « même échelle pour toutes les unités ». */
  readonly scale?: string | undefined;
  readonly source: string;
  /** « 31/08/2026 », already formatted. */
  readonly asOf: string;
  readonly legend?: ReactNode;
  /** What the drawing shows and its title does not say, in words. */
  readonly note?: ReactNode;
}

export interface FigureProps<Row, Drawn> extends FigureWords {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** By column key. */
  readonly totals?: Readonly<Record<string, ReactNode>> | undefined;
  /** The server-rendered drawing: what is printed, and what is seen until the interactive drawing is there. */
  readonly svg: ReactNode;
  /** `scroll`: one wide drawing, in a frame of its own. `flow`: small ones that find their place on any width. */
  readonly frame?: "scroll" | "flow";
  /** What is read under the pointer or by ← →, place by place; only with `scroll`. */
  readonly readings?: readonly Reading[];
  /** The interactive drawing of the same data, fetched when the figure comes in sight. */
  readonly interactive?: { readonly load: LoadDrawing<Drawn>; readonly drawn: Drawn };
}

/**
 * A chart, its message, its unit, source and date, and its data: no chart is drawn without them (RGAA 1.1, 1.6, 3.1). All of it comes from the server and
 * is whole without a script.
 */
export function Figure<Row, Drawn = never>(props: FigureProps<Row, Drawn>) {
  const { title, columns, rows, rowKey, totals, svg, frame = "scroll" } = props;
  const words = useTranslations("figure");
  return (
    <FigureFrame
      {...props}
      data={
        <details className={styles.details}>
          <summary>{words("seeData")}</summary>
          <DataTable caption={title} hideCaption columns={columns} rows={rows} rowKey={rowKey} totals={totals} />
        </details>
      }
    >
      {frame === "flow" ? <div className={styles.flow}>{svg}</div> : <ScrolledDrawing {...props} />}
    </FigureFrame>
  );
}

interface FigureFrameProps extends FigureWords {
  /** What is drawn, or the table that is the drawing. */
  readonly children: ReactNode;
  /** The table of what is drawn, folded. */
  readonly data?: ReactNode;
  /** It is a table itself: on paper it lies on its side, and goes on over as many sheets as it has to. */
  readonly table?: boolean;
}

/** The words around a figure; alone for one that is a table itself. */
export function FigureFrame({ title, unit, scale, source, asOf, legend, note, data, table = false, children }: FigureFrameProps) {
  const words = useTranslations("figure");
  return (
    <figure className={classNames(styles.figure, table && styles.table)}>
      <figcaption>
        <span className={styles.title}>{title}</span>{" "}
        <span className={styles.unit}>
          {words("unit", { unit })}
          {scale !== undefined && ` · ${scale}`}
        </span>
      </figcaption>
      {legend !== undefined && <div className={styles.legend}>{legend}</div>}
      {children}
      {note !== undefined && <div className={styles.note}>{note}</div>}
      {data}
      <p className={styles.foot}>
        {words("source", { source })} · {words("asOf", { day: asOf })}
      </p>
    </figure>
  );
}

function ScrolledDrawing<Row, Drawn>({ title, svg, readings = [], interactive }: FigureProps<Row, Drawn>) {
  const words = useTranslations("figure");
  const box = useRef<HTMLDivElement>(null);
  const Drawing = useDrawing(box, interactive?.load);
  const reading = useReading(readings, box);
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys read the drawing aloud, whose table says the same
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that may scroll must be reachable by keyboard (RGAA 10.7)
    <section className={styles.frame} tabIndex={0} aria-label={words("drawing", { title })} {...reading.handlers}>
      <div ref={box} className={classNames(styles.box, Drawing !== null && styles.drawn)}>
        <div className={styles.svg}>{svg}</div>
        {Drawing && interactive && (
          <div className={styles.interactive}>
            <Drawing drawn={interactive.drawn} label={title} />
          </div>
        )}
        {readings.length > 0 && <ReadAlong open={reading.open} />}
      </div>
      {readings.length > 0 && <p className="visually-hidden">{words("readAlong")}</p>}
    </section>
  );
}
