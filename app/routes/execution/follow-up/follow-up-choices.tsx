import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { LinkSwitch } from "../../units/link-switch.tsx";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import units from "../../units/units.module.css";
import { PeriodForm } from "../period-form.tsx";
import { type FollowUpShown, followedMeasures, shownFigures } from "./shown.ts";

/** What the follow-up shows, and up to which month: each choice is in the address. */
export function FollowUpChoices({
  shown: { measure, show, grouped, to, over, known },
  today,
}: {
  readonly shown: FollowUpShown;
  readonly today: Day;
}) {
  const words = useTranslations("followUp");
  return (
    <div className={`${units.inline} no-print`}>
      <MeasureSwitch current={measure} measures={followedMeasures} />
      <LinkSwitch
        name="show"
        label={words("figures")}
        current={show}
        options={shownFigures.map((value) => ({ value, label: words(`shows.${value}`) }))}
      />
      <LinkSwitch
        name="group"
        label={words("grouping")}
        current={grouped ? "kind" : "none"}
        options={(["none", "kind"] as const).map((value) => ({ value, label: words(`groupings.${value}`) }))}
      />
      <PeriodForm to={to} months={over} known={known} today={today} />
    </div>
  );
}
