import { Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useFormat } from "./format/formatter.ts";
import { Notice } from "./notice.tsx";

/** Says that a page is read as it was known on a past day, and leads back to today; nothing on a page of today. */
export function AsKnown({ day }: { readonly day: string | null }) {
  const words = useTranslations("common.asKnown");
  const format = useFormat();
  const [search] = useSearchParams();
  if (day === null) return null;
  const now = new URLSearchParams([...search].filter(([name]) => name !== "on"));
  return (
    <Notice kind="information" title={words("title", { day: format.day(day) })}>
      {words("text")} <Link to={`?${now}`}>{words("back")}</Link>
    </Notice>
  );
}
