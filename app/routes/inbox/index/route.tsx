import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { inboxReader } from "#app/commands/read-notices.ts";
import { type NoticeKind, noticeKinds } from "#app/domain/inbox/notice.ts";
import { guard, type LoaderScene } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { type InboxReader, inboxOf, toldKinds, unreadCount } from "#db/queries/inbox.ts";
import { type DayOfNotices, noticesByDay } from "./by-day.ts";
import { InboxFilters } from "./inbox-filters.tsx";
import { NoticeList } from "./notice-list.tsx";
import { ReadAll } from "./read-all.tsx";

const shown = 30;

/** What this person was told, and by whom: the latest first, grouped by day. */
export const loader = guard.loader({ capability: "signed-in" }, async ({ db, access, person, url, today, newKey }) => {
  const reader = inboxReader({ id: person.id, access });
  const unreadOnly = url.searchParams.get("show") === "unread";
  const kind = noticeKinds.find((own) => own === url.searchParams.get("kind"));
  const before = /^\d{1,18}$/.exec(url.searchParams.get("after") ?? "")?.[0];
  const found = await inboxOf(db, reader, {
    unreadOnly,
    kind,
    before: before === undefined ? undefined : BigInt(before),
    limit: shown + 1,
  });
  const notices = found.slice(0, shown).map((notice) => ({ ...notice, at: notice.at.toISOString(), key: newKey() }));
  return {
    ...{ unreadOnly, kind, today, notices },
    unread: await unreadCount(db, reader),
    kinds: await toldOf(db, reader, kind),
    next: found.length > shown ? (notices.at(-1)?.id.toString() ?? null) : null,
    newest: (found[0]?.id ?? 0n).toString(),
    isFirstPage: before === undefined,
    key: newKey(),
  };
});

/** In the order of the cycle; the one that the address asks for stands even where nothing was told of it. */
async function toldOf(db: LoaderScene["db"], reader: InboxReader, kind: NoticeKind | undefined): Promise<NoticeKind[]> {
  const told = await toldKinds(db, reader);
  return noticeKinds.filter((own) => own === kind || told.has(own));
}

export default function InboxPage() {
  const { notices, unread, unreadOnly, kind, kinds, today, next, newest, isFirstPage, key } = useLoaderData<typeof loader>();
  const words = useTranslations("inbox");
  const days: DayOfNotices[] = noticesByDay(notices);
  return (
    <Page
      title={words("title")}
      message={words("message", { count: unread })}
      actions={unread > 0 && isFirstPage ? <ReadAll upTo={newest} commandKey={key} /> : undefined}
    >
      <InboxFilters {...{ unreadOnly, kind, kinds }} />
      {days.length === 0 ? (
        <Empty filtered={unreadOnly || kind !== undefined} />
      ) : (
        days.map((day) => <NoticeList key={day.day} day={day} today={today} />)
      )}
      {next !== null && (
        <p>
          <Link className={buttonClass()} to={`?${searchOf(unreadOnly, kind, next)}`}>
            {words("older")}
          </Link>
        </p>
      )}
    </Page>
  );
}

function Empty({ filtered }: { readonly filtered: boolean }) {
  const words = useTranslations("inbox");
  if (!filtered) return <EmptyState title={words("empty")}>{words("emptyWhy")}</EmptyState>;
  return (
    <EmptyState title={words("emptyFiltered")}>
      <Link to="/inbox">{words("showAll")}</Link>
    </EmptyState>
  );
}

function searchOf(unreadOnly: boolean, kind: string | undefined, after: string): URLSearchParams {
  return new URLSearchParams({ ...(unreadOnly ? { show: "unread" } : {}), ...(kind === undefined ? {} : { kind }), after });
}
