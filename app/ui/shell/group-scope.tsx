import { useTranslations } from "use-intl";
import type { Frame } from "./frame.ts";
import styles from "./shell.module.css";

/** Above a page whose scope is a group of units: which, and what of it the reader does not see, and no figure holds. */
export function GroupScope({ group }: { readonly group: NonNullable<Frame["group"]> }) {
  const words = useTranslations("shell");
  const { label, seen, whole } = group;
  return <p className={styles.groupScope}>{words("groupScope", { label, seen, hidden: whole - seen })}</p>;
}
