import { Link } from "@remix-run/react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "../amount.tsx";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import { Drawing } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import styles from "./ladder.module.css";
import { hueOf, Legend, markClass, type Stage, Swatch } from "./marks.tsx";
import { barLength, largest } from "./scale.ts";
import { usePanelKeys } from "./use-panel-keys.ts";

/** One stage of the money of a unit. */
export interface LadderStep {
  readonly stage: Exclude<Stage, "previous-year">;
  /** In the smallest unit of its resource; null: that phase has not begun (« /// »). */
  readonly amount: Quantity | null;
  /** The page that made it so. */
  readonly to?: string | undefined;
  /** The story of its figure (`app/domain/trace`). */
  readonly trace?: string | undefined;
}

export interface LadderRow {
  readonly resource: BudgetResource;
  readonly steps: readonly LadderStep[];
}

export interface LadderProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2026-08-31 ». */
  readonly asOf: string;
  /** One for each resource; euros share a scale, ETPT and days have their own. */
  readonly rows: readonly LadderRow[];
  readonly unit?: DisplayUnit;
  /** Beside another ladder: its steps have no address of their own (`#cp-eng`) on the page. */
  readonly beside?: boolean;
}

interface Line extends LadderStep {
  readonly key: string;
  readonly resource: BudgetResource;
}

/** What a link to a step says: « #cp-eng ». */
const anchors = { requested: "dem", arbitrated: "arb", notified: "not", committed: "eng", paid: "pay", landing: "att" } as const;

const box = { width: 360, height: 18 } as const;

/** From what was asked to where one lands, each stage in its notation: the page that made a stage is one click away; one tab stop for all. */
export function Ladder({ title, source, asOf, rows, unit: asked, beside = false }: LadderProps) {
  const resources = useTranslations("resources.short");
  const stages = useTranslations("stages");
  const words = useTranslations("figure.ladder");
  const figure = useTranslations("figure");
  const format = useFormat();
  // Staff and days are paid to nobody.
  const named = (stage: LadderStep["stage"], resource: BudgetResource) =>
    stages(stage === "paid" && resource !== "CP" ? "consumed" : stage);
  const steps = useRef<HTMLDivElement>(null);
  const onKeyDown = usePanelKeys(steps);
  const inEuros = ({ resource }: LadderRow) => resource === "AE" || resource === "CP";
  const amounts = (own: readonly LadderRow[]) =>
    own.flatMap(({ steps }) => steps.flatMap(({ amount }) => (amount === null ? [] : [amount])));
  const unit = asked ?? displayUnitFor(amounts(rows.filter(inEuros)));
  const endOf = (row: LadderRow) => largest(amounts(inEuros(row) ? rows.filter(inEuros) : [row]), 1n);
  const lines = rows.flatMap(({ resource, steps }): Line[] =>
    steps.map((step) => ({ ...step, key: `${resource}-${step.stage}`, resource })),
  );
  const used = [...new Set(lines.map(({ stage }) => stage))];
  return (
    <Figure
      frame="flow"
      title={title}
      unit={[...new Set(rows.map(({ resource }) => format.unit(resource, unit)))].join(", ")}
      scale={figure(rows.filter(inEuros).length > 1 ? "scales.amount" : "scales.own")}
      source={source}
      asOf={format.day(asOf)}
      rows={lines}
      rowKey={({ key }) => key}
      columns={[
        { key: "resource", head: words("resource"), cell: ({ resource }) => resources(resource) },
        { key: "stage", head: words("stage"), cell: ({ stage, resource }) => named(stage, resource) },
        {
          ...{ key: "amount", head: words("amount"), align: "end" },
          cell: ({ amount, resource }) => <Amount quantity={amount ?? "not-applicable"} resource={resource} withUnit />,
        },
      ]}
      legend={
        <Legend
          entries={used.map((stage) => ({
            key: stage,
            swatch: <Swatch stage={stage} hue={hueOf[rows[0]?.resource ?? "CP"]} />,
            label: [...new Set(lines.filter((line) => line.stage === stage).map(({ resource }) => named(stage, resource)))].join(" / "),
          }))}
        />
      }
      svg={
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys go from link to link, which are the controls
        <div ref={steps} className={styles.ladder} onKeyDown={onKeyDown}>
          {rows.map((row) => (
            <section key={row.resource} aria-label={beside ? `${title} · ${resources(row.resource)}` : resources(row.resource)}>
              <p className={styles.resource}>{resources(row.resource)}</p>
              <ul>
                {row.steps.map(({ stage, amount, to, trace }) => (
                  <li key={stage} id={beside ? undefined : `${row.resource.toLowerCase()}-${anchors[stage]}`}>
                    <span>{to === undefined ? named(stage, row.resource) : <Link to={to}>{named(stage, row.resource)}</Link>}</span>
                    <Drawing box={box} className={styles.bar}>
                      {amount !== null && amount > 0n && (
                        <rect
                          x="1"
                          y="2"
                          width={Math.max(1, barLength(amount, endOf(row), box.width - 2))}
                          height="14"
                          className={markClass(stage, hueOf[row.resource])}
                        />
                      )}
                    </Drawing>
                    <Amount quantity={amount ?? "not-applicable"} resource={row.resource} unit={unit} trace={trace} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      }
    />
  );
}
