import { randomUUID } from "node:crypto";
import type { EntryDraft, LineDraft } from "#app/domain/ledger/entry.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { Origin, Stage } from "#app/domain/stage.ts";
import { today } from "./small-organisation.ts";

interface Move {
  from: Stage;
  to: Stage;
  amount: Quantity;
  resource?: BudgetResource;
  fromUnit?: string;
  toUnit?: string;
  on?: string;
  journal?: string;
}

/** One entry of the budget book that moves a credit of nature 31 (category of title 3) from a stage to another. */
export function budgetEntry({
  from,
  to,
  amount,
  resource = "CP",
  fromUnit = "INSEE",
  toUnit = fromUnit,
  on = today,
  journal = "CR",
}: Move): EntryDraft {
  const line = (account: Stage, unit: string, debit: Quantity, credit: Quantity): LineDraft => ({
    account,
    unit,
    nature: "31",
    activity: "01-ENQ",
    resource,
    debit,
    credit,
    origin: account === "voted" ? ("initialBudget" satisfies Origin) : null,
  });
  return {
    book: "budget",
    journal,
    entryDate: on,
    label: `${from} → ${to}`,
    eventId: randomUUID(),
    lines: [line(from, fromUnit, 0n, amount), line(to, toUnit, amount, 0n)],
  };
}

/** One entry of the general book with two lines. */
export function generalEntry(debit: string, credit: string, amount: Quantity, on = today, journal = "OD"): EntryDraft {
  return {
    book: "general",
    journal,
    entryDate: on,
    label: `${debit} / ${credit}`,
    eventId: randomUUID(),
    lines: [
      { account: debit, resource: "EUR", debit: amount, credit: 0n },
      { account: credit, resource: "EUR", debit: 0n, credit: amount },
    ],
  };
}
