import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { buttonClass } from "../form/buttons.tsx";
import styles from "./data-table.module.css";

/** Keyset paging: there is a next page or there is none; nothing counts the pages of a journal. */
export function NextPages({
  first,
  next,
  of,
}: {
  readonly first?: string | undefined;
  readonly next?: string | undefined;
  /** Of which table, where a page has several. */
  readonly of?: string;
}) {
  const words = useTranslations("common");
  if (first === undefined && next === undefined) return null;
  return (
    <nav aria-label={of === undefined ? words("pages") : `${words("pages")} · ${of}`} className={classNamesOfPages}>
      {first !== undefined && (
        <Link to={first} className={buttonClass()}>
          {words("first")}
        </Link>
      )}
      {next !== undefined && (
        <Link to={next} rel="next" className={buttonClass()}>
          {words("next")}
          <ArrowRight aria-hidden size={16} strokeWidth={1.75} />
        </Link>
      )}
    </nav>
  );
}

const classNamesOfPages = `${styles.pages} no-print`;
