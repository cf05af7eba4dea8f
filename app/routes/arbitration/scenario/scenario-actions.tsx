import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { adoptable, type ScenarioAct, scenarioActs, scenarioMoves } from "#app/domain/arbitration/scenario/state.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import { scenarioAddress } from "./scenario-address.ts";

interface ScenarioActionsProps {
  readonly year: number;
  readonly scenario: Scenario;
  readonly may: { readonly prepare: boolean; readonly decide: boolean };
  readonly adopted: boolean;
  readonly writable: boolean;
}

/** What may be done with a scenario as a whole, as links to pages that say what will happen. */
export function ScenarioActions({ year, scenario, may, adopted, writable }: ScenarioActionsProps) {
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const to = (rest: string) => scenarioAddress(year, scenario.id, rest);
  const acts = may.prepare && !adopted ? actsOf(scenario) : [];
  return (
    <>
      <Link className={buttonClass()} to={`/${year}/arbitration?scenario=${scenario.id}&campaign=${scenario.campaignId}`}>
        {arbitration("title")}
      </Link>
      {writable && (
        <Link className={buttonClass()} to={to("/levers")}>
          {words("levers.title")}
        </Link>
      )}
      {may.prepare && !adopted && (
        <>
          <Link className={buttonClass()} to={to("/transfer")}>
            {words("transfer.action")}
          </Link>
          <Link className={buttonClass()} to={`/${year}/arbitration/scenarios?campaign=${scenario.campaignId}&from=${scenario.id}#new`}>
            {words("branchHere")}
          </Link>
        </>
      )}
      {acts.map((act) => (
        <Link key={act} className={buttonClass()} to={to(`/state?act=${act}`)}>
          {words(`stateActs.${act}`)}
        </Link>
      ))}
      {may.decide && !adopted && adoptable.includes(scenario.state) && (
        <Link className={buttonClass("primary")} to={to("/adoption")}>
          {arbitration("adopt.action")}
        </Link>
      )}
    </>
  );
}

function actsOf({ state }: Scenario): ScenarioAct[] {
  return scenarioActs.filter((act) => scenarioMoves[act].from.includes(state));
}
