import { monthsOver } from "#app/domain/forecast/landing.ts";
import type { LandedPart, ManualLanding } from "#app/domain/landing/manual.ts";
import { monthCount } from "#app/domain/landing/series.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { insertManualLanding, lastManualLanding, usedOfPart } from "#db/queries/manual-landing.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface LandingInput extends LandedPart {
  /** Not below what is used already, in the smallest unit of the resource. */
  readonly amount: Quantity;
  readonly reason: string;
  /** The version that was seen; 0: none. */
  readonly seenVersion: number;
}

/**
 * A unit says itself where its year lands, and why. What the methods say stays beside it; this one counts where a landing is needed, until it is
 * withdrawn, overtaken by what is used, or the year is over. Every version is kept.
 */
export async function giveLanding(context: CommandContext, input: LandingInput): Promise<Result<ManualLanding>> {
  return await runCommand(context, declarationOf("give-landing", input), input, async (db, touch) => {
    const { amount, reason, unit, resource } = input;
    const next = await nextVersion(db, context, input);
    if (!next.ok) return next;
    const { version, months, used } = next.value;
    if (amount < used || amount < 0n) return refuse({ kind: "landing-below-used", unit, resource, amount, used });
    const said = { amount, months, version };
    await insertManualLanding(db, input, { ...said, used, reason: reason.trim(), author: context.actor.id });
    touch({ kind: "manualLanding", id: idOf(input), unit, detail: { ...input, used, months, version } });
    return accept(said);
  });
}

export type LandingWithdrawal = Omit<LandingInput, "amount">;

/** What was said by hand is withdrawn, with a reason: what the methods say counts again. */
export async function withdrawLanding(context: CommandContext, input: LandingWithdrawal): Promise<Result<ManualLanding>> {
  return await runCommand(context, declarationOf("withdraw-landing", input), input, async (db, touch) => {
    const { reason, unit, resource } = input;
    const next = await nextVersion(db, context, input);
    if (!next.ok) return next;
    const { version, months, used, before } = next.value;
    if (before?.amount == null) return refuse({ kind: "no-manual-landing", unit, resource });
    const said = { amount: null, months, version };
    await insertManualLanding(db, input, { ...said, used, reason: reason.trim(), author: context.actor.id });
    touch({ kind: "manualLanding", id: idOf(input), unit, detail: { ...input, withdrawn: before.amount, version } });
    return accept(said);
  });
}

function declarationOf(name: string, { unit }: LandedPart) {
  return { name, capability: "execution.land", unit } as const;
}

function idOf({ year, unit, spendingClass, resource }: LandedPart): string {
  return [year, unit, spendingClass, resource].join(" ");
}

interface NextVersion {
  readonly version: number;
  readonly months: number;
  readonly used: Quantity;
  readonly before: ManualLanding | undefined;
}

async function nextVersion(db: Db, { today }: CommandContext, input: LandingWithdrawal): Promise<Result<NextVersion>> {
  if (input.reason.trim() === "") return refuse({ kind: "reason-required" });
  const months = monthsOver(input.year, today);
  if (months >= monthCount) return refuse({ kind: "landing-year-over", year: input.year });
  const known = await checkCodes(db, "unit", [input.unit], today);
  if (!known.ok) return known;
  await lockNamed(db, "manual landing", [idOf(input)]);
  const before = await lastManualLanding(db, input);
  const version = before?.version ?? 0;
  if (version !== input.seenVersion)
    return refuse({ kind: "stale", what: "manualLanding", seen: BigInt(input.seenVersion), current: BigInt(version) });
  return accept({ version: version + 1, months, used: await usedOfPart(db, input), before });
}
