import { CircleCheck, Info, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "./class-names.ts";
import styles from "./notice.module.css";

export type NoticeKind = "refusal" | "success" | "information" | "warning";

const looks = {
  refusal: { icon: OctagonX, word: "refused" },
  success: { icon: CircleCheck, word: "done" },
  information: { icon: Info, word: "information" },
  warning: { icon: TriangleAlert, word: "warning" },
} as const satisfies Record<NoticeKind, { icon: LucideIcon; word: string }>;

/** A sentence about what has just happened or what to know. A refusal interrupts a screen reader; the others wait their turn. */
export function Notice({ kind, title, children }: { readonly kind: NoticeKind; readonly title?: string; readonly children?: ReactNode }) {
  const words = useTranslations("common");
  const { icon: Icon, word } = looks[kind];
  return (
    <div className={classNames(styles.notice, styles[kind])} role={kind === "refusal" ? "alert" : "status"}>
      <Icon aria-hidden size={20} strokeWidth={1.75} />
      <div className={styles.text}>
        <strong>{title ?? words(word)}</strong>
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}
