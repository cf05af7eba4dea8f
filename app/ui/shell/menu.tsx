import { useLocation } from "@remix-run/react";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "../class-names.ts";
import styles from "./menu.module.css";

interface MenuProps {
  /** What the closed menu says: its subject for assistive technology, then its value. */
  readonly subject: string;
  readonly value: ReactNode;
  readonly align?: "start" | "end";
  readonly children: ReactNode;
}

/** A menu that opens without a script (`details`); with one it also closes on Escape, outside presses and navigation. */
export function Menu({ subject, value, align = "start", children }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const location = useLocation();
  useClosing(menu, location.key);
  return (
    <details ref={menu} className={styles.menu} name="shell-menu">
      <summary className={styles.summary}>
        <span className="visually-hidden">{subject} </span>
        {value}
        <ChevronDown aria-hidden size={16} strokeWidth={1.75} className={styles.chevron} />
      </summary>
      <div className={classNames(styles.panel, align === "end" && styles.end)}>{children}</div>
    </details>
  );
}

function useClosing(menu: React.RefObject<HTMLDetailsElement | null>, locationKey: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says that the reader went somewhere
  useEffect(() => {
    menu.current?.removeAttribute("open");
  }, [menu, locationKey]);
  useEffect(() => {
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) menu.current?.removeAttribute("open");
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !menu.current?.open) return;
      menu.current.removeAttribute("open");
      menu.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("keydown", closeOnEscape);
    };
  }, [menu]);
}
