import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { classNames } from "#app/ui/class-names.ts";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import type { DayOfNotices, ShownNotice } from "./by-day.ts";
import styles from "./inbox.module.css";
import { useNoticeWords } from "./notice-words.ts";

/** The notices of a day. */
export function NoticeList({ day: { day, notices }, today }: { readonly day: DayOfNotices; readonly today: Day }) {
  const words = useTranslations("inbox");
  const format = useFormat();
  return (
    <Section title={day === today ? words("today") : format.day(day)}>
      <ul className={styles.notices}>
        {notices.map((notice) => (
          <NoticeItem key={notice.id.toString()} notice={notice} />
        ))}
      </ul>
    </Section>
  );
}

/** Opening one goes where it leads and marks it as read: a form, for a link writes nothing. */
function NoticeItem({ notice }: { readonly notice: ShownNotice }) {
  const words = useTranslations("inbox");
  const format = useFormat();
  const { sentence, place } = useNoticeWords(notice);
  return (
    <li className={classNames(styles.notice, !notice.isRead && styles.unread)}>
      <Form method="post" action={`/inbox/${notice.id}/opening`}>
        <CommandKey value={notice.key} />
        <button type="submit" className={styles.open}>
          {!notice.isRead && (
            <span className={styles.mark}>
              <span className="visually-hidden">{words("unread")} </span>
            </span>
          )}
          <span className={styles.text}>
            <span className={styles.sentence}>{sentence}</span>
            {notice.values.excerpt !== undefined && <q className={styles.excerpt}>{notice.values.excerpt}</q>}
            <span className={styles.place}>{[...place, format.instant(notice.at)].join(" · ")}</span>
          </span>
        </button>
      </Form>
    </li>
  );
}
