import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type FollowedUnit, heatRowOf, landingRowOf, panelMonthsOf } from "#app/ui/figure/followed.ts";
import { type HeatCell, HeatMap, type HeatRow } from "#app/ui/figure/heat-map.tsx";
import { LandingBullets } from "#app/ui/figure/landing-bullets.tsx";
import { SmallMultiples } from "#app/ui/figure/small-multiples.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { unitExecutionAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import type { FollowedRow, FollowUpShown } from "./shown.ts";

interface FiguresProps {
  readonly shown: FollowUpShown;
  readonly year: number;
  readonly asOf: string;
}

/** Who is out of line this month, and by how much. */
export function GapMap({ shown, year, asOf }: FiguresProps) {
  const words = useTranslations("followUp");
  const execution = useTranslations("execution");
  const format = useFormat();
  const { rows, months, measure, show, sort } = shown;
  const unit = displayUnitFor(rows.map(({ notified }) => notified));
  const labelOf = (row: FollowedRow) =>
    row.unit === null ? words(`groups.${row.key === "regional" ? "regional" : "central"}`) : row.label;
  const textOf = (row: FollowedRow, index: number): string | undefined => {
    const month = row.months[index];
    if (month?.used == null) return undefined;
    const texts = { rate: format.share({ part: month.used, whole: row.notified }), amount: format.amount(month.used, measure, { unit }) };
    return show === "gap" ? undefined : texts[show];
  };
  const rowOf = (row: FollowedRow): HeatRow => {
    const drawn = heatRowOf({ ...named(row, year), label: labelOf(row) }, row);
    const cells = drawn.cells.map((cell, index): HeatCell => (typeof cell === "string" ? cell : { ...cell, text: textOf(row, index) }));
    return { ...drawn, cells, subtotal: row.unit === null };
  };
  return (
    <HeatMap
      title={words("map", { count: rows.filter(({ unit: code }) => code !== null).length })}
      source={execution("source")}
      asOf={asOf}
      months={months}
      sort={sort}
      wholeHead={words("landing")}
      main
      {...(show === "gap"
        ? {}
        : { unit: words("ground", { unit: show === "rate" ? words("shareOfNotified") : format.unit(measure, unit) }) })}
      rows={rows.map(rowOf)}
      empty={<EmptyState title={execution("nothingReleased")} />}
    />
  );
}

/** Where each unit lands, against what it was notified. */
export function Landings({ shown: { rows, measure, whole }, year, asOf }: FiguresProps) {
  const words = useTranslations("followUp");
  const execution = useTranslations("execution");
  const format = useFormat();
  const { landing } = whole;
  const units = rows.filter(({ unit }) => unit !== null);
  if (!landing || units.length === 0) return null;
  const unit = displayUnitFor([whole.notified]);
  const say = (quantity: bigint) => said(format, quantity, measure, unit);
  return (
    <LandingBullets
      title={words("landings", {
        likely: say(landing.likely),
        ...{ low: say(landing.low), high: say(landing.high) },
        share: format.share({ part: landing.likely, whole: whole.notified }),
      })}
      source={execution("source")}
      asOf={asOf}
      resource={measure}
      scale="share"
      rows={units.map((row) => ({ ...landingRowOf(named(row, year), row), expected: expectedOf(row) }))}
    />
  );
}

/** The year of each unit, small. */
export function UnitPanels({ shown: { rows, measure, months, whole }, year, asOf }: FiguresProps) {
  const words = useTranslations("followUp");
  const execution = useTranslations("execution");
  const format = useFormat();
  const units = rows.filter(({ unit }) => unit !== null);
  if (units.length === 0) return null;
  const over = units.filter((row) => (row.landing?.likely ?? 0n) > row.notified).length;
  return (
    <SmallMultiples
      title={words("panels", { count: over, share: format.share({ part: sum(units.map(usedOf)), whole: whole.notified }) })}
      source={execution("source")}
      asOf={asOf}
      resource={measure}
      months={months}
      scale="share"
      panels={units.map((row) => ({
        ...{ ...named(row, year), ceiling: row.notified },
        months: panelMonthsOf(
          row,
          row.months.map(({ previous }) => previous),
        ),
        ...verdictOf(row, format.gap, words),
      }))}
    />
  );
}

/** Its key and name, and its page when it is a unit. */
function named({ key, label, unit }: FollowedRow, year: number): FollowedUnit {
  return { key, label, ...(unit === null ? {} : { to: unitExecutionAddress(year, unit) }) };
}

/** Up to three points either way, in tenths, a unit is on its profile, as in the middle ground of the heat map. */
const corridor = 30;

function verdictOf(row: FollowedRow, gap: (tenths: bigint) => string, words: ReturnType<typeof useTranslations<"followUp">>) {
  const tenths = lastGapOf(row);
  if (tenths === null) return { verdict: words("noProfile") };
  const direction = tenths > corridor ? ("over" as const) : tenths < -corridor ? ("under" as const) : ("level" as const);
  return { verdict: words("pointsOff", { gap: gap(BigInt(tenths)), count: Math.abs(tenths) / 10 }), direction };
}

function lastGapOf({ months }: FollowedRow): number | null {
  return months.filter(({ used }) => used !== null).at(-1)?.gap ?? null;
}

function usedOf({ months }: FollowedRow): bigint {
  return months.filter(({ used }) => used !== null).at(-1)?.used ?? 0n;
}

/** What the profile would have it use by now. */
function expectedOf({ months, notified }: FollowedRow): bigint | undefined {
  const profile = months.filter(({ used }) => used !== null).at(-1)?.profile;
  return profile && (notified * BigInt(profile.middle)) / 1000n;
}
