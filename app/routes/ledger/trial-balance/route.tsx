import { Link, type ShouldRevalidateFunction, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { isBalanced } from "#app/domain/ledger/balance-pairs.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { useWayUp } from "#app/ui/use-way-up.ts";
import { bookFileAddress, ledgerAddress, ledgerCrumbs, trialBalanceAddress } from "../addresses.ts";
import { BookHead } from "../book-head.tsx";
import { searchWith } from "../book-search.ts";
import styles from "../books.module.css";
import { BalanceFilters } from "./balance-filters.tsx";
import { BalanceTable } from "./balance-table.tsx";
import { readTrialBalance } from "./reading.ts";
import { deepest } from "./search.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  return { ...(await readTrialBalance(scene)), today: scene.today };
});

/** Groups open and close without the server: only what else the address says asks for other figures. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) => {
  const figures = ({ pathname, searchParams }: URL) => pathname + searchWith(searchParams, { turned: null, depth: null });
  return currentUrl.href !== nextUrl.href && figures(currentUrl) === figures(nextUrl) ? false : defaultShouldRevalidate;
};

export default function TrialBalancePage() {
  const { year, periods, search, classes, lines, labels, total, whole, facts, today } = useLoaderData<typeof loader>();
  const words = useTranslations("ledger");
  const books = useTranslations("books");
  const format = useFormat();
  const balanced = isBalanced(whole);
  useWayUp(ledgerAddress(year));
  return (
    <Page
      title={`${words("trialBalance.title")} ${year}`}
      crumbs={ledgerCrumbs(words("title"), year)}
      message={
        search.on !== undefined
          ? books("trialBalance.asKnown", { day: format.day(search.on) })
          : balanced
            ? words("trialBalance.sentence")
            : words("trialBalance.unbalancedSentence")
      }
      marks={
        <StatePill kind={balanced ? "done" : "fault"}>
          {balanced ? words("trialBalance.balanced") : words("trialBalance.unbalanced")}
        </StatePill>
      }
      actions={<ExportMenu file={bookFileAddress(trialBalanceAddress(year))} />}
    >
      <BookHead facts={facts} today={today} />
      <BalanceFilters year={year} periods={periods} search={search} classes={classes} />
      <DepthChoice />
      <BalanceTable
        year={year}
        lines={lines}
        labels={labels}
        total={total}
        previousYear={search.previousYear}
        empty={<EmptyState title={classes.length === 0 ? words("trialBalance.empty") : books("trialBalance.none")} />}
      />
    </Page>
  );
}

/** How far the tree is open, and how the keys go through it. */
function DepthChoice() {
  const words = useTranslations("books");
  const [search] = useSearchParams();
  const depth = search.get("depth") ?? String(deepest);
  return (
    <div className={`${styles.row} no-print`}>
      <nav aria-label={words("filters.depth")} className={styles.links}>
        <span className={styles.note}>{words("filters.depth")}</span>
        {(["1", "2", "3", "4"] as const).map((choice) => (
          <Link
            key={choice}
            to={searchWith(search, { depth: Number(choice) === deepest ? null : choice, turned: null })}
            replace
            preventScrollReset
            aria-current={choice === depth ? "true" : undefined}
          >
            {words(`filters.depths.${choice}`)}
          </Link>
        ))}
      </nav>
      <p className={styles.note}>{words("trialBalance.keys")}</p>
    </div>
  );
}
