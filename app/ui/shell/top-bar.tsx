import { Link } from "@remix-run/react";
import { Inbox, Search } from "lucide-react";
import { useTranslations } from "use-intl";
import { Brand } from "./brand.tsx";
import { ExerciseMenu } from "./exercise-menu.tsx";
import type { Frame, Look } from "./frame.ts";
import { ProfileMenu } from "./profile-menu.tsx";
import { ScopeMenu } from "./scope-menu.tsx";
import styles from "./shell.module.css";
import { usePalette } from "./use-palette.tsx";

/** The bar that never leaves: product, exercise, scope, palette, inbox, profile. */
export function TopBar({ frame, look }: { readonly frame: Frame; readonly look: Look }) {
  const words = useTranslations("shell");
  const palette = usePalette(frame);
  return (
    <header className={styles.topBar}>
      <Link to={`/${frame.year}/home`} className={styles.brand} aria-label={words("home")}>
        <Brand />
        <span>Enveloppe</span>
      </Link>
      <ExerciseMenu exercises={frame.exercises} year={frame.year} />
      <ScopeMenu {...frame} />
      <div className={styles.spring} />
      {palette.open && (
        <button type="button" className={styles.search} onClick={palette.open} aria-keyshortcuts="Control+K" aria-label={words("search")}>
          <Search aria-hidden size={16} strokeWidth={1.75} />
          <span>{words("search")}</span>
          <kbd>{words("searchKey")}</kbd>
        </button>
      )}
      <InboxLink unread={frame.unread} />
      <ProfileMenu person={frame.person} look={look} />
      {palette.element}
    </header>
  );
}

/** How many notices wait; the figure stops at 99, the name of the link does not. */
function InboxLink({ unread }: { readonly unread: number }) {
  const words = useTranslations("shell");
  const label = words("inbox", { count: unread });
  return (
    <Link to="/inbox" className={styles.inbox} aria-label={label} title={label}>
      <Inbox aria-hidden size={20} strokeWidth={1.5} />
      {unread > 0 && (
        <span aria-hidden className={styles.count}>
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </Link>
  );
}
