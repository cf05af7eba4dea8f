import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { StatementProof, StrayAccount } from "#app/domain/ledger/statements/composition.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { accountAddress, statementMappingAddress } from "../addresses.ts";
import styles from "./statements.module.css";

interface ProofProps {
  readonly year: number;
  readonly previousYear: number | null;
  readonly restated: boolean;
  readonly strays: readonly StrayAccount[];
  readonly proof: StatementProof;
  readonly mayArrange: boolean;
}

/** What the statements do not manage to say: accounts that no line takes, sides that differ. Nothing when they are whole. */
export function Proof({ year, previousYear, restated, strays, proof, mayArrange }: ProofProps) {
  const words = useTranslations("statements");
  const format = useFormat();
  const euros = (quantity: bigint) => (quantity === 0n ? `0 ${format.unit("EUR")}` : format.amountWithUnit(quantity, "EUR"));
  const { assets, liabilities, ledgerResult, performanceResult } = proof;
  return (
    <>
      {strays.length > 0 && (
        <Notice kind="refusal" title={words("strays", { count: strays.length })}>
          <ul className={styles.strays}>
            {strays.map(({ account, label, balance, side }) => (
              <li key={account}>
                <Link to={accountAddress(year, account)}>
                  {account} · {label}
                </Link>{" "}
                : {words(`balanceOn.${side}`, { amount: euros(balance < 0n ? -balance : balance) })}
                {mayArrange && (
                  <>
                    {" "}
                    · <Link to={`${statementMappingAddress(year)}?prefix=${account.slice(0, 3)}`}>{words("addMapping")}</Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {assets !== liabilities && (
        <Notice kind="refusal" title={words("unbalanced")}>
          {words("unbalancedDetail", { assets: euros(assets), liabilities: euros(liabilities), gap: euros(assets - liabilities) })}
        </Notice>
      )}
      {ledgerResult !== performanceResult && (
        <Notice kind="refusal" title={words("twoResults")}>
          {words("twoResultsDetail", { ledger: euros(ledgerResult), performance: euros(performanceResult) })}
        </Notice>
      )}
      {restated && previousYear !== null && (
        <Notice kind="information" title={words("restated", { year: String(previousYear) })}>
          {words("restatedDetail")}
        </Notice>
      )}
    </>
  );
}
