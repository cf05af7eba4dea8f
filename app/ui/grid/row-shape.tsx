import styles from "./grid.module.css";

const [step, bar, height] = [4, 3, 12];

/** The profile of a row as small bars on one scale of its own; the figures stand beside it. */
export function RowShape({ shape }: { readonly shape: readonly number[] }) {
  const bars = shape.map((part, index) => {
    const tall = part === 0 ? 0 : Math.max(1, Math.round(part * height));
    return tall === 0 ? "" : `M${index * step} ${height}h${bar}v${-tall}h${-bar}z`;
  });
  return (
    <svg className={styles.shape} width={shape.length * step} height={height} aria-hidden="true">
      <path d={bars.join("")} />
    </svg>
  );
}
