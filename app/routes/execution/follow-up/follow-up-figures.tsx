import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type HeatCell, HeatMap, type HeatRow } from "#app/ui/figure/heat-map.tsx";
import { LandingBullets } from "#app/ui/figure/landing-bullets.tsx";
import { type PanelMonth, SmallMultiples } from "#app/ui/figure/small-multiples.tsx";
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
  const named = (row: FollowedRow) => (row.unit === null ? words(`groups.${row.key === "regional" ? "regional" : "central"}`) : row.label);
  const cellOf = (row: FollowedRow, index: number): HeatCell => {
    const month = row.months[index];
    if (!month || month.used === null) return "to-come";
    if (month.gap === null) return "none";
    const text = {
      gap: undefined,
      rate: format.share({ part: month.used, whole: row.notified }),
      amount: format.amount(month.used, measure, { unit }),
    }[show];
    return { gap: BigInt(month.gap), text };
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
      {...(show === "gap" ? {} : { unit: show === "rate" ? words("shareOfNotified") : format.unit(measure, unit) })}
      rows={rows.map(
        (row, _): HeatRow => ({
          ...{ key: row.key, label: named(row), subtotal: row.unit === null },
          to: row.unit === null ? undefined : unitExecutionAddress(year, row.unit),
          cells: months.map((_, index) => cellOf(row, index)),
          whole: row.landingGap === undefined ? "none" : { gap: BigInt(row.landingGap) },
        }),
      )}
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
      rows={units.map((row) => ({
        ...{ key: row.key, label: row.label, to: unitExecutionAddress(year, row.unit ?? "") },
        ...{ value: usedOf(row), limit: row.notified, expected: expectedOf(row), landing: row.landing },
      }))}
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
        ...{ key: row.key, label: row.label, to: unitExecutionAddress(year, row.unit ?? "") },
        ceiling: row.notified,
        months: row.months.map((month): PanelMonth => panelMonthOf(row, month)),
        ...verdictOf(row, format.gap, words),
      }))}
    />
  );
}

function panelMonthOf({ notified }: FollowedRow, { used, previous, likely, profile }: FollowedRow["months"][number]): PanelMonth {
  const shareOf = (tenths: number) => (notified * BigInt(tenths)) / 1000n;
  return { actual: used, previous, landing: likely, season: profile && { low: shareOf(profile.low), high: shareOf(profile.high) } };
}

/** Half a point either way is on the profile, as three points are in the heat map's middle ground. */
const corridor = 30;

function verdictOf(row: FollowedRow, gap: (tenths: bigint) => string, words: ReturnType<typeof useTranslations<"followUp">>) {
  const tenths = lastGapOf(row);
  if (tenths === null) return { verdict: words("noProfile") };
  const direction = tenths > corridor ? ("over" as const) : tenths < -corridor ? ("under" as const) : ("level" as const);
  return { verdict: words("pointsOff", { gap: gap(BigInt(tenths)) }), direction };
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
