import { Link } from "@remix-run/react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "../amount.tsx";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import type { Column } from "../table/data-table.tsx";
import { Bullet, type BulletQuantities, endOf, groundClass } from "./bullet.tsx";
import { quantityText } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import styles from "./landing-bullets.module.css";
import { ClassSwatch, hueOf, Legend, LineSwatch, plainClass, rangeClass, Swatch, usedStage } from "./marks.tsx";
import { type SharedScale, scaleEnds } from "./shared-scale.ts";
import { usePanelKeys } from "./use-panel-keys.ts";

/** One unit: its quantities, all in the smallest unit of the resource, and where its name leads. */
export interface LandingRow extends BulletQuantities {
  readonly key: string;
  readonly label: string;
  readonly to?: string | undefined;
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
      columns={useColumns(rows, resource)}
      rows={rows}
      rowKey={({ key }) => key}
      legend={<BulletsLegend rows={rows} resource={resource} />}
      svg={
        // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from link to link, which are the controls
        <ul ref={list} className={styles.rows} onKeyDown={onKeyDown}>
          {rows.map(({ key, label, to, ...quantities }, index) => (
            <li key={key}>
              <span className={styles.label}>{to === undefined ? label : <Link to={to}>{label}</Link>}</span>
              <Bullet {...quantities} label={label} resource={resource} scaleTo={ends[index]} decorative />
              <span className={styles.figures}>
                {quantities.landing
                  ? words("lands", {
                      share: format.share({ part: quantities.landing.likely, whole: quantities.limit }),
                      ...{ likely: say(quantities.landing.likely), low: say(quantities.landing.low), high: say(quantities.landing.high) },
                    })
                  : words("stands", {
                      share: format.share({ part: quantities.value, whole: quantities.limit }),
                      value: say(quantities.value),
                    })}
              </span>
            </li>
          ))}
        </ul>
      }
    />
  );
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

function useColumns(rows: readonly LandingRow[], resource: BudgetResource): Column<LandingRow>[] {
  const words = useTranslations("figure.bullets");
  const burnUp = useTranslations("figure.burnUp");
  const format = useFormat();
  const column = (key: string, head: string, of: (row: LandingRow) => Quantity | undefined): Column<LandingRow>[] =>
    rows.some((row) => of(row) !== undefined)
      ? [
          {
            key,
            head,
            unit: format.unit(resource),
            align: "end",
            cell: (row) => <Amount quantity={of(row) ?? "not-applicable"} resource={resource} />,
          },
        ]
      : [];
  return [
    { key: "unit", head: words("unit"), cell: ({ label }) => label },
    ...column("available", burnUp("ceiling"), ({ available }) => available),
    ...column("value", burnUp(`fact.${resource}`), ({ value }) => value),
    ...column("committed", burnUp("secured"), ({ committed }) => committed),
    ...column("expected", words("expected"), ({ expected }) => expected),
    ...column("landing", burnUp("landing"), ({ landing }) => landing?.likely),
    ...column("low", burnUp("low", { chances: burnUp("chances.80") }), ({ landing }) => landing?.low),
    ...column("high", burnUp("high", { chances: burnUp("chances.80") }), ({ landing }) => landing?.high),
    ...column("limit", words("limit"), ({ limit }) => limit),
  ];
}
