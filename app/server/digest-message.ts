import type { Day } from "#app/domain/month.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { sentenceValues } from "#app/ui/format/alert-sentence.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { noticePlace, noticeValues } from "#app/ui/format/notice-sentence.ts";
import type { NewAlert, NewNotice } from "#db/queries/digest.ts";
import type { Awaiting } from "#db/queries/home/awaiting.ts";

/** What is new for somebody, and what waits for them. */
export interface DigestContent {
  readonly alerts: readonly NewAlert[];
  readonly notices: readonly NewNotice[];
  readonly awaiting: readonly Awaiting[];
}

export interface DigestMessage {
  readonly subject: string;
  readonly text: string;
}

/** How many of each are named; the rest are counted. */
const named = 8;

/** One message of plain text in the reader's language: what is new, then what waits, each with the address of its page. */
export function digestMessage(
  content: DigestContent,
  to: { readonly name: string; readonly locale: Locale; readonly origin: string; readonly day: Day },
): DigestMessage {
  const { locale, origin } = to;
  const words = translatorFor(locale, "digest");
  const alerts = translatorFor(locale, "alerts");
  const inbox = translatorFor(locale, "inbox");
  const home = translatorFor(locale, "home");
  const resources = translatorFor(locale, "resources");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const alertLine = (alert: NewAlert) =>
    `${alert.unitLabel} (${resources(`short.${alert.resource}`)}) · ${words(`acts.${alert.act}`)} · ${alerts(`sentences.${alert.sign}`, sentenceValues(format, alert))}\n  ${origin}/${alert.year}/execution/alerts/${alert.id}`;
  const noticeLine = (notice: NewNotice) =>
    [inbox(`kinds.${notice.kind}`, noticeValues(format, notice.author, notice.values)), ...noticePlace(format, notice)].join(" · ");
  const awaitingLine = ({ verb, count, dueOn, year }: Awaiting) =>
    [
      home(`todo.${verb}`, { count }),
      home("todo.exercise", { year: String(year) }),
      ...(dueOn === null ? [] : [home(dueOn <= to.day ? "todo.dueSince" : "todo.due", { day: format.day(dueOn) })]),
    ].join(" · ");
  const part = <Item>(title: string, items: readonly Item[], line: (item: Item) => string, address?: string): string[] =>
    items.length === 0
      ? []
      : [
          title,
          ...items.slice(0, named).map((item) => `- ${line(item)}`),
          ...(items.length > named ? [words("more", { count: items.length - named })] : []),
          ...(address === undefined ? [] : [`  ${origin}${address}`]),
          "",
        ];
  const { alerts: found, notices, awaiting } = content;
  return {
    subject: words("subject", { day: format.day(to.day), count: found.length + notices.length }),
    text: [
      words("greeting", { name: to.name }),
      "",
      ...part(words("alerts"), found, alertLine),
      ...part(words("notices"), notices, noticeLine, "/inbox"),
      ...part(words("awaiting"), awaiting, awaitingLine, "/"),
      words("why", { address: `${origin}/settings/notifications` }),
      "",
    ].join("\n"),
  };
}
