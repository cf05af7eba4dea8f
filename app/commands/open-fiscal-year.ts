import type { Day } from "#app/domain/month.ts";
import { periodsOf } from "#app/domain/reference/fiscal-year.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { fiscalYears, preparePosting, saveFiscalYear } from "#db/queries/fiscal-year.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface FiscalYearInput {
  /** The year of the last day. */
  readonly year: number;
  /** Absent: 1 January of `year`. */
  readonly firstDay?: Day;
  /** Absent: 31 December of `year`. */
  readonly lastDay?: Day;
  /** A year may begin without a voted budget (LOLF 45); absent: voted. */
  readonly opening?: "voted" | "servicesVotes";
}

export interface OpenedYear {
  readonly year: number;
  /** Monthly ones and the complementary one. */
  readonly periods: number;
}

/** Opens an exercise: its periods, a counter for each journal, a position for each unit, class, resource and stage. */
export async function openFiscalYear(context: CommandContext, input: FiscalYearInput): Promise<Result<OpenedYear>> {
  return await runCommand(context, { name: "open-fiscal-year", capability: "admin.reference" }, input, async (db, touch) => {
    touch({ kind: "fiscalYear", id: String(input.year) });
    return await applyFiscalYear(db, input);
  });
}

/** The same inside a transaction that does more (an import of an exercise that is not there yet). */
export async function applyFiscalYear(
  db: Db,
  { year, firstDay, lastDay, opening = "voted" }: FiscalYearInput,
): Promise<Result<OpenedYear>> {
  const exercise = { year, firstDay: firstDay ?? `${year}-01-01`, lastDay: lastDay ?? `${year}-12-31` };
  const others = await fiscalYears(db);
  if (others.some((other) => other.year === year)) return refuse({ kind: "already-exists", what: "year", id: String(year) });
  const periods = periodsOf(exercise, others);
  if (!periods.ok) return refuse({ kind: "wrong-exercise", ...periods.refusal });
  await saveFiscalYear(db, { ...exercise, opening }, periods.value);
  await preparePosting(db);
  return accept({ year, periods: periods.value.length });
}
