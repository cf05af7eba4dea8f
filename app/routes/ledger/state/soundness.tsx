import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import type { ExportRow } from "#db/queries/ledger/exports.ts";
import { exportsAddress, trialBalanceAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

interface SoundnessProps {
  readonly year: number;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly openPeriods: number;
  readonly periodCount: number;
  readonly lastExport: ExportRow | null;
}

/** Whether the books are sound and up to date: a list, each point with its figure and its way in. */
export function Soundness({ year, debit, credit, openPeriods, periodCount, lastExport }: SoundnessProps) {
  const words = useTranslations("ledger");
  const format = useFormat();
  const balanced = debit === credit;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>
          <Link to={trialBalanceAddress(year)}>{words("trialBalance.title")}</Link>
        </dt>
        <dd>
          <StatePill kind={balanced ? "done" : "fault"}>
            {balanced ? words("trialBalance.balanced") : words("trialBalance.unbalanced")}
          </StatePill>
          <p>
            {words("trialBalance.sides")} <Amount quantity={debit} resource="EUR" withUnit />
            {!balanced && (
              <>
                {" / "}
                <Amount quantity={credit} resource="EUR" withUnit />
              </>
            )}
          </p>
        </dd>
      </div>
      <div>
        <dt>{words("periods.title")}</dt>
        <dd>{words("periods.open", { open: openPeriods, count: periodCount })}</dd>
      </div>
      <div>
        <dt>
          <Link to={exportsAddress(year)}>{words("lastExport")}</Link>
        </dt>
        <dd>
          {lastExport ? (
            <>
              {lastExport.name}
              <p>
                {format.instant(lastExport.at)} · {lastExport.author}
              </p>
            </>
          ) : (
            words("noExport")
          )}
        </dd>
      </div>
    </dl>
  );
}
