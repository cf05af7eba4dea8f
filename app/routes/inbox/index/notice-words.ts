import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { noticePlace, noticeValues } from "#app/ui/format/notice-sentence.ts";
import type { ShownNotice } from "./by-day.ts";

/** What a notice says, in the reader's language: its sentence, and the place that it is about from the widest to the narrowest. */
export function useNoticeWords(notice: ShownNotice): {
  readonly sentence: string;
  readonly place: readonly string[];
} {
  const words = useTranslations("inbox");
  const format = useFormat();
  return {
    sentence: words(`kinds.${notice.kind}`, noticeValues(format, notice.author, notice.values)),
    place: noticePlace(format, notice),
  };
}
