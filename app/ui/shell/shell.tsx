import { useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import { MarkDefinitions } from "../figure/marks.tsx";
import type { Frame, Look } from "./frame.ts";
import styles from "./shell.module.css";
import { SideNavigation } from "./side-navigation.tsx";
import { TopBar } from "./top-bar.tsx";

interface ShellProps {
  readonly frame: Frame;
  readonly look: Look;
  /** At the right: what is read beside the page. */
  readonly panel?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page of somebody who is signed in. */
export function Shell({ frame, look, panel, children }: ShellProps) {
  useTitleFocus();
  return (
    <div className={classNames(styles.shell, look.navigation === "folded" && styles.folded, panel != null && styles.withPanel)}>
      <SkipLinks />
      <TopBar frame={frame} look={look} />
      <SideNavigation frame={frame} look={look} />
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      {panel}
      <MarkDefinitions />
    </div>
  );
}

/** First in the tab order (RGAA 12.7); the third is there when the page has a main table. */
function SkipLinks() {
  const words = useTranslations("shell.skip");
  return (
    <nav aria-label={words("label")} className={styles.skip}>
      <a href="#content">{words("content")}</a>
      <a href="#navigation">{words("navigation")}</a>
      <a href="#main-table" className={styles.toTable}>
        {words("table")}
      </a>
    </nav>
  );
}

/**
 * After a change of page the focus goes to its title, as it would after a full load; or to the one button that the page is for. What took it by itself,
 * for the address named it, keeps it.
 */
function useTitleFocus() {
  const { pathname } = useLocation();
  const seen = useRef(pathname);
  useEffect(() => {
    if (seen.current === pathname) return;
    seen.current = pathname;
    if (document.activeElement?.closest("[data-keeps-focus]")) return;
    const first = document.querySelector<HTMLElement>("[data-first-focus]") ?? document.getElementById("page-title");
    first?.focus({ preventScroll: true });
  }, [pathname]);
}
