import { type ReactNode, useMemo } from "react";
import { useTranslations } from "use-intl";
import { absolute, type Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { amountIn, type LineState } from "./lines.ts";
import { knownSum, unclaimedIn, type ViewReferences } from "./reference-columns.ts";
import styles from "./references.module.css";
import type { SheetView } from "./view.ts";

interface TotalsBarProps {
  readonly lines: readonly LineState[];
  readonly view: SheetView;
  readonly references: ViewReferences;
  /** At its end: whether what was typed is kept. */
  readonly children: ReactNode;
}

/** What the unit asks in all, beside what it is compared with and what it was told to aim at: it follows the keys. */
export function TotalsBar({ lines, view, references, children }: TotalsBarProps) {
  const words = useTranslations("references");
  const format = useFormat();
  const { guidance } = references;
  const { asked, before } = useMemo(() => totalsOf(lines, view, references), [lines, view, references]);
  const { measure, year } = view;
  const gap = asked - before;
  const figure = (key: "asked" | "before" | "gap" | "guidance" | "left", name: string, quantity: Quantity | null) => (
    <div className={styles.total} data-key={key}>
      <dt>{name}</dt>
      <dd>
        {quantity === null ? (
          <span className={styles.none}>{words("noGuidance")}</span>
        ) : (
          <Amount
            quantity={quantity}
            resource={measure}
            unit="eur"
            withUnit
            {...(key === "gap" || key === "left" ? { sign: "always" } : {})}
          />
        )}
        {key === "gap" && before !== 0n && (
          <span className={styles.rate}>
            {gap > 0n ? "+" : ""}
            {format.share({ part: gap, whole: absolute(before) })}
          </span>
        )}
      </dd>
    </div>
  );
  const leftOut =
    measure === "AE" || measure === "CP"
      ? lines.some(({ standing }) => !standing.seesCosts && standing.spendingClass === "personnel")
      : false;
  return (
    <section className={styles.totals} aria-label={words("totals")}>
      <dl>
        {figure("asked", words("askedOf", { year: String(year) }), asked)}
        {figure("before", words(`of.${references.baseline}`, yearsOf(references.present)), before)}
        {figure("gap", words("gap"), gap)}
        {figure("guidance", words("columns.guidance"), guidance)}
        {guidance !== null && figure("left", words("left"), guidance - asked)}
      </dl>
      <CostsLeftOut when={leftOut} />
      {children}
    </section>
  );
}

/** N-1 and N, as they are written. */
export function yearsOf(present: number): { executed: string; present: string } {
  return { executed: String(present - 1), present: String(present) };
}

function totalsOf(lines: readonly LineState[], view: SheetView, references: ViewReferences) {
  const { baseline, unclaimed } = references;
  const year = { targetYear: view.year, month: undefined };
  const own = lines.map((line) => references.of(line)?.[baseline] ?? null);
  return {
    asked: knownSum(lines.map((line) => amountIn(line, view, year))) ?? 0n,
    before: knownSum([...own, ...unclaimed.map((there) => unclaimedIn(there, baseline, baseline))]) ?? 0n,
  };
}
