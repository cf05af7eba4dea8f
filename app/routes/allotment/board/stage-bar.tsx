import { useTranslations } from "use-intl";
import type { StageAmounts } from "#app/domain/allotment/credits-held.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { Stage } from "#app/domain/stage.ts";
import { hueOf, type Stage as Mark, markClass, Swatch } from "#app/ui/figure/marks.tsx";
import { barLength } from "#app/ui/figure/scale.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../../units/said.ts";
import styles from "../movements.module.css";

const width = 1000;

/** From what is spent to what is not given yet: the surer the money, the fuller the mark. */
const parts = [
  { name: "spent", mark: "paid", of: ["consumed"] },
  { name: "taken", mark: "committed", of: ["committed", "requested"] },
  { name: "available", mark: "notified", of: ["allotted", "earmarked"] },
  { name: "toRelease", mark: "arbitrated", of: ["notified"] },
  { name: "programme", mark: "requested", of: ["unallocated"] },
  { name: "reserve", mark: "landing", of: ["reserve"] },
] as const satisfies readonly { name: string; mark: Mark; of: readonly Stage[] }[];

/** All that was opened as one bar, cut by where it is now; its table stands below. */
export function StageBar({
  stages,
  measure,
  label,
}: {
  readonly stages: StageAmounts;
  readonly measure: BudgetResource;
  readonly label: string;
}) {
  const words = useTranslations("movements.board.parts");
  const format = useFormat();
  const total = parts.reduce((sum, { of }) => sum + amountOf(stages, of), 0n);
  if (total <= 0n) return null;
  let from = 0n;
  const drawn = parts.flatMap(({ name, mark, of }) => {
    const amount = amountOf(stages, of);
    const start = from;
    from += amount;
    return amount > 0n ? [{ name, mark, amount, x: barLength(start, total, width), width: barLength(amount, total, width) }] : [];
  });
  const say = (amount: Quantity) => said(format, amount, measure, measure === "AE" || measure === "CP" ? "meur" : "exact");
  const sentence = drawn.map(({ name, amount }) => `${words(name)} ${say(amount)}`).join(", ");
  return (
    <div>
      <p>
        <strong>{label}</strong> {say(total)}
      </p>
      <svg
        viewBox={`0 0 ${width} 28`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}. ${sentence}`}
        className={styles.stageBar}
      >
        {drawn.map((part) => (
          <rect
            key={part.name}
            x={part.x}
            y="2"
            width={Math.max(1, part.width)}
            height="24"
            className={markClass(part.mark, hueOf[measure])}
          />
        ))}
      </svg>
      <ul className={styles.legend}>
        {drawn.map(({ name, mark, amount }) => (
          <li key={name}>
            <Swatch stage={mark} hue={hueOf[measure]} /> {words(name)} {say(amount)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function amountOf(stages: StageAmounts, of: readonly Stage[]): Quantity {
  return of.reduce((sum, stage) => sum + (stages[stage] ?? 0n), 0n);
}
