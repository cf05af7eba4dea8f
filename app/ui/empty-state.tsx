import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

/** Why there is nothing here, and the one thing to do about it. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.action}>{children}</div>}
    </div>
  );
}
