import { actOnRevenueTitle } from "#app/commands/act-on-revenue.ts";
import { addAttachment } from "#app/commands/add-attachment.ts";
import { certifyServices } from "#app/commands/certify-services.ts";
import { changeCommitment } from "#app/commands/change-commitment.ts";
import { type CommitExpensesInput, commitExpenses } from "#app/commands/commit-expenses.ts";
import { earmarkCredits, openOperation } from "#app/commands/earmark-credits.ts";
import { issueRevenue } from "#app/commands/issue-revenue.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { addContract, amendContract } from "#app/commands/save-contract.ts";
import { addParty } from "#app/commands/save-party.ts";
import { addDays, type Day, firstDayOf, monthOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { availableAt } from "#db/queries/execution-availability.ts";
import type { AttachmentPlace } from "#db/queries/ledger/attachment.ts";
import { partiesOf } from "#seeds/nomenclature/parties.ts";
import { onePage } from "../one-page.ts";
import { currentYear, dayIn, type Progress } from "../plan/calendar.ts";
import { paidByYear } from "../plan/chain.ts";
import { amendment, contracts, contribution, emergency, givenUp, machineRoom, payers, sale, unpaid } from "../plan/procurement.ts";
import { euros } from "../plan/requests.ts";
import type { DemoPlan } from "../plan/year.ts";
import { accepted, type Commitments, type StageSet } from "./stage-set.ts";

/** Who is bought from under which terms; one of them was amended. */
export async function signContracts(set: StageSet): Promise<void> {
  for (const contract of Object.values(contracts))
    accepted(await addContract(set.as("programme", contract.notifiedOn), contract), contract.code);
  const { effectiveOn } = amendment;
  const amended = { ...contracts.maintenance, ...amendment, seenVersion: 1 };
  accepted(await amendContract(set.as("programme", effectiveOn), amended), amendment.note);
}

/** An operation of investment, its affected AE, its order and the advance that is asked on it. */
export async function equipMachineRoom(set: StageSet, { today }: Progress): Promise<void> {
  const on = firstDayOf(monthOf(today));
  const { operation, earmarked, earmarkedFor, order, schedule, advance } = machineRoom;
  const { code, unit, nature, activity } = operation;
  accepted(await openOperation(set.as("programme", on), operation), code);
  const affected = { operation: code, act: "earmark", on, amount: earmarked, reason: earmarkedFor } as const;
  accepted(await earmarkCredits(set.as("programme", on), affected), earmarkedFor);
  const years = schedule.map((amount, index) => ({ year: currentYear + index, amount: euros(amount) }));
  const line = { unit, nature, activity, operation: code, schedule: years, amount: sum(years.map(({ amount }) => amount)) };
  const commitmentId = await commitOne(set, on, { commitments: [{ ...order, on, lines: [line] }] });
  const asked = { flow: 1, kind: "advance", commitmentId, line: 1, on, amount: advance, invoice: "AV-2026-01", invoiceDate: on } as const;
  const [request] = accepted(
    await requestPayments(set.as("programme", on), { requests: [{ ...asked, dueOn: addDays(on, 30) }] }),
    "advance",
  );
  await join(set, on, { commitmentId }, "bon-de-commande.pdf", "Bon de commande, document fictif");
  if (request)
    await join(set, on, { paymentRequestId: request.paymentRequestId }, "facture-d-avance.pdf", "Facture d'avance, document fictif");
}

async function join(set: StageSet, on: Day, place: AttachmentPlace, name: string, text: string): Promise<void> {
  accepted(await addAttachment(set.as("programme", on), { place, name, content: onePage(text) }), name);
}

/** A contribution that is cashed in part, which opens credits, and a sale that waits for its payer. */
export async function receive(set: StageSet, { today }: Progress): Promise<void> {
  const on = firstDayOf(monthOf(today));
  const accountant = () => set.as("comptable", on);
  for (const payer of payers) accepted(await addParty(accountant(), payer), payer.code);
  const { cashed, ...title } = contribution;
  const { revenueId } = accepted(await issueRevenue(accountant(), { ...title, on }), title.label);
  accepted(await actOnRevenueTitle(accountant(), { revenueId, act: "cash", on, amount: cashed }), title.label);
  accepted(await issueRevenue(accountant(), { ...sale, on }), sale.label);
}

/** One commitment beyond the credit of its unit, by somebody who may and says why: its mark stays. */
export async function exceed(set: StageSet, { today }: Progress): Promise<void> {
  const on = firstDayOf(monthOf(today));
  const { unit, nature, activity, beyond, label, reason } = emergency;
  const level = { unit, spendingClass: "nonPersonnel" } as const;
  const held = await set.database.read(set.organisation, async (db) => (await availableAt(db, currentYear, [level], "AE"))(level));
  const amount = held + beyond;
  const lines = [{ unit, nature, activity, amount, schedule: [{ year: currentYear, amount }] }];
  await commitOne(set, on, { commitments: [{ on, label, party: partiesOf(nature)[0] ?? "", lines }], override: { reason } });
}

/** A commitment of last year, of which a part is given up before its last payment: its AE are lost to both years (GBCP art. 160). */
export async function giveUp(set: StageSet, plan: DemoPlan, commitments: Commitments, { today, months }: Progress): Promise<void> {
  const { unit, nature, amount, reason, paidFrom } = givenUp;
  if (months >= paidFrom) return;
  const own = plan.commitments.find(
    ({ place, year, instalments }) =>
      year === currentYear - 1 &&
      place.unit === unit &&
      place.nature === nature &&
      instalments.some((part) => part.year === currentYear && part.month >= paidFrom && part.amount > amount),
  );
  if (!own) throw new Error(`The demo leaves nothing to pay on ${unit} ${nature}.`);
  const line = paidByYear(own).findIndex(({ year }) => year === currentYear) + 1;
  const key = { commitmentId: commitments.get(own.key) ?? "", line };
  accepted(await changeCommitment(set.as("programme2", today), { ...key, kind: "withdrawal", on: today, amount, reason }), reason);
}

const keyOfUnpaid = (label: string) => `unpaid ${label}`;

/** What last year orders when its own plan is through. */
export async function orderUnpaid(set: StageSet, year: number, commitments: Commitments): Promise<void> {
  const on = dayIn(year, 11, 20);
  for (const { label, amount, ...place } of unpaid) {
    const lines = [{ ...place, amount, schedule: [{ year, amount }] }];
    const made = await commitOne(set, on, { commitments: [{ on, label, party: partiesOf(place.nature)[0] ?? "", lines }] });
    commitments.set(keyOfUnpaid(label), made);
  }
}

/** Certified and asked for in December, and left unpaid: the next year takes them again, by an act that waits. */
export async function leaveUnpaid(set: StageSet, year: number, commitments: Commitments): Promise<void> {
  const [certified, requested] = [dayIn(year, 12, 15), dayIn(year, 12, 18)];
  for (const [index, { label, amount }] of unpaid.entries()) {
    const key = { commitmentId: commitments.get(keyOfUnpaid(label)) ?? "", line: 1, amount };
    accepted(await certifyServices(set.as("programme2", certified), { services: [{ ...key, on: certified }] }), label);
    const bill = { invoice: `F${year}12-9${index + 1}`, invoiceDate: certified, dueOn: addDays(certified, 30) };
    const requests = [{ ...key, ...bill, flow: 1 as const, on: requested }];
    accepted(await requestPayments(set.as("programme", requested), { requests }), label);
  }
}

async function commitOne(set: StageSet, on: string, input: CommitExpensesInput): Promise<string> {
  const [made] = accepted(await commitExpenses(set.as("programme2", on), input), input.commitments[0]?.label ?? "");
  return made?.commitmentId ?? "";
}
