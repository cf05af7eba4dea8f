import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { isBalanced, totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { ledgerCrumbs } from "../addresses.ts";
import styles from "../ledger.module.css";
import { requireWholeLedger } from "../whole-ledger.ts";
import { BalanceTable } from "./balance-table.tsx";

export const loader = guard.loader({ capability: "ledger.read" }, async (scene) => {
  await requireWholeLedger(scene);
  const lines = await trialBalanceLines(scene.db, scene.year);
  return { year: scene.year, lines };
});

/** The class is a filter of the address; without one every account is listed, class by class. */
export default function TrialBalancePage() {
  const { year, lines } = useLoaderData<typeof loader>();
  const words = useTranslations("ledger");
  const [search] = useSearchParams();
  const chosen = search.get("class");
  const balanced = isBalanced(totalOf(lines));
  const classes = [...new Set(lines.map(({ account }) => account.charAt(0)))];
  const shown = chosen !== null && classes.includes(chosen) ? lines.filter(({ account }) => account.startsWith(chosen)) : lines;
  return (
    <Page
      title={`${words("trialBalance.title")} ${year}`}
      crumbs={ledgerCrumbs(words("title"), year)}
      message={balanced ? words("trialBalance.sentence") : words("trialBalance.unbalancedSentence")}
      marks={
        <StatePill kind={balanced ? "done" : "fault"}>
          {balanced ? words("trialBalance.balanced") : words("trialBalance.unbalanced")}
        </StatePill>
      }
    >
      {classes.length > 1 && <ClassFilter classes={classes} chosen={chosen} />}
      <BalanceTable year={year} lines={shown} empty={<EmptyState title={words("trialBalance.empty")} />} />
    </Page>
  );
}

function ClassFilter({ classes, chosen }: { readonly classes: readonly string[]; readonly chosen: string | null }) {
  const words = useTranslations("ledger");
  const choices = [{ to: "?", name: words("trialBalance.allClasses"), current: chosen === null || !classes.includes(chosen) }].concat(
    classes.map((name) => ({ to: `?class=${name}`, name: words("trialBalance.class", { class: name }), current: chosen === name })),
  );
  return (
    <nav aria-label={words("trialBalance.classes")} className="no-print">
      <ul className={styles.filters}>
        {choices.map(({ to, name, current }) => (
          <li key={to}>
            <Link to={to} className={buttonClass()} aria-current={current ? "true" : undefined} preventScrollReset>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
