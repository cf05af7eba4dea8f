import {
  ArrowUpRight,
  Ban,
  Check,
  Circle,
  CircleDashed,
  Clock,
  Diamond,
  Lock,
  type LucideIcon,
  RotateCcw,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./state-pill.module.css";

/** What a state means for the reader; each has a shape of its own, so that the word and the shape say it without the colour. */
export type StateKind =
  | "not-started"
  | "in-progress"
  | "handed-in"
  | "returned"
  | "decision"
  | "done"
  | "late"
  | "locked"
  | "refused"
  | "fault";

const shapes: Readonly<Record<StateKind, LucideIcon>> = {
  "not-started": CircleDashed,
  "in-progress": Circle,
  "handed-in": ArrowUpRight,
  returned: RotateCcw,
  decision: Diamond,
  done: Check,
  late: Clock,
  locked: Lock,
  refused: Ban,
  fault: TriangleAlert,
};

/** A word with its shape: `<StatePill kind="handed-in">{t("submitted")}</StatePill>`. */
export function StatePill({ kind, children }: { readonly kind: StateKind; readonly children: ReactNode }) {
  const Shape = shapes[kind];
  return (
    <span className={classNames(styles.pill, styles[kind])}>
      <Shape aria-hidden size={14} strokeWidth={2} />
      {children}
    </span>
  );
}
