import type { ReserveRates } from "#app/domain/allotment/reserve.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { reserveRatesOf, saveReserveRates } from "#db/queries/reserve-rates.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** The rates of the precautionary reserve of a year, in hundredths of a percent, 0 to 10 000: one for the programme. The audit keeps those before. */
export async function setReserveRates(
  context: CommandContext,
  input: { readonly year: number; readonly rates: Required<ReserveRates> },
): Promise<Result<Required<ReserveRates>>> {
  return await runCommand(context, { name: "set-reserve-rates", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "arbitration.prepare");
    if (!whole.ok) return whole;
    const wrong = (["personnel", "nonPersonnel"] as const).find((own) => input.rates[own] < 0 || input.rates[own] > 10_000);
    if (wrong) return refuse({ kind: "rate-out-of-bounds", rate: BigInt(input.rates[wrong]), lowest: 0n, highest: 10_000n });
    const { rates: before } = await reserveRatesOf(db, input.year);
    await saveReserveRates(db, input.year, input.rates);
    touch({ kind: "setting", id: "reserveRates", detail: { year: input.year, before, after: input.rates } });
    return accept(input.rates);
  });
}
