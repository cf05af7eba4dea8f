import type { Place } from "#app/domain/allotment/movement.ts";
import { payrollAccounts } from "#app/domain/execution/accounts.ts";
import { factEntry, type PayrollLine, payrollEntries } from "#app/domain/execution/fact-entries.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type NatureFacts, natureFacts } from "#db/queries/execution-reference.ts";
import { checkReach } from "./post-events.ts";
import { type FactKind, type FactLine, type FactsInput, type RecordedFacts, recordFacts } from "./record-facts.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Lines are gross, in cents, on a category of title 2 (21, 22, 23) or on a nature below one. */
export type RecordPayrollInput = FactsInput;

/**
 * Records a month of payroll: AE and CP allotted → consumed, equal (LOLF art. 8), D 641/645/647, C 421/431, paid the same day.
 * A fact: what exceeds comes from `overrun`. Refused: a nature of no payroll category (`nature-without-account`).
 */
export async function recordPayroll(context: CommandContext, input: RecordPayrollInput): Promise<Result<RecordedFacts>> {
  return await runCommand(context, { name: "record-payroll", capability: "execution.pay" }, input, async (db, touch) => {
    const reach = checkReach(
      context,
      "execution.pay",
      input.lines.map(({ unit }) => unit),
    );
    if (!reach.ok) return reach;
    const facts = await natureFacts(
      db,
      input.lines.map(({ nature }) => ({ nature, on: input.on })),
    );
    return await recordFacts(db, context, input, payrollKind(facts, input.on), touch);
  });
}

function payrollKind(facts: (nature: string, on: Day) => NatureFacts, on: Day): FactKind<FactLine> {
  return {
    kind: "payroll",
    journal: "PY",
    resources: ["AE", "CP"],
    entries: (event, covered, lines, factId) => {
      const notes = { document: "payroll", documentId: factId };
      const payroll: PayrollLine[] = [];
      for (const line of lines) {
        const accounts = payrollAccounts(facts(line.nature, on).category ?? "");
        if (!accounts) return refuse({ kind: "nature-without-account", nature: line.nature, date: on });
        payroll.push({ ...placeOf(line), amount: line.amount, accounts });
      }
      return accept([factEntry(event, "PY", covered, notes), ...payrollEntries(event, payroll, notes)]);
    },
  };
}

function placeOf({ unit, nature, activity }: Place): Place {
  return { unit, nature, activity };
}
