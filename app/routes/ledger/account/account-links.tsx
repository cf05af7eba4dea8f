import { Link, useSearchParams } from "@remix-run/react";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { useNeighbourKeys } from "#app/ui/use-neighbour-keys.ts";
import { accountAddress } from "../addresses.ts";
import { searchWith } from "../book-search.ts";
import styles from "../books.module.css";

interface AccountLinksProps {
  readonly year: number;
  readonly neighbours: { readonly previous: string | null; readonly next: string | null };
  readonly all: boolean;
  readonly paged: boolean;
}

/** The accounts beside this one (Alt+Shift+← and →) under the same filters, and every line at once. */
export function AccountLinks({ year, neighbours: { previous, next }, all, paged }: AccountLinksProps) {
  const words = useTranslations("books");
  const [search] = useSearchParams();
  const to = (account: string) => accountAddress(year, account) + searchWith(search, {}).replace(/^\?$/, "");
  useNeighbourKeys(previous && to(previous), next && to(next));
  return (
    <div className={`${styles.row} no-print`}>
      <nav aria-label={words("account.neighbours")} className={styles.links}>
        {previous !== null && (
          <Link to={to(previous)} rel="prev" aria-keyshortcuts="Alt+Shift+ArrowLeft" title="Alt+Maj+←">
            <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
            {words("account.previous", { account: previous })}
          </Link>
        )}
        {next !== null && (
          <Link to={to(next)} rel="next" aria-keyshortcuts="Alt+Shift+ArrowRight" title="Alt+Maj+→">
            {words("account.next", { account: next })}
            <ArrowRight aria-hidden size={16} strokeWidth={1.75} />
          </Link>
        )}
      </nav>
      {(all || paged) && (
        <Link to={searchWith(search, { all: all ? null : "1" })} preventScrollReset>
          {words(all ? "account.paged" : "account.all")}
        </Link>
      )}
    </div>
  );
}
