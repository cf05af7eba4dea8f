import { type CapRates, lawfulCapRates, type StateBases } from "#app/domain/allotment/caps.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type CapSettings, capSettingsOf, saveCapSettings } from "#db/queries/allotment-caps.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface LegalCapsInput {
  readonly year: number;
  /** In hundredths of a percent, 0 to 10 000. */
  readonly rates: CapRates;
  readonly state: StateBases;
  readonly reason: string;
}

/**
 * The rates of the year's caps, which its finance act may change (LOLF art. 15), and what the whole State opened, of which the caps of advance decrees and
 * cancellations are shares. One for the programme; the audit keeps those before. Nothing that was posted is judged again.
 */
export async function setLegalCaps(context: CommandContext, input: LegalCapsInput): Promise<Result<CapSettings>> {
  return await runCommand(context, { name: "set-legal-caps", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "arbitration.prepare");
    if (!whole.ok) return whole;
    if (input.reason.trim() === "") return refuse({ kind: "reason-required" });
    const { year, rates, state } = input;
    const names = Object.keys(lawfulCapRates) as (keyof CapRates)[];
    const wrong = names.find((name) => rates[name] < 0 || rates[name] > 10_000);
    if (wrong) return refuse({ kind: "rate-out-of-bounds", rate: BigInt(rates[wrong]), lowest: 0n, highest: 10_000n });
    const before = await capSettingsOf(db, year);
    await saveCapSettings(db, year, { rates, state });
    touch({ kind: "setting", id: "legalCaps", detail: { year, before, after: { rates, state }, reason: input.reason.trim() } });
    return accept({ rates, state });
  });
}
