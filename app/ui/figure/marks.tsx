import styles from "./marks.module.css";

/** How sure a figure is: the fill says the stage of the money, whatever the resource (`ux.md` §1.1). */
export type Stage = "requested" | "arbitrated" | "notified" | "committed" | "paid" | "landing" | "previous-year";

/** Whose money it is: the hue. */
export type Hue = "ae" | "cp" | "etpt" | "day";

/** The hatches of the page, once: patterns drawn by each chart lose their fill when charts multiply. */
export function MarkDefinitions() {
  return (
    <svg width="0" height="0" className={styles.definitions} aria-hidden focusable="false">
      <defs>
        {(["ae", "cp", "etpt", "day"] as const).map((hue) => (
          <pattern key={hue} id={hatchId(hue)} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2" height="6" fill={`var(--${hue})`} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** The class of a mark: `<rect className={markClass("committed", "ae")} />`; the same classes fill legends and Recharts shapes. */
export function markClass(stage: Stage, hue: Hue): string {
  return `${styles.mark} ${styles[stage]} ${styles[hue]}`;
}

/** The class of a line drawn at a hue. */
export function lineClass(hue: Hue | "previous-year"): string {
  return `${styles.line} ${styles[hue]}`;
}

/** A swatch for legends: a mark in small. */
export function Swatch({ stage, hue }: { readonly stage: Stage; readonly hue: Hue }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden focusable="false" className={styles.swatch}>
      <rect x="1" y="1" width="12" height="12" className={markClass(stage, hue)} />
    </svg>
  );
}

export function hatchId(hue: Hue): string {
  return `hatch-${hue}`;
}
