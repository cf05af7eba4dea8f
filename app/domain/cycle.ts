import type { Day } from "./month.ts";

/** The phases of the cycle of an exercise, in order; the navigation bears the same names. */
export const phases = ["campaign", "forecast", "arbitration", "allotment", "execution", "ledger"] as const;
export type Phase = (typeof phases)[number];
export type PhaseState = "toCome" | "open" | "done";

/** What is known of the exercise on the day it is looked at. */
export interface CycleSigns {
  readonly today: Day;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly closed: boolean;
  readonly campaign: "draft" | "open" | "arbitration" | "closed" | null;
  readonly adopted: boolean;
  readonly notified: boolean;
  readonly atDisposal: boolean;
}

/**
 * Where each phase stands: to come, open, or done. What happened later proves what comes before (credits at disposal mean that
 * somebody decided), so that an exercise whose preparation was never written here still reads well.
 */
export function phaseStates(signs: CycleSigns): { readonly phase: Phase; readonly state: PhaseState }[] {
  const { today, firstDay, lastDay, closed, campaign, adopted, notified, atDisposal } = signs;
  const begun = firstDay !== null && today >= firstDay;
  const over = lastDay !== null && today > lastDay;
  const decided = adopted || notified || atDisposal || begun;
  const states: Record<Phase, PhaseState> = {
    campaign: decided || campaign === "arbitration" || campaign === "closed" ? "done" : campaign === null ? "toCome" : "open",
    forecast: decided || campaign === "arbitration" || campaign === "closed" ? "done" : campaign === "open" ? "open" : "toCome",
    arbitration: decided ? "done" : campaign === "arbitration" || campaign === "open" || campaign === "closed" ? "open" : "toCome",
    allotment: over || closed ? "done" : decided ? "open" : "toCome",
    execution: over || closed ? "done" : begun ? "open" : "toCome",
    ledger: closed ? "done" : begun ? "open" : "toCome",
  };
  return phases.map((phase) => ({ phase, state: states[phase] }));
}
