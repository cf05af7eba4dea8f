import type { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";

/** The way back from a page of a scenario: the board, the scenarios, the scenario itself. */
export function crumbsOf(
  words: ReturnType<typeof useTranslations<"arbitration">>,
  { year, scenario }: { readonly year: number; readonly scenario?: Pick<Scenario, "id" | "name" | "campaignId"> },
): Crumb[] {
  return [
    { label: words("title"), to: `/${year}/arbitration` },
    { label: words("links.scenarios"), to: `/${year}/arbitration/scenarios${scenario ? `?campaign=${scenario.campaignId}` : ""}` },
    ...(scenario ? [{ label: scenario.name, to: `/${year}/arbitration/scenarios/${scenario.id}` }] : []),
  ];
}
