import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { ToldChange } from "./changes.ts";
import { shortName } from "./guests.ts";
import styles from "./live.module.css";

interface NewsProps {
  readonly told: readonly ToldChange[];
  readonly look: () => void;
}

const shown = 20;
const everyMs = 1_000;

/** What others changed while the page was open: one sentence, at most once a second for the ear, and the cells for who wants them. */
export function News({ told, look }: NewsProps) {
  const words = useTranslations("live");
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const sentence = useSentence(told);
  const latest = told.at(-1);
  return (
    <>
      <p role="status" className="visually-hidden">
        {sentence}
      </p>
      {latest && (
        <div className={styles.news}>
          <span>
            {words("updated", { time: format.instant(latest.at).slice(-5) })} {sentence}
          </span>
          <button type="button" className={buttonClass()} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {words("see", { count: told.length })}
          </button>
          <button
            type="button"
            className={buttonClass()}
            onClick={() => {
              setOpen(false);
              look();
            }}
          >
            {words("seen")}
          </button>
          {isOpen && (
            <ul className={styles.changes}>
              {told
                .slice(-shown)
                .toReversed()
                .map((change) => (
                  <Change key={`${change.lineId} ${change.measure} ${change.targetYear} ${change.month} ${change.revision}`} {...change} />
                ))}
              {told.length > shown && <li>{words("older", { count: told.length - shown })}</li>}
            </ul>
          )}
        </div>
      )}
    </>
  );
}

function Change({ line: { line }, author, measure, targetYear, month, before, amount }: ToldChange) {
  const words = useTranslations("live");
  const resources = useTranslations("resources");
  const format = useFormat();
  const figure = (own: bigint | null) => (own === null ? words("empty") : `${amountText(own, measure)} ${format.unit(measure, "eur")}`);
  return (
    <li>
      {words("change", {
        line: line.label || line.natureLabel,
        where: `${resources(`short.${measure}`)} ${month === 0 ? targetYear : format.month(`${targetYear}-${String(month).padStart(2, "0")}`, "short")}`,
        author: shortName(author),
        before: figure(before),
        after: figure(amount),
      })}
    </li>
  );
}

/** Said when it has been still for a moment, so that a burst is one sentence. */
function useSentence(told: readonly ToldChange[]): string {
  const words = useTranslations("live");
  const [said, setSaid] = useState<readonly ToldChange[]>([]);
  useEffect(() => {
    if (told.length === 0) return setSaid([]);
    const timer = setTimeout(() => setSaid(told), said.length === 0 ? 0 : everyMs);
    return () => clearTimeout(timer);
  }, [told, said.length]);
  const authors = [...new Set(said.map(({ author }) => shortName(author)))];
  return said.length === 0 ? "" : words("changed", { count: said.length, authors: authors.length, names: authors.join(", ") });
}
