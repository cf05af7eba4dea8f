import { randomUUID } from "node:crypto";
import { saveDraft } from "#app/commands/save-draft.ts";
import { saveEntryModel } from "#app/commands/save-entry-model.ts";
import { saveSubscription } from "#app/commands/save-subscription.ts";
import type { EntryModel, ModelLine } from "#app/domain/ledger/entry-model.ts";
import { emptyLine } from "#app/domain/ledger/typing/typed-entry.ts";
import { addMonths, type Day, firstDayOf, monthOf } from "#app/domain/month.ts";
import { currentYear, type Progress } from "../plan/calendar.ts";
import { euros } from "../plan/requests.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** What an accountant keeps at hand (« fictif »): two models, a subscription of which two months wait, and an entry begun. */
export async function furnishDesk(set: StageSet, { today }: Progress): Promise<void> {
  const accountant = () => set.as("comptable", today);
  const rentId = await keepModel(set, today, "Répartition du loyer des antennes", rent);
  await keepModel(set, today, "Frais bancaires", bankCharges);
  const name = "Loyer des antennes (fictif)";
  const firstDay = firstDayOf(addMonths(monthOf(today), -1));
  const pace = { firstDay, frequency: "monthly", lastDay: null } as const;
  const amounts = new Map([["loyer", euros(4_800)]]);
  accepted(await saveSubscription(accountant(), { id: randomUUID(), modelId: rentId, name, amounts, ...pace, seen: 0n }), name);
  const begun = {
    journal: "OD",
    date: typedDay(today),
    voucher: "",
    label: "Reclassement de fournitures (en cours)",
    complementary: false,
  };
  const lines = [
    { ...emptyLine, account: "6064", unit: "DR44", debit: "128,40" },
    { ...emptyLine, account: "6063", unit: "DR44" },
  ];
  accepted(await saveDraft(accountant(), { id: randomUUID(), fiscalYear: currentYear, body: { ...begun, lines }, seen: 0n }), begun.label);
}

const rent: EntryModel = {
  journal: "OD",
  label: "Loyer des antennes, {mois}",
  parameters: [{ name: "loyer", label: "Loyer du mois", proposed: "4800" }],
  lines: [line("6132", "DR44", "debit", "60 %"), line("6132", "DR84", "debit", "40 %"), line("6132", "SG-DI", "credit", "=")],
};

const bankCharges: EntryModel = {
  journal: "TR",
  label: "Frais bancaires, {mois}",
  parameters: [{ name: "frais", label: "Frais du relevé", proposed: "" }],
  lines: [line("627", "SG-DI", "debit", "frais"), line("515", null, "credit", "=")],
};

function line(account: string, unit: string | null, side: ModelLine["side"], amount: string): ModelLine {
  return { account, unit, side, amount, party: null, label: null };
}

/** As an accountant types it. */
function typedDay(day: Day): string {
  return day.split("-").reverse().join("/");
}

async function keepModel(set: StageSet, today: string, name: string, model: EntryModel): Promise<string> {
  const id = randomUUID();
  accepted(await saveEntryModel(set.as("comptable", today), { ...model, id, name, seen: 0n }), name);
  return id;
}
