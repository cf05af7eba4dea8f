import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import type { ExportRow } from "#db/queries/ledger/exports.ts";
import type { WaitingWork } from "#db/queries/ledger/periods.ts";
import { closingAddress, draftsAddress, exportsAddress, openItemsAddress, trialBalanceAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

interface SoundnessProps {
  readonly year: number;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly locks: { readonly open: number; readonly locked: number; readonly closed: number };
  readonly waiting: WaitingWork;
  readonly lastExport: ExportRow | null;
  readonly mayPost: boolean;
}

/** Whether the books are sound and up to date: a list, each point with its figure and its way in. */
export function Soundness({ year, debit, credit, locks, waiting, lastExport, mayPost }: SoundnessProps) {
  const words = useTranslations("ledger");
  const closing = useTranslations("closing");
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
        <dt>
          <Link to={closingAddress(year)}>{words("periods.title")}</Link>
        </dt>
        <dd>
          {(["open", "locked", "closed"] as const)
            .filter((status) => locks[status] > 0)
            .map((status) => closing(`home.locks.${status}`, { count: locks[status] }))
            .join(", ")}
        </dd>
      </div>
      <div>
        <dt>{mayPost ? <Link to={draftsAddress(year)}>{closing("home.drafts")}</Link> : closing("home.drafts")}</dt>
        <dd>
          <StatePill kind={waiting.drafts === 0 ? "done" : "in-progress"}>
            {closing("home.draftCount", { count: waiting.drafts })}
          </StatePill>
        </dd>
      </div>
      <div>
        <dt>
          <Link to={openItemsAddress(year)}>{closing("home.unmatched")}</Link>
        </dt>
        <dd>
          {closing("home.unmatchedCount", { count: waiting.unmatched })}
          {waiting.unmatched > 0 && (
            <p>{closing("home.ages", { over30: format.count(waiting.over30), over90: format.count(waiting.over90) })}</p>
          )}
        </dd>
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
