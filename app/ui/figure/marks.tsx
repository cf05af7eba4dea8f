import type { ReactNode } from "react";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { classNames } from "../class-names.ts";
import styles from "./marks.module.css";

/** How sure a figure is: the fill says the stage of the money, whatever the resource (`ux.md` §1.1). */
export const stages = ["requested", "arbitrated", "notified", "committed", "paid", "landing", "previous-year"] as const;
export type Stage = (typeof stages)[number];

/** Whose money it is: the hue. */
export const hues = ["ae", "cp", "etpt", "day"] as const;
export type Hue = (typeof hues)[number];

export const hueOf = { AE: "ae", CP: "cp", ETPT: "etpt", DAY: "day" } as const satisfies Record<BudgetResource, Hue>;

/** The stage at which a resource is used: AE are committed, the others are spent. */
export const usedStage = { AE: "committed", CP: "paid", ETPT: "paid", DAY: "paid" } as const satisfies Record<BudgetResource, Stage>;

/** The patterns of the page, once: patterns drawn by each chart lose their fill when charts multiply. */
export function MarkDefinitions() {
  return (
    <svg width="0" height="0" className={styles.definitions} aria-hidden focusable="false">
      <defs>
        {hues.map((hue) => (
          <pattern key={hue} id={`hatch-${hue}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2" height="6" className={classNames(styles.hatching, styles[hue])} />
          </pattern>
        ))}
        {/* Where the reader's colours replace the tints: a fact that is not cash yet is not solid. */}
        <pattern id="dense" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="2.5" className={styles.hatching} />
        </pattern>
      </defs>
    </svg>
  );
}

/** The class of a mark: `<rect className={markClass("committed", "ae")} />`; the same classes fill legends and Recharts shapes. */
export function markClass(stage: Stage, hue: Hue): string {
  return classNames(styles.mark, styles[stage], stage === "previous-year" ? null : styles[hue]);
}

/** How a line is drawn: a ceiling full, what was notified thin, an expectation dashed, a mere reference dotted. */
export type LineStyle = "full" | "thin" | "dashed" | "dotted";

/** The class of a line drawn at a hue. */
export function lineClass(hue: Hue | "previous-year", style: LineStyle = "full"): string {
  return classNames(styles.line, styles[hue], style !== "full" && styles[style], style === "dotted" && styles["thin"]);
}

/** The class of a range of what may come, at a hue. */
export function rangeClass(hue: Hue): string {
  return classNames(styles["range"], styles[hue]);
}

/** What no resource owns: the band of the season, a gap upwards or downwards, what is in its corridor, what nothing explains, limits. */
export type PlainMark = "season" | "over" | "under" | "level" | "residual" | "limit" | "expected" | "diamond" | "day-line";

export function plainClass(mark: PlainMark): string {
  return styles[mark] ?? "";
}

/** ▲ above, ▼ below, ● in the corridor: a shape of `size` around its middle; the direction without the colour. */
export function DirectionShape({
  x,
  y,
  direction,
  size = 8,
}: {
  x: number;
  y: number;
  direction: "over" | "under" | "level";
  size?: number;
}) {
  const half = size / 2;
  if (direction === "level") return <circle cx={x} cy={y} r={half * 0.8} className={plainClass("level")} />;
  const tip = direction === "over" ? -half : half;
  return <path d={`M${x - half} ${y - tip}h${size}L${x} ${y + tip}z`} className={plainClass(direction)} strokeLinejoin="round" />;
}

/** A swatch for legends: a mark in small. */
export function Swatch({ stage, hue }: { readonly stage: Stage; readonly hue: Hue }) {
  return <ClassSwatch className={markClass(stage, hue)} />;
}

/** A swatch of any class that fills a rectangle; laid over itself `times` times, as ranges are. */
export function ClassSwatch({ className, times = 1 }: { readonly className: string; readonly times?: number }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden focusable="false" className={styles.swatch}>
      {Array.from({ length: times }, (_, layer) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
        <rect key={layer} x="1" y="1" width="12" height="12" className={className} />
      ))}
    </svg>
  );
}

interface LineSwatchProps {
  readonly className: string;
  /** A line that goes by steps. */
  readonly steps?: boolean;
  /** A tick. */
  readonly upright?: boolean;
}

/** A swatch of a line. */
export function LineSwatch({ className, steps = false, upright = false }: LineSwatchProps) {
  return (
    <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden focusable="false" className={styles.swatch}>
      <path d={steps ? "M0 4H9V10H18" : upright ? "M9 1V13" : "M0 7H18"} className={className} />
    </svg>
  );
}

export interface LegendEntry {
  readonly key: string;
  readonly swatch: ReactNode;
  readonly label: string;
}

/** The notation of a drawing in words: what direct labels do not say, and what paper keeps. */
export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ key, swatch, label }) => (
        <li key={key}>
          {swatch} {label}
        </li>
      ))}
    </ul>
  );
}
