import { Link } from "@remix-run/react";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import { Traced } from "../traced.tsx";
import { Bullet, type BulletQuantities, endOf, groundClass } from "./bullet.tsx";
import { quantityText } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import styles from "./landing-bullets.module.css";
import { ClassSwatch, hueOf, Legend, LineSwatch, plainClass, rangeClass, Swatch, usedStage } from "./marks.tsx";
import { useQuantityColumns } from "./quantity-columns.tsx";
import { type SharedScale, scaleEnds } from "./shared-scale.ts";
import { usePanelKeys } from "./use-panel-keys.ts";

/** One unit: its quantities, all in the smallest unit of the resource, and where its name leads. */
export interface LandingRow extends BulletQuantities {
  readonly key: string;
  readonly label: string;
  readonly to?: string | undefined;
  /** Which story its figures open. */
  readonly trace?: string | undefined;
  /** Said after the figures: whose landing it is, what may be done about it. */
  readonly note?: ReactNode;
}

export interface LandingBulletsProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2026-08-31 ». */
  readonly asOf: string;
  readonly resource: BudgetResource;
  /** In the order in which they are read. */
  readonly rows: readonly LandingRow[];
  /** `share`: each against its own limit, at one place for all. `amount`: one scale of quantities. `own`: each its own. Said in words. */
  readonly scale: SharedScale;
  readonly unit?: DisplayUnit;
}

/** Where each unit lands against what it may use: one bullet a unit, on one scale, the figures beside it; one tab stop for all. */
export function LandingBullets({ title, source, asOf, resource, rows, scale, unit: asked }: LandingBulletsProps) {
  const words = useTranslations("figure.bullets");
  const figure = useTranslations("figure");
  const format = useFormat();
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = usePanelKeys(list);
  const unit = asked ?? displayUnitFor(rows.map(endOf));
  const ends = scaleEnds(
    rows.map((row) => ({ end: endOf(row), whole: row.limit })),
    scale,
  );
  const say = (quantity: Quantity) => quantityText(format, quantity, resource, unit);
  return (
    <Figure
      frame="flow"
      title={title}
      unit={format.unit(resource, unit)}
      scale={figure(`scales.${scale}`)}
      source={source}
      asOf={format.day(asOf)}
      {...useTable(rows, resource)}
      rows={rows}
      rowKey={({ key }) => key}
      legend={<BulletsLegend rows={rows} resource={resource} />}
      svg={
        // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from link to link, which are the controls
        <ul ref={list} className={styles.rows} onKeyDown={onKeyDown}>
          {rows.map(({ key, label, to, note, trace, ...quantities }, index) => (
            <li key={key}>
              <span className={styles.label}>{to === undefined ? label : <Link to={to}>{label}</Link>}</span>
              <Bullet {...quantities} label={label} resource={resource} scaleTo={ends[index]} decorative />
              <span className={styles.figures}>
                <Told trace={trace}>
                  {quantities.landing
                    ? words("lands", {
                        share: format.share({ part: quantities.landing.likely, whole: quantities.limit }),
                        ...{ likely: say(quantities.landing.likely), low: say(quantities.landing.low), high: say(quantities.landing.high) },
                      })
                    : words("stands", {
                        share: format.share({ part: quantities.value, whole: quantities.limit }),
                        value: say(quantities.value),
                      })}
                </Told>
                {note != null && <> · {note}</>}
              </span>
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Told({ trace, children }: { readonly trace: string | undefined; readonly children: ReactNode }) {
  return trace === undefined ? children : <Traced trace={trace}>{children}</Traced>;
}

function BulletsLegend({ rows, resource }: Pick<LandingBulletsProps, "rows" | "resource">) {
  const words = useTranslations("figure.bullets");
  const burnUp = useTranslations("figure.burnUp");
  const hue = hueOf[resource];
  const some = (key: keyof BulletQuantities) => rows.some((row) => row[key] !== undefined);
  return (
    <Legend
      entries={[
        { key: "value", swatch: <Swatch stage={usedStage[resource]} hue={hue} />, label: burnUp(`fact.${resource}`) },
        ...(some("committed") ? [{ key: "committed", swatch: <Swatch stage="committed" hue={hue} />, label: burnUp("secured") }] : []),
        ...(some("landing")
          ? [
              { key: "landing", swatch: <Swatch stage="landing" hue={hue} />, label: burnUp("toCome") },
              { key: "range", swatch: <ClassSwatch className={rangeClass(hue)} />, label: burnUp("chances.80") },
            ]
          : []),
        ...(some("available")
          ? [{ key: "available", swatch: <ClassSwatch className={groundClass ?? ""} />, label: burnUp("ceiling") }]
          : []),
        ...(some("expected")
          ? [{ key: "expected", swatch: <LineSwatch className={plainClass("expected")} upright />, label: words("expected") }]
          : []),
        { key: "limit", swatch: <LineSwatch className={plainClass("limit")} upright />, label: words("limit") },
      ]}
    />
  );
}

/** Ranges do not add up: their ends have no total. */
function useTable(rows: readonly LandingRow[], resource: BudgetResource) {
  const words = useTranslations("figure.bullets");
  const burnUp = useTranslations("figure.burnUp");
  const chances = burnUp("chances.80");
  const { columns, totals } = useQuantityColumns<LandingRow>(
    rows,
    [
      { key: "available", head: burnUp("ceiling"), of: ({ available }) => available },
      { key: "value", head: burnUp(`fact.${resource}`), of: ({ value }) => value },
      { key: "committed", head: burnUp("secured"), of: ({ committed }) => committed },
      { key: "expected", head: words("expected"), of: ({ expected }) => expected },
      { key: "landing", head: burnUp("landing"), of: ({ landing }) => landing?.likely },
      { key: "low", head: burnUp("low", { chances }), of: ({ landing }) => landing?.low, apart: true },
      { key: "high", head: burnUp("high", { chances }), of: ({ landing }) => landing?.high, apart: true },
      { key: "limit", head: words("limit"), of: ({ limit }) => limit },
    ],
    resource,
  );
  return { columns: [{ key: "unit", head: words("unit"), cell: ({ label }: LandingRow) => label }, ...columns], totals };
}
