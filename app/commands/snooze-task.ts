import { longestTaskSnoozeDays } from "#app/domain/home/to-do.ts";
import { addDays, type Day, isDay } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { awaitingVerbs } from "#db/queries/home/awaiting.ts";
import { saveTaskSnooze } from "#db/queries/home/snooze.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface TaskSnooze {
  /** « certify-2026 ». */
  readonly task: string;
  /** Today: it is taken back. */
  readonly until: Day;
}

/** One puts aside, for oneself, something that waits: until a day within a month, for what waits cannot be dismissed. */
export async function snoozeTask(context: CommandContext, input: TaskSnooze): Promise<Result<TaskSnooze>> {
  return await runCommand(context, { name: "snooze-task", capability: "signed-in" }, input, async (db, touch) => {
    const { task, until } = input;
    const [verb, year] = task.split("-");
    if (!awaitingVerbs.some((own) => own === verb) || !/^\d{4}$/.test(year ?? ""))
      return refuse({ kind: "not-found", what: "task", id: task });
    if (!isDay(until)) return refuse({ kind: "not-a-day", text: until });
    const [earliest, latest] = [context.today, addDays(context.today, longestTaskSnoozeDays)];
    if (until < earliest || until > latest) return refuse({ kind: "snooze-out-of-term", until, earliest, latest });
    await saveTaskSnooze(db, context.actor.id, task, until);
    touch({ kind: "task", id: task, detail: { until } });
    return accept(input);
  });
}
