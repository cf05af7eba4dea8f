import { Link } from "@remix-run/react";
import styles from "./units.module.css";

/** A unit in the first column of a table: indented by its depth, its code after its name. */
export function UnitLabel({
  label,
  code,
  depth,
  to,
}: {
  readonly label: string;
  readonly code: string;
  readonly depth: number;
  readonly to: string;
}) {
  return (
    <span className={styles.unit} style={{ paddingInlineStart: `${Math.min(depth, 6) * 0.875}rem` }}>
      <Link to={to}>{label}</Link> <span className={styles.code}>{code}</span>
    </span>
  );
}
