import { useTranslations } from "use-intl";
import { type Hue, hueOf, markClass } from "#app/ui/figure/marks.tsx";
import { barLength } from "#app/ui/figure/scale.ts";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { useLimitName } from "./limit-name.ts";
import type { LimitRow } from "./picture.ts";
import styles from "./proposing.module.css";

const scale = 240;

/** What an allocation takes of each ceiling: a small bar, and what is left or over, in words. */
export function MiniBars({ limits }: { readonly limits: readonly LimitRow[] }) {
  const words = useTranslations("proposal");
  const format = useFormat();
  const nameOf = useLimitName();
  return (
    <ul className={styles.bars}>
      {limits.map((own) => {
        const left = own.amount - own.taken;
        const say = (quantity: bigint) => {
          const unit = displayUnitFor([quantity]);
          return quantity === 0n ? `0\u00a0${format.unit(own.measure, unit)}` : format.amountWithUnit(quantity, own.measure, { unit });
        };
        return (
          <li key={own.id}>
            <span className={styles.barHead}>
              <span>{nameOf(own)}</span>
              <span className={left < 0n ? styles.over : undefined}>
                {left < 0n ? words("over", { amount: say(-left) }) : words("left", { amount: say(left) })}
              </span>
            </span>
            <Bar taken={own.taken} limit={own.amount} hue={hueOf[own.measure]} />
            <span className={styles.muted}>{words("takenOf", { taken: say(own.taken), limit: say(own.amount) })}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Bar({ taken, limit, hue }: { readonly taken: bigint; readonly limit: bigint; readonly hue: Hue }) {
  const end = taken > limit ? taken : limit;
  const at = (quantity: bigint) => barLength(quantity, end, scale);
  const within = taken < limit ? taken : limit;
  return (
    <svg viewBox={`0 0 ${scale} 14`} preserveAspectRatio="none" aria-hidden className={styles.bar}>
      <rect x="1" y="2" width={Math.max(0, at(within) - 1)} height="10" className={markClass("notified", hue)} />
      {taken > limit && <rect x={at(limit)} y="2" width={scale - at(limit)} height="10" className={styles.overflow} />}
      <rect x="0.5" y="0.5" width={Math.max(0, at(limit) - 1)} height="13" className={styles.frame} />
    </svg>
  );
}
