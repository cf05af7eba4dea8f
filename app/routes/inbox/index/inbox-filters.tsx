import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { NoticeKind } from "#app/domain/inbox/notice.ts";
import styles from "./inbox.module.css";

interface InboxFiltersProps {
  readonly unreadOnly: boolean;
  readonly kind: NoticeKind | undefined;
  /** What this person was told of. */
  readonly kinds: readonly NoticeKind[];
}

/** All or unread, then what they are about: links, for the filter is in the address. */
export function InboxFilters({ unreadOnly, kind, kinds }: InboxFiltersProps) {
  const words = useTranslations("inbox");
  const to = (show: boolean, own: NoticeKind | undefined) => {
    const search = new URLSearchParams({ ...(show ? { show: "unread" } : {}), ...(own === undefined ? {} : { kind: own }) });
    return search.size > 0 ? `/inbox?${search}` : "/inbox";
  };
  const choices = [
    { key: "all", label: words("all"), address: to(false, kind), current: !unreadOnly },
    { key: "unread", label: words("unreadOnly"), address: to(true, kind), current: unreadOnly },
  ];
  const abouts = [undefined, ...kinds].map((own) => ({
    ...{ key: own ?? "any", label: words(`about.${own ?? "any"}`) },
    ...{ address: to(unreadOnly, own), current: own === kind },
  }));
  return (
    <nav aria-label={words("filters")} className={styles.filters}>
      {[choices, ...(kinds.length > 1 ? [abouts] : [])].map((list) => (
        <ul key={list[0]?.key}>
          {list.map(({ key, label, address, current }) => (
            <li key={key}>
              <Link to={address} aria-current={current ? "true" : undefined}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
