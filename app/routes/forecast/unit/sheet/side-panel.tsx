import { X } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";
import type { CellAddress } from "#app/domain/forecast/cell-address.ts";
import type { Finding } from "#app/domain/forecast/checks/finding.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { FindingList } from "../../checks/finding-list.tsx";
import styles from "./side-panel.module.css";
import type { PanelName } from "./use-panel.ts";
import type { SheetPlace } from "./use-sheet.ts";

const CommentPanel = lazy(() => import("./comment-panel.tsx").then(({ CommentPanel: panel }) => ({ default: panel })));

interface SidePanelProps {
  readonly shown: PanelName;
  readonly onClose: () => void;
  readonly place: SheetPlace;
  /** The cell that has the keyboard, and what it is called. */
  readonly cell: CellAddress | undefined;
  readonly cellLabel: string;
  readonly findings: readonly Finding[];
  /** Cells in error or in conflict on this page. */
  readonly faulty: number;
}

/** Beside the sheet: what is said of it, or what its checks find. */
export function SidePanel({ shown, onClose, place, cell, cellLabel, findings, faulty }: SidePanelProps) {
  const comments = useTranslations("comments");
  const checks = useTranslations("checks");
  const hydrated = useHydrated();
  const title = shown === "comments" ? comments("title") : checks("panel");
  return (
    <aside
      className={styles.panel}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className={styles.head}>
        <h3>{title}</h3>
        <button type="button" className={buttonClass()} onClick={onClose} aria-label={comments("close")}>
          <X aria-hidden size={16} strokeWidth={1.75} />
        </button>
      </div>
      {shown === "checks" ? (
        <>
          {faulty > 0 && <p className={styles.faulty}>{checks("faulty", { count: faulty })}</p>}
          <FindingList findings={findings} place={place} />
          <p className={styles.hint}>{checks("hint")}</p>
        </>
      ) : (
        hydrated && (
          <Suspense fallback={<p>{comments("loading")}</p>}>
            <CommentPanel place={place} cell={cell} cellLabel={cellLabel} />
          </Suspense>
        )
      )}
    </aside>
  );
}
