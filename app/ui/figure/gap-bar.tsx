import { Drawing } from "./drawing.tsx";
import styles from "./gap-bar.module.css";
import { DirectionShape, plainClass } from "./marks.tsx";

interface GapBarProps {
  /** Above (+) or below (−), in whatever the figures beside it are in. */
  readonly gap: number;
  /** The largest of those beside it, so that they share a scale. */
  readonly most: number;
}

const box = { width: 120, height: 16 };
const middle = box.width / 2;

/** How far from where it should be, to the right or to the left of an axis: the figure stands beside it, and says it without the drawing. */
export function GapBar({ gap, most }: GapBarProps) {
  const length = most === 0 ? 0 : Math.max(2, Math.round((Math.abs(gap) / most) * (middle - 12)));
  const direction = gap > 0 ? "over" : gap < 0 ? "under" : "level";
  const start = gap < 0 ? middle - length : middle;
  return (
    <Drawing box={box} className={styles["bar"]}>
      {gap !== 0 && <rect x={start} y="3.5" width={length} height="9" className={plainClass(direction)} />}
      <line x1={middle} x2={middle} y1="1" y2="15" className={plainClass("limit")} />
      {gap !== 0 && <DirectionShape x={gap > 0 ? start + length + 6 : start - 6} y={8} direction={direction} size={7} />}
    </Drawing>
  );
}
