import { useTranslations } from "use-intl";
import { flowStages } from "#app/domain/cube/flow.ts";
import type { Day } from "#app/domain/month.ts";
import { LinkSwitch } from "../../units/link-switch.tsx";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import units from "../../units/units.module.css";
import { PeriodForm } from "../period-form.tsx";
import { type FlowsShown, flowMeasures, flowWayNames } from "./shown.ts";

/** Which money is followed, through what, and up to when: each choice is in the address. */
export function FlowChoices({ shown, today }: { readonly shown: FlowsShown; readonly today: Day }) {
  const words = useTranslations("flows");
  const { measure, stage, way, to, months, place } = shown;
  return (
    <div className={`${units.inline} no-print`}>
      <MeasureSwitch current={measure} measures={flowMeasures} />
      <LinkSwitch
        name="stage"
        label={words("stage")}
        current={stage}
        options={flowStages.map((value) => ({ value, label: words(`stages.${value}`) }))}
      />
      <LinkSwitch
        name="by"
        label={words("way")}
        current={way}
        options={flowWayNames.map((value) => ({ value, label: words(`ways.${value}`) }))}
      />
      <PeriodForm to={to} months={months} soFar={words("soFar")} known={place.asOf?.on ?? null} today={today} />
    </div>
  );
}
