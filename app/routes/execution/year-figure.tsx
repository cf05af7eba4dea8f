import { useTranslations } from "use-intl";
import { UnitYearChart } from "#app/ui/figure/unit-year-chart.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { YearWithPrevious } from "#db/queries/unit-year.ts";
import { said } from "../units/said.ts";
import { type YearPlace, yearTrace } from "./year-trace.ts";

interface YearFigureProps {
  readonly unit: string;
  readonly points: readonly YearWithPrevious[];
  readonly asOf: string;
  readonly place: YearPlace;
}

/** The year of a unit: AE and CP against what was put at its disposal, with the sentence that says it. */
export function YearFigure({ unit, points, asOf, place }: YearFigureProps) {
  const words = useTranslations("execution");
  return (
    <UnitYearChart
      title={useYearSentence(unit, points, asOf)}
      source={words("source")}
      asOf={asOf}
      points={points}
      traceOf={({ month }, key) => yearTrace(place, month, key)}
    />
  );
}

function useYearSentence(unit: string, points: readonly YearWithPrevious[], asOf: string): string {
  const words = useTranslations("execution");
  const format = useFormat();
  const last = points.findLast(({ paid }) => paid !== null);
  if (!last || last.paid === null || last.committed === null) return words("yearNotBegun", { unit });
  const display = displayUnitFor([last.allottedAe, last.allottedCp]);
  const say = (quantity: bigint) => said(format, quantity, "EUR", display);
  return words("yearMessage", {
    unit,
    day: format.day(asOf),
    paid: say(last.paid),
    paidShare: format.share({ part: last.paid, whole: last.allottedCp }),
    engaged: say(last.committed),
    engagedShare: format.share({ part: last.committed, whole: last.allottedAe }),
  });
}
