import { accept, type Result, refuse } from "#app/domain/result.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { holdPeriods } from "#db/queries/ledger/periods.ts";
import { carryForward } from "./carry-forward.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface OpeningInput {
  /** The exercise that opens. */
  readonly fiscalYear: number;
}

/**
 * Opens an exercise with what the one before holds today, before that one is closed (« à-nouveaux provisoires »). May be asked again: only
 * the differences are posted. Closing the exercise before posts the last of them. Refused when that exercise is closed, for the
 * opening is then definitive, and when nothing has changed.
 */
export async function postOpeningBalances(context: CommandContext, input: OpeningInput): Promise<Result<{ entryId: bigint }>> {
  const { fiscalYear } = input;
  return await runCommand(context, { name: "post-opening-balances", capability: "ledger.close" }, input, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    await holdPeriods(db, [
      { year: fiscalYear, period: 0 },
      { year: fiscalYear, period: 1 },
    ]);
    const years = await fiscalYears(db);
    const to = years.find(({ year }) => year === fiscalYear);
    if (!to) return refuse({ kind: "not-found", what: "year", id: String(fiscalYear) });
    if (to.status === "closed") return refuse({ kind: "year-closed", year: fiscalYear });
    const from = years.filter(({ year }) => year < fiscalYear).at(-1);
    if (!from) return refuse({ kind: "no-year-before", year: fiscalYear });
    if (from.status === "closed") return refuse({ kind: "wrong-state", what: "year", state: "closed", expected: ["open"] });
    const carried = await carryForward(db, context, { from, to, provisional: true });
    if (!carried.ok) return carried;
    if (carried.value === undefined) return refuse({ kind: "opening-up-to-date", year: fiscalYear });
    touch({ kind: "entry", id: carried.value.toString(), detail: { fiscalYear, from: from.year, provisional: true } });
    return accept({ entryId: carried.value });
  });
}
