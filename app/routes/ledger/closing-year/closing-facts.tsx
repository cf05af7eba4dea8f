import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "../ledger.module.css";

interface ClosingFactsProps {
  readonly next: number;
  readonly entries: number;
  readonly debit: bigint;
  readonly result: bigint;
  readonly openingLines: number;
}

/** The figures that the closing will write down. */
export function ClosingFacts({ next, entries, debit, result, openingLines }: ClosingFactsProps) {
  const words = useTranslations("closing");
  const format = useFormat();
  const kind = result === 0n ? "even" : result > 0n ? "profit" : "loss";
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{words("closing.result")}</dt>
        <dd>
          <Amount quantity={result} resource="EUR" withUnit />
          <p>{words(`closing.${kind}`)}</p>
        </dd>
      </div>
      <div>
        <dt>{words("closing.debit")}</dt>
        <dd>
          <Amount quantity={debit} resource="EUR" withUnit />
        </dd>
      </div>
      <div>
        <dt>{words("closing.entries")}</dt>
        <dd>{format.count(entries)}</dd>
      </div>
      <div>
        <dt>{words("closing.openingLines", { next: String(next) })}</dt>
        <dd>{format.count(openingLines)}</dd>
      </div>
    </dl>
  );
}
