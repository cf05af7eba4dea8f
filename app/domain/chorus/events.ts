import { type NatureAccounts, type PayrollAccounts, refundAccount, treasuryAccount } from "../execution/accounts.ts";
import { budgetEntry, type Event, generalEntry } from "../execution/expense-entries.ts";
import { grouped } from "../grouped.ts";
import { type EntryDraft, isThirdParty, type LineDraft } from "../ledger/entry.ts";
import type { Day } from "../month.ts";
import type { BudgetResource, Quantity } from "../quantity.ts";
import type { SpendingClass, Stage } from "../stage.ts";
import type { FactPlace } from "./facts.ts";
import type { CreditLevels } from "./levels.ts";
import type { Move } from "./moves.ts";

/** The moves of one unit on one day of the books: one event in both, with the changes that are behind it. */
export interface ChorusEvent {
  readonly eventId: string;
  readonly on: Day;
  readonly unit: string;
  readonly entries: readonly EntryDraft[];
  readonly moves: readonly Move[];
}

/** A day of the books; `complementary`: in the closing period of the exercise, dated its last day. */
export interface EntryDay {
  readonly day: Day;
  readonly complementary: boolean;
}

/** The open day of the books for a day of the extract: later days never come before earlier ones. */
export type EntryDays = (on: Day, complementary: boolean) => EntryDay;

export interface EventScene {
  readonly importId: string;
  readonly entryDay: EntryDays;
  readonly newId: () => string;
  readonly labelOf: (on: Day, unit: string) => string;
  readonly levels: CreditLevels;
  readonly controlOf: (unit: string) => string;
  readonly classOf: (nature: string) => SpendingClass;
  readonly accountsOf: (nature: string, on: EntryDay) => NatureAccounts;
  readonly payrollOf: (nature: string) => PayrollAccounts;
}

/** What the facts of one unit took from no credit. */
export interface UnitOverrun {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly amount: Quantity;
}

/**
 * The events of an extract, in the order in which they post: what an earlier extract had brought and is taken back first, then day by day. Facts post by unit, day and
 * place, not row by row (decision 0136): the rows stand behind the event. All the amounts of one place on one day are one line.
 */
export function eventsOf(
  moves: readonly Move[],
  scene: EventScene,
): { readonly events: readonly ChorusEvent[]; readonly overruns: readonly UnitOverrun[] } {
  const groups = grouped(moves, ({ on, isComplementary, place, takesBack }) => {
    const { day, complementary } = scene.entryDay(on, isComplementary);
    return `${day} ${complementary} ${place.unit} ${takesBack}`;
  });
  const planned = [...groups.values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ on: scene.entryDay(first.on, first.isComplementary), own, unit: first.place.unit }] : [];
  });
  const takesBack = ({ own }: { own: readonly Move[] }) => Number(own[0]?.takesBack ?? false);
  planned.sort((left, right) => takesBack(right) - takesBack(left) || compareDays(left.on, right.on) || compare(left.unit, right.unit));
  const overruns = new Map<string, UnitOverrun>();
  const events = planned.map(({ on: { day: on, complementary }, own, unit }): ChorusEvent => {
    const event = { eventId: scene.newId(), on, label: scene.labelOf(on, unit) };
    const notes = { document: "chorusImport", documentId: scene.importId };
    const budget = budgetEntries(event, own, scene, notes, overruns);
    const entries = [...budget, ...generalEntries(event, own, scene, notes)];
    const dated = complementary ? entries.map((entry) => ({ ...entry, complementary })) : entries;
    return { eventId: event.eventId, on, unit, entries: dated, moves: own };
  });
  return {
    events: events.filter(({ entries }) => entries.length > 0),
    overruns: [...overruns.values()].filter(({ amount }) => amount > 0n),
  };
}

function compareDays(left: EntryDay, right: EntryDay): number {
  return compare(left.day, right.day) || Number(left.complementary) - Number(right.complementary);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

type Notes = Pick<LineDraft, "document" | "documentId">;

interface StageStep {
  readonly journal: "EN" | "DP" | "PY" | "EF" | "CR";
  readonly resource: BudgetResource;
  readonly stage: Stage;
  /** +1: what comes there is taken from the credits available; −1 with a stage: it comes from that stage. */
  readonly from: "credits" | Stage;
}

const stageSteps: Readonly<Partial<Record<Move["kind"], readonly StageStep[]>>> = {
  committed: [{ journal: "EN", resource: "AE", stage: "committed", from: "credits" }],
  withdrawn: [{ journal: "CR", resource: "AE", stage: "lapsed", from: "voted" }],
  requested: [{ journal: "DP", resource: "CP", stage: "requested", from: "credits" }],
  paid: [{ journal: "PY", resource: "CP", stage: "consumed", from: "requested" }],
  paidLater: [{ journal: "PY", resource: "CP", stage: "consumed", from: "credits" }],
  refunded: [
    { journal: "PY", resource: "AE", stage: "consumed", from: "credits" },
    { journal: "PY", resource: "CP", stage: "consumed", from: "credits" },
  ],
  payroll: [
    { journal: "PY", resource: "AE", stage: "consumed", from: "credits" },
    { journal: "PY", resource: "CP", stage: "consumed", from: "credits" },
  ],
  staffing: [{ journal: "EF", resource: "ETPT", stage: "consumed", from: "credits" }],
};

const budgetJournals = ["CR", "EN", "DP", "PY", "EF"] as const;

function budgetEntries(
  event: Event,
  moves: readonly Move[],
  scene: EventScene,
  notes: Notes,
  overruns: Map<string, UnitOverrun>,
): EntryDraft[] {
  return budgetJournals.flatMap((journal) => {
    const sums = new Map<string, { step: StageStep; place: FactPlace; amount: Quantity }>();
    for (const { kind, place, amount } of moves) {
      for (const step of stageSteps[kind] ?? []) {
        if (step.journal !== journal) continue;
        const name = [step.resource, step.stage, step.from, place.nature, place.activity, place.beneficiaryUnit].join("\u0000");
        const sum = sums.get(name);
        if (sum) sum.amount += amount;
        else sums.set(name, { step, place, amount });
      }
    }
    const lines = [...sums.values()].flatMap(({ step, place, amount }) => stagedLines(step, place, amount, scene, notes, overruns));
    return lines.length === 0 ? [] : [budgetEntry(event, journal, lines)];
  });
}

/** The lines by which a signed amount comes to a stage, or leaves it. */
function stagedLines(
  { resource, stage, from }: StageStep,
  place: FactPlace,
  amount: Quantity,
  { levels, controlOf, classOf }: EventScene,
  notes: Notes,
  overruns: Map<string, UnitOverrun>,
): LineDraft[] {
  if (amount === 0n) return [];
  const { unit, nature, activity, beneficiaryUnit } = place;
  const line = (account: Stage, signed: Quantity): LineDraft[] => {
    if (signed === 0n) return [];
    const origin = account === "voted" ? { origin: "withdrawal" } : {};
    const sides = signed > 0n ? { debit: signed, credit: 0n } : { debit: 0n, credit: -signed };
    return [{ account, unit, nature, activity, beneficiaryUnit, resource, ...sides, ...notes, ...origin }];
  };
  if (from !== "credits") return [...line(from, -amount), ...line(stage, amount)];
  const spendingClass = classOf(nature);
  const covered = levels.take({ unit: controlOf(unit), spendingClass, resource }, amount);
  const name = `${unit} ${spendingClass} ${resource}`;
  overruns.set(name, { unit, spendingClass, resource, amount: (overruns.get(name)?.amount ?? 0n) + covered.fromOverrun });
  return [...line("allotted", -covered.fromAllotted), ...line("overrun", -covered.fromOverrun), ...line(stage, amount)];
}

interface AccountStep {
  readonly journal: "SF" | "HA" | "PA" | "TR" | "AN";
  readonly debited: string;
  readonly credited: string;
}

const generalJournals = ["AN", "SF", "HA", "PA", "TR"] as const;

function accountSteps({ kind, place, on: own, isComplementary }: Move, scene: EventScene): readonly AccountStep[] {
  const { accountsOf, payrollOf } = scene;
  const on = scene.entryDay(own, isComplementary);
  switch (kind) {
    case "certified": {
      const { expense, accrued } = accountsOf(place.nature, on);
      return [{ journal: "SF", debited: expense, credited: accrued }];
    }
    case "owed": {
      const { accrued, payable } = accountsOf(place.nature, on);
      return accrued === payable ? [] : [{ journal: "HA", debited: accrued, credited: payable }];
    }
    case "paid":
    case "paidLater":
      return [{ journal: "TR", debited: accountsOf(place.nature, on).payable, credited: treasuryAccount }];
    case "refunded":
      return [
        { journal: "HA", debited: accountsOf(place.nature, on).expense, credited: refundAccount },
        { journal: "TR", debited: refundAccount, credited: treasuryAccount },
      ];
    case "payroll": {
      const { expense, owed } = payrollOf(place.nature);
      return [
        { journal: "PA", debited: expense, credited: owed },
        { journal: "TR", debited: owed, credited: treasuryAccount },
      ];
    }
    default:
      return [];
  }
}

function generalEntries(event: Event, moves: readonly Move[], scene: EventScene, notes: Notes): EntryDraft[] {
  const journals = new Map<string, LineSums>();
  const sumsOf = (journal: string) => {
    const sums = journals.get(journal) ?? new LineSums(notes);
    journals.set(journal, sums);
    return sums;
  };
  for (const move of moves) {
    if (move.kind === "opened") sumsOf("AN").add(move.place.nature, null, move.party, move.amount);
    for (const { journal, debited, credited } of accountSteps(move, scene)) {
      sumsOf(journal).add(debited, move.place, move.party, move.amount);
      sumsOf(journal).add(credited, move.place, move.party, -move.amount);
    }
  }
  return generalJournals.flatMap((journal) => {
    const lines = journals.get(journal)?.lines() ?? [];
    return lines.length === 0 ? [] : [generalEntry(event, journal, lines)];
  });
}

function nameOf({ unit, nature, activity, beneficiaryUnit }: FactPlace): string {
  return `${unit}\u0000${nature}\u0000${activity}\u0000${beneficiaryUnit}`;
}

/** Signed amounts by account: of third parties, one line for each party of the unit; of the others, one for each place. */
class LineSums {
  readonly #notes: Notes;
  readonly #sums = new Map<string, { line: Omit<LineDraft, "debit" | "credit">; amount: Quantity }>();

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  add(account: string, place: FactPlace | null, party: string | null, amount: Quantity): void {
    const third = isThirdParty(account);
    const owed = third ? party : null;
    const name = `${account}\u0000${owed ?? ""}\u0000${place === null ? "" : third ? place.unit : nameOf(place)}`;
    const sum = this.#sums.get(name);
    if (sum) {
      sum.amount += amount;
      return;
    }
    const own = place === null ? {} : third ? { unit: place.unit } : place;
    this.#sums.set(name, { line: { account, resource: "EUR", ...own, party: owed, ...this.#notes }, amount });
  }

  lines(): LineDraft[] {
    return [...this.#sums.values()].flatMap(({ line, amount }) => {
      if (amount === 0n) return [];
      return [{ ...line, debit: amount > 0n ? amount : 0n, credit: amount < 0n ? -amount : 0n }];
    });
  }
}
