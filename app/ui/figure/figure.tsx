import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import { type Column, DataTable } from "../table/data-table.tsx";
import styles from "./figure.module.css";
import { type LoadDrawing, useDrawing } from "./use-drawing.ts";

export interface FigureProps<Row, Drawn> {
  /** The message, as a sentence with its numbers: what a reader keeps if nothing else. */
  readonly title: string;
  readonly unit: string;
  readonly source: string;
  /** « 31/08/2026 », already formatted. */
  readonly asOf: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The server-rendered svg: what is printed, and what is seen until the interactive drawing is there. */
  readonly svg: ReactNode;
  readonly legend?: ReactNode;
  /** The interactive drawing of the same data, fetched when the figure comes in sight. */
  readonly interactive?: { readonly load: LoadDrawing<Drawn>; readonly drawn: Drawn };
}

/** A chart, its message, its unit, source and date, and its data: no chart is drawn without them (RGAA 1.1, 1.6, 3.1). */
export function Figure<Row, Drawn>(props: FigureProps<Row, Drawn>) {
  const { title, unit, source, asOf, columns, rows, rowKey, svg, legend, interactive } = props;
  const words = useTranslations("figure");
  const box = useRef<HTMLDivElement>(null);
  const Drawing = useDrawing(box, interactive?.load);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      {legend !== undefined && <div className={styles.legend}>{legend}</div>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that may scroll must be reachable by keyboard (RGAA 10.7) */}
      <section className={styles.frame} tabIndex={0} aria-label={title}>
        <div ref={box} className={classNames(styles.box, Drawing !== null && styles.drawn)}>
          <div className={styles.svg}>{svg}</div>
          {Drawing && interactive && (
            <div className={styles.interactive}>
              <Drawing drawn={interactive.drawn} label={title} />
            </div>
          )}
        </div>
      </section>
      <p className={styles.foot}>
        {words("unit", { unit })} · {words("source", { source })} · {words("asOf", { day: asOf })}
      </p>
      <details className={styles.details}>
        <summary>{words("seeData")}</summary>
        <DataTable caption={title} hideCaption columns={columns} rows={rows} rowKey={rowKey} />
      </details>
    </figure>
  );
}
