import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Followed } from "#app/domain/landing/follow-up.ts";
import { type Month, monthOfYear } from "#app/domain/month.ts";
import { traceOf, within } from "#app/domain/trace/trace-of.ts";
import { Bullet } from "#app/ui/figure/bullet.tsx";
import { Sparkline } from "#app/ui/figure/sparkline.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { Traced } from "#app/ui/traced.tsx";
import { executionAddress } from "../units/addresses.ts";
import { said } from "../units/said.ts";
import styles from "../units/units.module.css";
import type { MeasureLine } from "./load-home.ts";

interface MeasureLinesProps {
  readonly year: number;
  /** The unit that the page is about; null: all that the reader sees. */
  readonly unit: string | null;
  readonly lines: readonly MeasureLine[];
}

/** Are we on course? One line for each resource: its year, where it stands, where it lands, and the gap in words. */
export function MeasureLines({ year, unit: scope, lines }: MeasureLinesProps) {
  const words = useTranslations("home.measures");
  const resources = useTranslations("resources");
  const format = useFormat();
  const unit = displayUnitFor(
    lines.flatMap(({ resource, followed }) => (resource === "AE" || resource === "CP" ? [followed.notified] : [])),
  );
  const wayTo = (resource: MeasureLine["resource"], text: string) =>
    // Days are followed and have no landing of their own.
    resource === "DAY" ? text : <Traced trace={traceOf("landing", { resource, scope: within(scope), year })}>{text}</Traced>;
  const columns: Column<MeasureLine>[] = [
    {
      key: "measure",
      head: words("measure"),
      cell: ({ resource }) =>
        resource === "DAY" ? (
          resources(resource)
        ) : (
          <Link to={`${executionAddress(year)}?m=${resource.toLowerCase()}`}>{resources(resource)}</Link>
        ),
    },
    {
      key: "year",
      head: words("year"),
      cell: ({ resource, followed }) => (
        <Sparkline resource={resource} values={followed.months.map(({ used }) => used)} limit={followed.notified} />
      ),
    },
    {
      key: "stands",
      head: words("stands"),
      cell: ({ resource, followed }) => (
        <Bullet
          compact
          decorative
          label={resources(resource)}
          resource={resource}
          value={usedOf(followed)}
          limit={followed.notified}
          expected={expectedOf(followed)}
          landing={followed.landing}
        />
      ),
    },
    {
      ...{ key: "used", head: words("used"), align: "end" },
      cell: ({ resource, followed }) => (
        <Traced trace={traceOf("used", { resource, scope: within(scope), year, upTo: lastMonthOf(followed, year) })}>
          {words("usedOf", {
            used: said(format, usedOf(followed), resource, unit),
            notified: said(format, followed.notified, resource, unit),
          })}
        </Traced>
      ),
    },
    {
      ...{ key: "landing", head: words("landing"), align: "end" },
      cell: ({ resource, followed: { landing, notified } }) =>
        landing
          ? wayTo(
              resource,
              words("landsAt", {
                likely: said(format, landing.likely, resource, unit),
                share: format.share({ part: landing.likely, whole: notified }),
              }),
            )
          : "///",
    },
    {
      key: "gap",
      head: words("gap"),
      cell: ({ followed }) => (
        <span className={styles.keep}>
          <Gap followed={followed} />
        </span>
      ),
    },
  ];
  return <DataTable caption={words("caption")} hideCaption main columns={columns} rows={lines} rowKey={({ resource }) => resource} />;
}

/** « 2,1 points au-dessus du profil ». */
function Gap({ followed }: { readonly followed: Followed }) {
  const words = useTranslations("home.measures");
  const format = useFormat();
  const gap = lastOf(followed)?.gap ?? null;
  return words("gapWords", {
    direction: gap === null ? "none" : gap > 0 ? "over" : gap < 0 ? "under" : "level",
    points: gap === null ? "" : format.gap(BigInt(gap)).replace(/^[+−]/, ""),
    count: Math.abs(gap ?? 0) / 10,
  });
}

function lastOf({ months }: Followed) {
  return months.findLast(({ used }) => used !== null);
}

function lastMonthOf({ months }: Followed, year: number): Month {
  return monthOfYear(year, Math.max(1, months.findLastIndex(({ used }) => used !== null) + 1));
}

function usedOf(followed: Followed): bigint {
  return lastOf(followed)?.used ?? 0n;
}

function expectedOf(followed: Followed): bigint | undefined {
  const profile = lastOf(followed)?.profile;
  return profile && (followed.notified * BigInt(profile.middle)) / 1000n;
}
