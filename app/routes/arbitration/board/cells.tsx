import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { hueOf, markClass, type Stage } from "#app/ui/figure/marks.tsx";
import { barLength } from "#app/ui/figure/scale.ts";
import type { DisplayUnit } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { BoardUnit } from "./board.ts";
import styles from "./cells.module.css";

/** A figure over its mark in the notation, on the scale of the table. */
export function AmountBar({
  quantity,
  measure,
  unit,
  stage,
  largest,
}: {
  readonly quantity: Quantity;
  readonly measure: BudgetResource;
  readonly unit: DisplayUnit;
  readonly stage: Stage;
  readonly largest: Quantity;
}) {
  const width = largest <= 0n || quantity <= 0n ? 0 : Math.max(1, barLength(quantity, largest, 100));
  return (
    <span className={styles.stack}>
      <Amount quantity={quantity} resource={measure} unit={unit} />
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden focusable="false" className={styles.mark}>
        {width > 0 && <rect x={100 - width} y="1" width={width} height="4" className={markClass(stage, hueOf[measure])} />}
      </svg>
    </span>
  );
}

/** A relative gap as a pin from its zero: above to the right, below to the left, capped at a half. */
export function Pin({
  gap,
  measure,
  unit,
  base,
}: {
  readonly gap: Quantity;
  readonly measure: BudgetResource;
  readonly unit: DisplayUnit;
  readonly base: Quantity;
}) {
  const format = useFormat();
  const share = base > 0n ? Number((gap * 1000n) / base) / 10 : 0;
  const at = 50 + Math.max(-50, Math.min(50, share)) * 0.9;
  return (
    <span className={styles.stack} title={base > 0n ? format.share({ part: gap, whole: base }) : undefined}>
      <Amount quantity={gap} resource={measure} unit={unit} sign="always" />
      {base > 0n && (
        <svg viewBox="0 0 100 8" aria-hidden focusable="false" className={styles.pin} preserveAspectRatio="none">
          <line x1="50" x2="50" y1="0" y2="8" className={styles.zero} />
          <line x1="50" x2={at} y1="4" y2="4" className={gap > 0n ? styles.over : styles.under} />
        </svg>
      )}
    </span>
  );
}

const box = { width: 40, height: 18 } as const;

/** How much of what it was notified a unit executed in the last three full years; the last one in figures. */
export function Uses({ uses }: { readonly uses: BoardUnit["uses"] }) {
  const words = useTranslations("board");
  const format = useFormat();
  const last = uses.at(-1);
  if (!last) return <span className={styles.none}>{"///"}</span>;
  const share = ({ executed, notified }: BoardUnit["uses"][number]) =>
    Math.min(1.2, Math.max(0, Number((executed * 1000n) / notified) / 1000));
  const said = uses
    .map((own) => words("use", { year: String(own.year), share: format.share({ part: own.executed, whole: own.notified }) }))
    .join(" · ");
  const y = (own: BoardUnit["uses"][number]) => box.height - 2 - (share(own) / 1.2) * (box.height - 4);
  const full = box.height - 2 - (1 / 1.2) * (box.height - 4);
  return (
    <span className={styles.uses} title={said}>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} width={box.width} height={box.height} role="img" aria-label={said}>
        <line x1="0" x2={box.width} y1={full} y2={full} className={styles.zero} />
        <polyline
          points={uses.map((own, index) => `${4 + (index * (box.width - 8)) / Math.max(1, uses.length - 1)},${y(own)}`).join(" ")}
          className={styles.spark}
        />
        <circle cx={uses.length > 1 ? box.width - 4 : 4} cy={y(last)} r="2.5" className={styles.dot} />
      </svg>
      {format.share({ part: last.executed, whole: last.notified })}
    </span>
  );
}
