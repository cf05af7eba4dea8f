import type { Place } from "../allotment/movement.ts";
import { type LineNotes, transferLines } from "../allotment/transfer-lines.ts";
import type { EntryDraft, LineDraft } from "../ledger/entry.ts";
import type { BudgetResource, Quantity } from "../quantity.ts";
import { type PayrollAccounts, treasuryAccount } from "./accounts.ts";
import { budgetEntry, type Event, generalEntry, generalLines } from "./expense-entries.ts";
import type { Covered } from "./overrun.ts";

/** One recorded amount of one resource, with the part that no credit covered. */
export interface CoveredFact extends Place, Covered {
  readonly resource: BudgetResource;
}

/** A fact takes its credits at once: allotted → consumed, and overrun → consumed for what exceeds. */
export function factEntry(event: Event, journal: "PY" | "EF" | "PC", facts: readonly CoveredFact[], notes: LineNotes): EntryDraft {
  return budgetEntry(
    event,
    journal,
    facts.flatMap((fact) => factLines(fact, notes)),
  );
}

/** A fact that is taken back gives its credits back: consumed → allotted, and consumed → overrun for what no credit covered and nothing cleared since. */
export function givenBackEntry(event: Event, journal: "PY" | "EF" | "PC", facts: readonly CoveredFact[], notes: LineNotes): EntryDraft {
  return budgetEntry(
    event,
    journal,
    facts.flatMap(({ resource, fromAllotted, fromOverrun, unit, nature, activity }) => {
      const place = { unit, nature, activity };
      const from = { stage: "consumed", ...place } as const;
      return [
        ...(fromAllotted > 0n ? transferLines(resource, fromAllotted, from, { stage: "allotted", ...place }, notes) : []),
        ...(fromOverrun > 0n ? transferLines(resource, fromOverrun, from, { stage: "overrun", ...place }, notes) : []),
      ];
    }),
  );
}

/** One line of payroll, gross, in cents. */
export interface PayrollLine extends Place {
  readonly amount: Quantity;
  readonly accounts: PayrollAccounts;
}

/** The payroll of a month in the general book: D 641/645/647, C 421/431; then, the same day, D 421/431, C treasury. */
export function payrollEntries(event: Event, payroll: readonly PayrollLine[], notes: LineNotes): EntryDraft[] {
  const lines = (debited: (accounts: PayrollAccounts) => string, credited: (accounts: PayrollAccounts) => string) =>
    payroll.flatMap((line) => generalLines({ ...line, notes }, debited(line.accounts), credited(line.accounts)));
  return [
    generalEntry(
      event,
      "PA",
      lines(
        ({ expense }) => expense,
        ({ owed }) => owed,
      ),
    ),
    generalEntry(
      event,
      "TR",
      lines(
        ({ owed }) => owed,
        () => treasuryAccount,
      ),
    ),
  ];
}

function factLines({ resource, fromAllotted, fromOverrun, unit, nature, activity }: CoveredFact, notes: LineNotes): LineDraft[] {
  const place = { unit, nature, activity };
  const to = { stage: "consumed", ...place } as const;
  return [
    ...(fromAllotted > 0n ? transferLines(resource, fromAllotted, { stage: "allotted", ...place }, to, notes) : []),
    ...(fromOverrun > 0n ? transferLines(resource, fromOverrun, { stage: "overrun", ...place }, to, notes) : []),
  ];
}
