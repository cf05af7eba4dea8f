import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { unitGroups } from "#app/domain/trace/trace-key.ts";
import { alone, type Place, traceOf } from "#app/domain/trace/trace-of.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type FollowedUnit, heatRowOf, landingRowOf, panelMonthsOf } from "#app/ui/figure/followed.ts";
import { type HeatCell, HeatMap, type HeatRow } from "#app/ui/figure/heat-map.tsx";
import { LandingBullets } from "#app/ui/figure/landing-bullets.tsx";
import { SmallMultiples } from "#app/ui/figure/small-multiples.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { askingAddress, unitExecutionAddress, unitMonthAddress } from "../../units/addresses.ts";
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
  const { rows, months, measure, show, sort, to: upTo } = shown;
  const followed = rows.filter(({ unit: code }) => code !== null);
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
    const { unit: code } = row;
    // A cell leads to the year of its unit, where its month may be asked about; that of a group, which has no page, to its story.
    const to = (month: number) =>
      code === null ? undefined : unitMonthAddress(year, { unit: code, resource: measure, month: months[month] });
    const drawn = heatRowOf({ ...named(row, year), label: labelOf(row) }, row, to);
    const cells = drawn.cells.map((cell, index): HeatCell => {
      if (typeof cell === "string") return cell;
      return { ...cell, text: textOf(row, index), trace: traceOf("used", { ...placeOf(row, shown, year), upTo: months[index] }) };
    });
    const { whole } = drawn;
    return {
      ...drawn,
      cells,
      whole: typeof whole === "string" ? whole : { ...whole, trace: landingTrace(row, shown, year) },
      subtotal: row.unit === null,
    };
  };
  return (
    <HeatMap
      title={words("map", {
        ...{ count: followed.length, far: followed.filter((row) => Math.abs(lastGapOf(row) ?? 0) > corridor).length },
        month: upTo === null ? "" : format.month(upTo, "long"),
      })}
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
export function Landings({ shown, year, asOf, mayAsk }: FiguresProps & { readonly mayAsk: boolean }) {
  const { rows, measure, whole } = shown;
  const alerts = useTranslations("alerts");
  const words = useTranslations("followUp");
  const execution = useTranslations("execution");
  const format = useFormat();
  const { landing } = whole;
  const units = rows.filter(({ unit }) => unit !== null);
  if (!landing || units.length === 0) return null;
  const unit = displayUnitFor([whole.notified]);
  const say = (quantity: bigint) => said(format, quantity, measure, unit);
  const noteOf = ({ byHand, model, unit: code, label }: FollowedRow) => {
    const whose =
      byHand > 0 && (model ? words("landed.byHand", { count: byHand, model: say(model.likely) }) : words("landed.byHandNoModel"));
    const ask = mayAsk && code !== null && (
      <Link to={askingAddress(year, { unit: code, resource: measure })} className="no-print">
        {alerts("ask")}
        <span className="visually-hidden"> {label}</span>
      </Link>
    );
    if (!whose && !ask) return undefined;
    return (
      <>
        {whose}
        {whose && ask && " · "}
        {ask}
      </>
    );
  };
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
        ...landingRowOf(named(row, year), row),
        ...{ expected: expectedOf(row), note: noteOf(row), trace: landingTrace(row, shown, year) },
      }))}
    />
  );
}

/** The year of each unit, small. */
export function UnitPanels({ shown, year, asOf }: FiguresProps) {
  const { rows, measure, months, whole, to } = shown;
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
        trace: traceOf("used", { ...placeOf(row, shown, year), upTo: to ?? undefined }),
      }))}
    />
  );
}

/** Where the figures of a row are traced: a unit alone, or those of its group. */
function placeOf(
  { unit, key }: FollowedRow,
  { measure, known }: FollowUpShown,
  year: number,
): Place & { readonly resource: FollowUpShown["measure"] } {
  const group = unitGroups.find((each) => each === key) ?? "central";
  const scope = unit === null ? ({ kind: "group", group } as const) : alone(unit);
  return { resource: measure, scope, year, ...(known === null ? {} : { asOf: { on: known, known: true } }) };
}

/** Where a row lands; a landing of a past day is told by no story. */
function landingTrace(row: FollowedRow, shown: FollowUpShown, year: number): string | undefined {
  if (shown.known !== null || !row.landing) return undefined;
  return traceOf("landing", { ...placeOf(row, shown, year), upTo: shown.to ?? undefined });
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
