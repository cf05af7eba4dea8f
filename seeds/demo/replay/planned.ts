import { matchPlannedExpense } from "#app/commands/match-planned-expense.ts";
import { addPlannedExpenses, givePlannedExpenseUp } from "#app/commands/save-planned-expenses.ts";
import type { PlannedExpense } from "#app/domain/execution/planned/expense.ts";
import { type Month, monthOf, monthOfYear } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { planLines } from "#db/queries/planned/expense.ts";
import { freeCommitments } from "#db/queries/planned/match.ts";
import { currentYear, type Progress, plannedYear } from "../plan/calendar.ts";
import { printing } from "../plan/extracts.ts";
import { euros } from "../plan/requests.ts";
import { accepted, type StageSet } from "./stage-set.ts";

const unit = "DR44";
const training = "Formation des enquêteurs (fictif)";
const notices = `${printing.label} (fictif)`;
const rooms = "Location de salles pour le recensement (fictif)";

/**
 * What the regional directorate means to buy (« fictif »): one that came, one that an extract brought, one whose order looks like it, one still to
 * come, one given up.
 */
export async function planExpenses(set: StageSet, { today }: Progress): Promise<void> {
  const agent = () => set.as("agent", today);
  const lines = await set.database.read(set.organisation, async (db) => {
    const campaign = await shownCampaign(db, currentYear, null);
    return campaign ? await planLines(db, { campaign: campaign.id, year: currentYear, units: [unit] }) : [];
  });
  const tablets = lines.find(({ nature }) => nature === "31-FOU")?.id ?? null;
  const now = monthOf(today);
  const last = monthOfYear(currentYear, 12);
  const expenses = [
    planned(training, euros(12_000), now, { supplier: "" }),
    planned("Tablettes, première livraison (fictif)", euros(12_000), now, { lineId: tablets }),
    planned("Tablettes, seconde livraison (fictif)", euros(36_000), last, {
      lineId: tablets,
      payments: [
        { month: last, amount: euros(12_000) },
        { month: monthOfYear(plannedYear, 2), amount: euros(24_000) },
      ],
    }),
    planned(notices, printing.amount, now, {}),
    planned(rooms, euros(2_400), last, {}),
  ];
  const { ids } = accepted(await addPlannedExpenses(agent(), { year: currentYear, unit, expenses }), "planned expenses");
  const idOf = (object: string) => ids[expenses.findIndex((own) => own.object === object)] ?? "";
  const place = { year: currentYear, unit, seenVersion: 1 };
  accepted(await givePlannedExpenseUp(agent(), { ...place, id: idOf(rooms), resume: false }), rooms);
  const free = await set.database.read(set.organisation, (db) => freeCommitments(db, currentYear, [unit]));
  for (const [object, ordered] of [
    [training, "Formation des enquêteurs"],
    [notices, printing.label],
  ] as const) {
    const order = free.find(({ label }) => label.startsWith(ordered));
    if (!order) throw new Error(`The demo orders no « ${ordered} »: its planned expense matches nothing.`);
    const { commitmentId, line } = order;
    accepted(await matchPlannedExpense(agent(), { ...place, id: idOf(object), commitmentId, line, keepRest: false }), object);
  }
}

function planned(object: string, amount: Quantity, month: Month, other: Partial<PlannedExpense>): PlannedExpense {
  return { object, amount, month, payments: [{ month, amount }], supplier: "", lineId: null, ...other };
}
