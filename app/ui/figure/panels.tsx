import { Link } from "@remix-run/react";
import { type ReactNode, useRef } from "react";
import { classNames } from "../class-names.ts";
import { Traced } from "../traced.tsx";
import styles from "./panels.module.css";
import { usePanelKeys } from "./use-panel-keys.ts";

export interface PanelFrame {
  readonly key: string;
  readonly label: string;
  /** The address of what it is about. */
  readonly to?: string | undefined;
  /** What its drawing says, in a few words with their numbers: « 61,2 % · +5,1 points ». */
  readonly verdict: string;
  /** ▲ above, ▼ below, ● in its corridor; neither is good news. */
  readonly direction?: "over" | "under" | "level" | undefined;
  /** Which story its verdict opens. */
  readonly trace?: string | undefined;
}

interface PanelsProps<Panel extends PanelFrame> {
  readonly panels: readonly Panel[];
  readonly draw: (panel: Panel) => ReactNode;
}

/** One small drawing for each, side by side: each a link that says in words what it draws, one tab stop for all. */
export function Panels<Panel extends PanelFrame>({ panels, draw }: PanelsProps<Panel>) {
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = usePanelKeys(list);
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from link to link, which are the controls
    <ul ref={list} className={styles.panels} onKeyDown={onKeyDown}>
      {panels.map((panel) => {
        const verdict = <span className={classNames(styles.verdict, panel.direction && styles[panel.direction])}>{panel.verdict}</span>;
        const isApart = panel.to !== undefined && panel.trace !== undefined;
        const content = (
          <>
            <span className={styles.label}>{panel.label}</span> {draw(panel)}
            {!isApart && verdict}
          </>
        );
        return (
          <li key={panel.key}>
            {panel.to === undefined ? (
              <span className={styles.panel}>{content}</span>
            ) : (
              <Link to={panel.to} className={styles.panel}>
                {content}
              </Link>
            )}
            {isApart && panel.trace !== undefined && <Traced trace={panel.trace}>{verdict}</Traced>}
          </li>
        );
      })}
    </ul>
  );
}
