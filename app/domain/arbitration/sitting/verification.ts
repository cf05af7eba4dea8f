import { type MinutedDecision, minutesHash, readMinutes } from "./minutes.ts";

/** Minutes as they are kept. */
export interface KeptMinutes {
  readonly sittingId: string;
  readonly number: number;
  readonly document: string;
  /** Hexadecimal SHA-256. */
  readonly hash: string;
  readonly previousHash: string | null;
}

export type MinutesFault =
  /** A number is missing, or comes twice. */
  | "number"
  /** The hash is not that of the text. */
  | "hash"
  /** It does not follow on from the minutes before. */
  | "chain"
  /** A decision of the register is not as the minutes say it, or is missing on either side. */
  | "decisions";

export interface VerifiedMinutes {
  readonly number: number;
  readonly hash: string;
  readonly faults: readonly MinutesFault[];
}

/**
 * The minutes of a campaign in the order of their numbers, each judged anew: its number, its hash, its link, and its decisions against those of
 * the register (`registered`, by sitting).
 */
export function verifiedMinutes(
  minutes: readonly KeptMinutes[],
  registered: ReadonlyMap<string, readonly MinutedDecision[]>,
): VerifiedMinutes[] {
  let before: string | null = null;
  return minutes.map(({ sittingId, number, document, hash, previousHash }, index) => {
    const said = readMinutes(document);
    const faults: MinutesFault[] = [];
    if (number !== index + 1 || said.number !== number) faults.push("number");
    if (minutesHash(document) !== hash) faults.push("hash");
    if (previousHash !== before || said.previousHash !== before) faults.push("chain");
    if (!sameDecisions(said.decisions, registered.get(sittingId) ?? [])) faults.push("decisions");
    before = hash;
    return { number, hash, faults };
  });
}

/** Names may change (a unit's, a person's); numbers, verbs, reasons, conditions and amounts may not. */
function sameDecisions(said: readonly MinutedDecision[], registered: readonly MinutedDecision[]): boolean {
  return JSON.stringify(said.map(essentialOf)) === JSON.stringify(registered.map(essentialOf));
}

function essentialOf({ id, number, request, verb, outcome, reason, condition, decidedAt, corrects, amounts }: MinutedDecision) {
  return { id, number, request: request.id, verb, outcome, reason, condition, decidedAt, corrects, amounts };
}
