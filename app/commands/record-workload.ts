import { factEntry } from "#app/domain/execution/fact-entries.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { checkReach } from "./post-events.ts";
import { type FactKind, type FactLine, type FactsInput, type RecordedFacts, recordFacts } from "./record-facts.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Records a month of work in hundredths of a day: DAY allotted → consumed. A fact; days have no ceiling. */
export async function recordWorkload(context: CommandContext, input: FactsInput): Promise<Result<RecordedFacts>> {
  return await runCommand(context, { name: "record-workload", capability: "execution.request" }, input, async (db, touch) => {
    const reach = checkReach(
      context,
      "execution.request",
      input.lines.map(({ unit }) => unit),
    );
    return reach.ok ? await recordFacts(db, context, input, workload, touch) : reach;
  });
}

export const workload: FactKind<FactLine> = {
  kind: "workload",
  journal: "PC",
  resources: ["DAY"],
  entries: (event, covered, _lines, factId) => accept([factEntry(event, "PC", covered, { document: "workload", documentId: factId })]),
};
