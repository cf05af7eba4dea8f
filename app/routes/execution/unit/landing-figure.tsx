import { useTranslations } from "use-intl";
import { exhaustionOf } from "#app/domain/landing/way.ts";
import { BurnUpChart } from "#app/ui/figure/burn-up-chart.tsx";
import { burnUpMonthsOf } from "#app/ui/figure/followed.ts";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../../units/said.ts";
import type { UnitLanding } from "./load-landing.ts";

/** Will what was notified be used, and when: the year of a unit, the season of its past years around it, and where it lands. */
export function LandingFigure({ unit, measure, months, followed, asOf }: UnitLanding & { readonly unit: string }) {
  const words = useTranslations("followUp");
  const execution = useTranslations("execution");
  const format = useFormat();
  const { landing, notified, model, byHand } = followed;
  const display = displayUnitFor([notified]);
  const points = burnUpMonthsOf(followed, months, (index) => ({ ceiling: followed.months[index]?.released ?? 0n, notified }));
  const title = landing
    ? words("unitLands", {
        ...{ unit, likely: said(format, landing.likely, measure, display) },
        share: format.share({ part: landing.likely, whole: notified }),
      })
    : words("unitLandsNowhere", { unit });
  return (
    <>
      {byHand > 0 && (
        <p>
          {model
            ? words("landed.byHandSays", { count: byHand, model: said(format, model.likely, measure, display) })
            : words("landed.byHandAlone", { count: byHand })}
        </p>
      )}
      <BurnUpChart
        title={title}
        source={execution("source")}
        asOf={asOf}
        resource={measure}
        months={points}
        chances={[80]}
        // What is at disposal grows by tranches: what may be used in the end is what was notified.
        exhaustion={exhaustionOf(points.map((point) => ({ ...point, ceiling: notified })))}
      />
    </>
  );
}
