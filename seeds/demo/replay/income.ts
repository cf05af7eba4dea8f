import { saveIncome } from "#app/commands/save-income.ts";
import type { Income } from "#app/domain/forecast/income.ts";
import { plannedYear } from "../plan/calendar.ts";
import { nextOpensOn } from "../plan/next-campaign.ts";
import { euros } from "../plan/requests.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** What the regional directorate expects to receive in the next year (« fictif »). */
const incomes: readonly Income[] = [
  {
    ...{ kind: "earmarkedFund", payer: "Commission européenne (fictif)", targetYear: plannedYear, month: 4, amount: euros(45_000) },
    ...{ certainty: "sure", purpose: "Module européen de l’enquête sur les conditions de vie", lineId: null },
  },
  {
    ...{ kind: "earmarkedFund", payer: "Conseil régional (fictif)", targetYear: plannedYear, month: 9, amount: euros(18_000) },
    ...{ certainty: "probable", purpose: "Étude sur les mobilités domicile-travail", lineId: null },
  },
  {
    ...{ kind: "assignedRevenue", payer: "Clients de la diffusion (fictif)", targetYear: plannedYear, month: 11, amount: euros(3_200) },
    ...{ certainty: "probable", purpose: "Exploitations à façon de fichiers", lineId: null },
  },
];

export async function expectIncome(set: StageSet, campaignId: string): Promise<void> {
  for (const income of incomes) {
    accepted(await saveIncome(set.as("agent", nextOpensOn), { ...income, campaignId, unit: "DR44" }), income.payer);
  }
}
