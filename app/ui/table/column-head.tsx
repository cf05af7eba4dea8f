import { Link } from "@remix-run/react";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import styles from "./data-table.module.css";
import { type Sort, sortSearch } from "./sort.ts";

interface ColumnHeadProps {
  readonly column: {
    readonly key: string;
    readonly head: string;
    readonly unit?: string;
    readonly align?: "start" | "end";
    readonly sortable?: boolean;
  };
  readonly sort: Sort | undefined;
  readonly search: URLSearchParams;
}

/** The head of a column; a sortable one is a link, so that an order has an address. */
export function ColumnHead({ column, sort, search }: ColumnHeadProps) {
  const words = useTranslations("common");
  const sorted = sort?.key === column.key ? (sort.descending ? "descending" : "ascending") : undefined;
  const label = (
    <>
      {column.head}
      {column.unit && <span className={styles.unit}> {column.unit}</span>}
    </>
  );
  const Arrow = sorted === undefined ? ChevronsUpDown : sorted === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={sorted} className={classNames(column.align === "end" && styles.end)}>
      {column.sortable ? (
        <Link
          to={sortSearch(search, column.key, sort)}
          preventScrollReset
          className={classNames(styles.sort, sorted && styles.sorted)}
          title={words("sortBy", { column: column.head })}
        >
          {label}
          <Arrow aria-hidden size={14} strokeWidth={2} />
        </Link>
      ) : (
        label
      )}
    </th>
  );
}
