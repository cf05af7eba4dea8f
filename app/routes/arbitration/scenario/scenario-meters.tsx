import { useTranslations } from "use-intl";
import type { Standing } from "#app/domain/arbitration/envelope.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { Meter } from "#app/ui/figure/meter.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import arbitrationStyles from "../arbitration.module.css";
import { MeasureChoices } from "../measure-choices.tsx";

interface ScenarioMetersProps {
  /** `asked` is here what the scenario gives in all, `decided` what of it is decided. */
  readonly standings: readonly Standing[];
  readonly measure: BudgetResource;
  readonly year: number;
  readonly scenario: Pick<Scenario, "startFrom" | "start" | "parentName">;
}

/** What a scenario gives in all against each envelope of a measure, the decided apart; and the measure, as links. */
export function ScenarioMeters({ standings, measure, year, scenario }: ScenarioMetersProps) {
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const unit = displayUnitFor(standings.flatMap((own) => [own.envelope ?? 0n, own.asked]));
  const say = (quantity: bigint) => format.amountWithUnit(quantity, measure, { unit });
  return (
    <>
      <div className={arbitrationStyles.choices}>
        <MeasureChoices measure={measure} />
        <span>
          {scenario.parentName === null
            ? words("startsFrom", { start: arbitration(`starts.${scenario.start}`) })
            : words("branchOf", { name: scenario.parentName })}
        </span>
      </div>
      {standings.map((own) => {
        const named = { class: forecast(`classes.${own.spendingClass}`), measure: resources(`short.${measure}`), year: String(year) };
        if (own.envelope === null) {
          return <p key={own.spendingClass}>{arbitration("without", { ...named, asked: say(own.asked), decided: say(own.decided) })}</p>;
        }
        return (
          <Meter
            key={own.spendingClass}
            label={arbitration("meter", named)}
            resource={measure}
            limit={own.envelope}
            unit={unit}
            parts={[
              { label: arbitration("parts.decided"), stage: "arbitrated", quantity: own.decided },
              { label: words("undecidedPart"), stage: "requested", quantity: own.asked - own.decided },
            ]}
          />
        );
      })}
    </>
  );
}
