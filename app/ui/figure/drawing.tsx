import type { ReactNode } from "react";
import type { Month } from "#app/domain/month.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import { classNames } from "../class-names.ts";
import type { DisplayUnit } from "../format/amount.ts";
import type { Formatter } from "../format/formatter.ts";
import styles from "./drawing.module.css";
import type { Hue } from "./marks.tsx";
import type { BandScale, QuantityScale } from "./scale.ts";

/** The drawing's own units and what its axes take of it: it fills the width that it is given. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

interface DrawingProps {
  readonly box: Pick<Box, "width" | "height">;
  /** Its name for who does not see it; without one it repeats what stands beside it, and is hidden from them. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The svg of a chart: named or hidden, never neither (RGAA 1.1, 1.2). */
export function Drawing({ box, label, className, children }: DrawingProps) {
  const hidden = label === undefined;
  return (
    <svg
      viewBox={`0 0 ${box.width} ${box.height}`}
      role={hidden ? undefined : "img"}
      aria-label={label}
      aria-hidden={hidden || undefined}
      focusable="false"
      className={classNames(styles.drawing, className)}
    >
      {children}
    </svg>
  );
}

interface QuantityAxisProps {
  readonly scale: QuantityScale;
  readonly box: Box;
  /** What a round quantity is called. */
  readonly say: (tick: Quantity) => string;
}

/** Lines across the drawing at round quantities, named at the left; zero is the base line. */
export function QuantityAxis({ scale, box, say }: QuantityAxisProps) {
  return (
    <>
      {scale.ticks.map((tick) => (
        <g key={String(tick)} transform={`translate(0 ${scale.at(tick)})`}>
          <line x1={box.left} x2={box.width - box.right} className={tick === 0n ? styles.base : styles.grid} />
          <text x={box.left - 8} dy="0.32em" textAnchor="end">
            {say(tick)}
          </text>
        </g>
      ))}
    </>
  );
}

/** « 0 » where the formatter would say « – »: on an axis and on a drawing nothing is a number. */
export function quantityText(format: Formatter, quantity: Quantity, resource: Resource, unit: DisplayUnit, sign?: "always"): string {
  return quantity === 0n ? "0" : format.amount(quantity, resource, { unit, sign });
}

interface MonthAxisProps {
  readonly months: readonly Month[];
  readonly bands: BandScale;
  readonly box: Box;
  readonly format: Formatter;
}

/** The months under the drawing, each under the middle of its band. */
export function MonthAxis({ months, bands, box, format }: MonthAxisProps) {
  return (
    <>
      {months.map((month, index) => (
        <text key={month} x={bands.middle(index)} y={box.height - 8} textAnchor="middle">
          {format.month(month)}
        </text>
      ))}
    </>
  );
}

/** Lines of text under one another, the first at `y`. */
export function TextLines({ lines, x, y, strong = false }: { lines: readonly string[]; x: number; y: number; strong?: boolean }) {
  return (
    <>
      {lines.map((line, row) => (
        <text key={line} x={x} y={y + row * 13} textAnchor="middle" className={strong ? styles.strong : undefined}>
          {line}
        </text>
      ))}
    </>
  );
}

export const strongText = styles["strong"];
/** Text that stands over marks. */
export const overText = styles["over"];
export const baseLine = styles["base"];
export const gridLine = styles["grid"];

/** The class of a text in the hue of what it names. */
export function hueText(hue: Hue): string | undefined {
  return styles[hue];
}
