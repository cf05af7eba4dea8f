import type { Quantity } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { type DecidedAmount, type PlannedAmount, sameAmountKey, totalled } from "./amount.ts";
import { type DecisionCase, decide, roomLeft } from "./decision.ts";
import { checkDecision, type Standing, standingsOf } from "./envelope.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { DecisionVerb } from "./verb.ts";

/** Verbs that say the same of many requests: each computes its amounts, or decides none. */
export const verbsForMany = ["grant", "capAtNotified", "propose", "defer", "refuse"] as const satisfies readonly DecisionVerb[];
export type VerbForMany = (typeof verbsForMany)[number];

/** One of many requests to decide alike. */
export interface CaseOfMany extends Pick<DecisionCase, "asked" | "proposed"> {
  readonly requestId: string;
  readonly unit: string;
  /** What the scenario holds for it now. */
  readonly decided: readonly PlannedAmount[];
  /** Why it is left out before anything is computed. */
  readonly obstacle?: Refusal | undefined;
}

export interface ManyDecisions {
  readonly made: readonly { readonly requestId: string; readonly amounts: readonly DecidedAmount[]; readonly outcome: Outcome }[];
  readonly exceptions: readonly { readonly requestId: string; readonly refusal: Refusal }[];
  readonly before: readonly Standing[];
  readonly after: readonly Standing[];
}

interface Given {
  readonly verb: VerbForMany;
  readonly reason: string;
  /** In the order in which they are decided: the first come first under a ceiling. */
  readonly cases: readonly CaseOfMany[];
  readonly targetYear: number;
  /** By unit: what it was notified of N, and what the scenario decides for it. */
  readonly notified: ReadonlyMap<string, readonly Omit<PlannedAmount & { readonly notified: Quantity }, "targetYear" | "amount">[]>;
  readonly decidedOfUnit: ReadonlyMap<string, readonly PlannedAmount[]>;
  readonly envelopes: readonly PlannedAmount[];
  readonly decided: readonly PlannedAmount[];
}

/**
 * Decides many requests alike, one after the other, each as `decide` would after those before it; those that cannot be are exceptions with their
 * reason, and the others are decided all the same. A saving is neither refused nor put off among others (`saving-apart`).
 */
export function decideMany(given: Given): ManyDecisions {
  const made: ManyDecisions["made"][number][] = [];
  const exceptions: ManyDecisions["exceptions"][number][] = [];
  const ofUnit = new Map(given.decidedOfUnit);
  const standingsAt = (decided: readonly PlannedAmount[]) => standingsOf({ envelopes: given.envelopes, asked: [], decided });
  const before = standingsAt(given.decided);
  let [total, standing] = [given.decided, before];
  for (const own of given.cases) {
    const room = roomLeft(own.asked, given.notified.get(own.unit) ?? [], moved(ofUnit.get(own.unit) ?? [], own.decided, []));
    const decided = amountsOf(own, room, given);
    if ("kind" in decided) {
      exceptions.push({ requestId: own.requestId, refusal: decided });
      continue;
    }
    const now = decided.map(({ asked: _, decided: amount, ...key }) => ({ ...key, amount }));
    const next = moved(total, own.decided, now);
    const after = standingsAt(next);
    const fits = checkDecision(standing, after, given.targetYear);
    if (!fits.ok) {
      exceptions.push({ requestId: own.requestId, refusal: fits.refusal });
      continue;
    }
    [total, standing] = [next, after];
    ofUnit.set(own.unit, moved(ofUnit.get(own.unit) ?? [], own.decided, now));
    made.push({ requestId: own.requestId, amounts: decided, outcome: outcomeOf(given.verb, decided) });
  }
  return { made, exceptions, before, after: standing };
}

function amountsOf(own: CaseOfMany, room: readonly PlannedAmount[], { verb, reason }: Given): DecidedAmount[] | Refusal {
  if (own.obstacle) return own.obstacle;
  if (own.asked.length === 0) return { kind: "nothing-asked" };
  if ((verb === "defer" || verb === "refuse") && own.asked.some(({ amount }) => amount < 0n)) return { kind: "saving-apart" };
  const decided = decide({ verb, reason, condition: "", asked: own.asked, given: [], proposed: own.proposed, room });
  return decided.ok ? decided.value : decided.refusal;
}

/** Totals with some amounts in place of others. */
function moved(totals: readonly PlannedAmount[], out: readonly PlannedAmount[], into: readonly PlannedAmount[]): PlannedAmount[] {
  const less = out.map((own) => ({ ...own, amount: -own.amount }));
  return totalled([...totals, ...less, ...into]).filter(
    ({ amount, ...key }) => amount !== 0n || totals.some((own) => sameAmountKey(own, key)),
  );
}
