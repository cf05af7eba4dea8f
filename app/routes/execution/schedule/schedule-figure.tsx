import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Band } from "#app/domain/execution/coverage.ts";
import { sum } from "#app/domain/quantity.ts";
import { within } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ColumnsSvg } from "#app/ui/figure/columns-svg.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { Legend, markClass, Swatch } from "#app/ui/figure/marks.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { outstandingAddress } from "../../units/addresses.ts";
import { bandName, bandTrace } from "./band-name.ts";

interface ScheduleFigureProps {
  readonly year: number;
  readonly on: string;
  readonly bands: readonly Band[];
  readonly unit: string | null;
}

/** What is committed and not paid, by the year that will pay it (ENG), within what each year may pay: its credits (NOT) or its envelope (ARB). */
export function ScheduleFigure({ year, on, bands, unit: scope }: ScheduleFigureProps) {
  const words = useTranslations("outstanding");
  const execution = useTranslations("execution");
  const format = useFormat();
  const unit = displayUnitFor(bands.flatMap(({ due, cover }) => [due, cover ?? 0n]));
  const say = (amount: bigint) => (amount === 0n ? "0" : format.amount(amount, "CP", { unit }));
  const title = words("schedule.figure", {
    ...{ day: format.day(on), amount: format.amountWithUnit(sum(bands.map(({ due }) => due)), "CP", { unit }) },
    ...{ first: String(bands[0]?.year ?? year), due: `${say(bands[0]?.due ?? 0n)}\u00a0${format.unit("EUR", unit)}` },
  });
  const covered = new Set(bands.map(({ coverKind }) => coverKind));
  return (
    <Figure
      title={title}
      unit={format.unit("EUR", unit)}
      source={execution("source")}
      asOf={format.day(on)}
      columns={[
        {
          ...{ key: "year", head: words("due") },
          cell: (band) =>
            band.open ? (
              bandName(words, band)
            ) : (
              <Link to={`${outstandingAddress(year, { unit: scope, due: band.year })}#commitments`}>{bandName(words, band)}</Link>
            ),
        },
        {
          ...{ key: "due", head: words("schedule.due"), unit: format.unit("EUR"), align: "end" },
          cell: (band) => <Amount quantity={band.due} resource="CP" trace={bandTrace(band, { scope: within(scope), year, on })} />,
        },
        {
          ...{ key: "cover", head: words("schedule.cover"), unit: format.unit("EUR"), align: "end" },
          cell: ({ cover }) => <Amount quantity={cover ?? "not-applicable"} resource="CP" />,
        },
      ]}
      rows={bands}
      rowKey={(band) => String(band.year)}
      legend={
        <Legend
          entries={[
            { key: "due", swatch: <Swatch stage="committed" hue="cp" />, label: words("schedule.due") },
            ...(covered.has("credits")
              ? [{ key: "credits", swatch: <Swatch stage="notified" hue="cp" />, label: words("schedule.kind.credits") }]
              : []),
            ...(covered.has("envelope")
              ? [{ key: "envelope", swatch: <Swatch stage="arbitrated" hue="cp" />, label: words("schedule.kind.envelope") }]
              : []),
          ]}
        />
      }
      svg={
        <ColumnsSvg
          label={title}
          columns={bands.map((band) => ({
            key: String(band.year),
            label: [bandName(words, band)],
            value: say(band.due),
            parts: [{ key: "due", amount: band.due, className: markClass("committed", "cp") }],
            frame:
              band.cover === null
                ? undefined
                : {
                    amount: band.cover,
                    className: markClass(band.coverKind === "credits" ? "notified" : "arbitrated", "cp"),
                    value: words("schedule.of", { amount: say(band.cover) }),
                  },
          }))}
        />
      }
    />
  );
}
