import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import type { ProofRun } from "#db/queries/ledger/proof.ts";
import styles from "../ledger.module.css";

interface LastRunProps {
  readonly run: ProofRun | undefined;
  readonly seal: { readonly id: bigint; readonly at: string } | null;
}

/** When everything was last verified, by whom, how much of it there was, and what came out. */
export function LastRun({ run, seal }: LastRunProps) {
  const words = useTranslations("proof");
  const format = useFormat();
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{words("last.title")}</dt>
        <dd>
          <RunState run={run} />
          {run && <p>{words("last.at", { at: format.instant(run.at), by: run.reason === "nightly" ? words("last.night") : run.by })}</p>}
        </dd>
      </div>
      {run && (
        <>
          <div>
            <dt>{words("last.entries")}</dt>
            <dd>
              {format.count(run.entries)}
              <p>
                {words("last.lines")} {format.count(run.lines)} · {words("last.postings")} {format.count(run.postings)}
              </p>
            </dd>
          </div>
          <div>
            <dt>{words("last.checks")}</dt>
            <dd>
              {format.count(run.checks)}
              <p>
                {words("last.faults")} {format.count(run.faultCount)}
              </p>
            </dd>
          </div>
        </>
      )}
      <div>
        <dt>{words("last.audit")}</dt>
        <dd>{seal ? words("sealed", { id: format.count(seal.id), at: format.instant(seal.at) }) : words("unsealed")}</dd>
      </div>
    </dl>
  );
}

export function RunState({ run }: { readonly run: Pick<ProofRun, "sound"> | undefined }) {
  const words = useTranslations("proof");
  if (!run) return <StatePill kind="not-started">{words("last.never")}</StatePill>;
  return run.sound ? <StatePill kind="done">{words("last.sound")}</StatePill> : <StatePill kind="fault">{words("last.faulty")}</StatePill>;
}
