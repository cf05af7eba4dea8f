import { accept, type Result, refuse } from "#app/domain/result.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { insertForecast, lastPlanChange, workForecasts } from "#db/queries/workload/forecasts.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** Keeps the workload plan of a year as it stands, under a name: what is planned afterwards is compared with it. */
export async function freezeWorkForecast(
  context: CommandContext,
  input: { readonly year: number; readonly name: string },
): Promise<Result<{ number: number }>> {
  return await runCommand(context, { name: "freeze-work-forecast", capability: "workload.arrange" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "workload.arrange");
    if (!whole.ok) return whole;
    const { year } = input;
    const name = input.name.trim();
    if (!(await exercise(db, year))) return refuse({ kind: "not-found", what: "year", id: String(year) });
    await lockNamed(db, "work forecasts", [String(year)]);
    const [last, ...others] = await workForecasts(db, year);
    if ([last, ...others].some((own) => own?.name === name)) return refuse({ kind: "already-exists", what: "workForecast", id: name });
    const changeId = await lastPlanChange(db);
    if (last?.changeId === changeId) return refuse({ kind: "forecast-unchanged", name: last.name });
    const number = (last?.number ?? 0) + 1;
    await insertForecast(db, { year, number, name, changeId, author: context.actor.id });
    touch({ kind: "workForecast", id: `${year} ${number}`, detail: { name } });
    return accept({ number });
  });
}
