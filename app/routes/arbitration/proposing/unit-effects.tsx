import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { hueOf, markClass } from "#app/ui/figure/marks.tsx";
import { barLength } from "#app/ui/figure/scale.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { UnitEffect } from "./picture.ts";
import styles from "./proposing.module.css";
import { readableUnit } from "./readable-unit.ts";

const scale = 120;

interface UnitEffectsProps {
  readonly units: readonly UnitEffect[];
  readonly measure: BudgetResource;
  /** How many are drawn; the others are counted. */
  readonly most?: number;
}

/** What each unit gets of what it asks: the dashed frame is all that it asks, the solid one the share of it that is proposed; the heaviest unit first. */
export function UnitEffects({ units, measure, most = units.length }: UnitEffectsProps) {
  const words = useTranslations("proposal");
  const format = useFormat();
  const asking = units.filter(({ asked }) => asked > 0n);
  const unit = readableUnit(asking.map(({ asked }) => asked));
  const shareOf = ({ proposed, asked }: UnitEffect) => barLength(proposed, asked, scale);
  if (asking.length === 0) return <p className={styles.muted}>{words("noUnitAsks")}</p>;
  return (
    <>
      <ul className={styles.units}>
        {asking.slice(0, most).map((own) => (
          <li key={own.unit}>
            <span className={styles.unitName}>{own.label}</span>
            <svg viewBox={`0 0 ${scale} 14`} preserveAspectRatio="none" aria-hidden className={styles.unitBar}>
              <rect x="0.5" y="1.5" width={scale - 1} height="11" className={markClass("requested", hueOf[measure])} />
              <rect x="0.5" y="1.5" width={Math.max(0, shareOf(own) - 1)} height="11" className={markClass("notified", hueOf[measure])} />
            </svg>
            <span className={styles.unitFigure}>
              {words("unitGets", {
                proposed: own.proposed === 0n ? "0" : format.amount(own.proposed, measure, { unit }),
                asked: format.amountWithUnit(own.asked, measure, { unit }),
              })}
            </span>
          </li>
        ))}
      </ul>
      {asking.length > most && <p className={styles.muted}>{words("otherUnits", { count: asking.length - most })}</p>}
    </>
  );
}
