import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "./sheet.module.css";
import type { WrittenSheet } from "./use-sheet.ts";

/** Where what was typed stands: kept, on its way, or here alone. */
export function SaveMark({ sheet: { status, waiting, isKept } }: { readonly sheet: Pick<WrittenSheet, "status" | "waiting" | "isKept"> }) {
  const words = useTranslations("sheet.status");
  const format = useFormat();
  const text = () => {
    if (status.kind === "refused") return status.message;
    if (status.kind === "unreachable") return words("unreachable", { count: waiting, kept: String(isKept) });
    if (status.kind === "ended" || status.kind === "sending") return words(status.kind);
    if (waiting > 0) return words("waiting", { count: waiting });
    if (status.kind === "saved") return words("saved", { time: format.instant(status.at.toISOString()).slice(-5) });
    return words("nothing");
  };
  return (
    <span role="status" className={styles.saved} data-kind={status.kind}>
      {text()}
    </span>
  );
}
