import { randomUUID } from "node:crypto";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { gapToTell, together } from "#app/domain/review/bridge.ts";
import type { ReviewedPart, ToldCause } from "#app/domain/review/cause.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { explanationVersion, insertExplanation } from "#db/queries/review/explanation.ts";
import { insertNarrative, narrativesOf } from "#db/queries/review/narrative.ts";
import { reviewedYears, yearsOf } from "#db/queries/review/reviewed-years.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ExplanationInput extends ReviewedPart {
  /** Each cause once, signed as the gap is; none: what was told is taken back. */
  readonly causes: readonly ToldCause[];
  /** The version that was seen; 0: none. */
  readonly seenVersion: number;
}

export interface Explained {
  readonly version: number;
  /** What is left to tell of the gap, in cents. */
  readonly untold: Quantity;
}

/**
 * Says why a unit did not use what was put at its disposal: all the causes anew, each with its amount. They may leave something to tell, or tell
 * too much, which the screens show; a cause without an amount, said twice or « other » without a word is refused. The gap that was explained is kept beside.
 */
export async function explainVariance(context: CommandContext, input: ExplanationInput): Promise<Result<Explained>> {
  const { year, unit, spendingClass, resource, causes, seenVersion } = input;
  const declaration = { name: "explain-variance", capability: "review.explain", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const fault = faultOf(causes);
    if (fault) return refuse(fault);
    const known = await checkCodes(db, "unit", [unit], context.today);
    if (!known.ok) return known;
    const id = [year, unit, spendingClass, resource].join(" ");
    await lockNamed(db, "variance explanation", [id]);
    const version = await explanationVersion(db, input);
    if (version !== seenVersion)
      return refuse({ kind: "stale", what: "varianceExplanation", seen: BigInt(seenVersion), current: BigInt(version) });
    const years = await reviewedYears(db, { year, resource, units: [unit], sight: "everywhere" });
    const gap = gapToTell(together(yearsOf(years, [unit], [spendingClass])));
    const told = sum(causes.map(({ amount }) => amount));
    const written = causes.map(({ note, ...cause }) => ({ ...cause, note: note.trim() }));
    await insertExplanation(db, input, {
      ...{ id: randomUUID(), version: version + 1, gap, told, author: context.actor.id },
      causes: written,
    });
    touch({ kind: "varianceExplanation", id, unit, detail: { version: version + 1, gap, causes: written } });
    return accept({ version: version + 1, untold: gap - told });
  });
}

function faultOf(causes: readonly ToldCause[]) {
  const empty = causes.find(({ amount }) => amount === 0n);
  if (empty) return { kind: "cause-without-amount", cause: empty.cause } as const;
  const twice = causes.find(({ cause }, index) => causes.findIndex((other) => other.cause === cause) !== index);
  if (twice) return { kind: "cause-twice", cause: twice.cause } as const;
  const unnamed = causes.find(({ cause, note }) => cause === "other" && note.trim() === "");
  return unnamed && ({ kind: "other-cause-unnamed" } as const);
}

export interface NarrativeInput {
  readonly year: number;
  readonly unit: string;
  /** Empty: what was told is taken back. */
  readonly narrative: string;
  readonly seenVersion: number;
}

/** What a unit tells of its year, in words: the text of its chapter. Every version is kept. */
export async function tellReview(context: CommandContext, input: NarrativeInput): Promise<Result<{ version: number }>> {
  const { year, unit, seenVersion } = input;
  const narrative = input.narrative.replace(/\r\n?/g, "\n").trim();
  const declaration = { name: "tell-review", capability: "review.explain", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const known = await checkCodes(db, "unit", [unit], context.today);
    if (!known.ok) return known;
    const id = `${year} ${unit}`;
    await lockNamed(db, "unit review", [id]);
    const version = (await narrativesOf(db, { year, units: [unit] })).get(unit)?.version ?? 0;
    if (version !== seenVersion) return refuse({ kind: "stale", what: "unitReview", seen: BigInt(seenVersion), current: BigInt(version) });
    await insertNarrative(db, { year, unit, version: version + 1, narrative, author: context.actor.id });
    touch({ kind: "unitReview", id, unit, detail: { version: version + 1, length: narrative.length } });
    return accept({ version: version + 1 });
  });
}
