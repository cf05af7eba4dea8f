import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { LatestComment } from "#db/queries/latest-comments.ts";
import { forecastAddress } from "../addresses.ts";
import own from "./sheet.module.css";

/** What was said of the plans of a unit, the latest first. */
export function CommentList({ comments }: { readonly comments: readonly LatestComment[] }) {
  const words = useTranslations("units.page.sheet");
  const format = useFormat();
  if (comments.length === 0) return <p>{words("noComment")}</p>;
  return (
    <ul className={own.comments}>
      {comments.map(({ id, author, at, body, unit, targetYear }) => (
        <li key={id}>
          <span>{body}</span>
          <span className={own.who}>
            {author} · {format.instant(at.toISOString())} ·{" "}
            <Link to={forecastAddress(targetYear, unit)}>{words("onForecast", { unit, year: String(targetYear) })}</Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
