import { factEntry } from "#app/domain/execution/fact-entries.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { checkReach } from "./post-events.ts";
import { type FactKind, type FactLine, type FactsInput, type RecordedFacts, recordFacts } from "./record-facts.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Records a month of staff in hundredths of a person-month: ETPT allotted → consumed. A fact: what exceeds comes from `overrun`. */
export async function recordStaffing(context: CommandContext, input: FactsInput): Promise<Result<RecordedFacts>> {
  return await runCommand(context, { name: "record-staffing", capability: "execution.request" }, input, async (db, touch) => {
    const reach = checkReach(
      context,
      "execution.request",
      input.lines.map(({ unit }) => unit),
    );
    return reach.ok ? await recordFacts(db, context, input, staffing, touch) : reach;
  });
}

export const staffing: FactKind<FactLine> = {
  kind: "staffing",
  journal: "EF",
  resources: ["ETPT"],
  entries: (event, covered, _lines, factId) => accept([factEntry(event, "EF", covered, { document: "staffing", documentId: factId })]),
};
