import { accept, type Result, refuse } from "../result.ts";
import type { CampaignState } from "./campaign.ts";

/** What may happen to a campaign as a whole. */
export const campaignActs = ["open", "arbitrate", "close", "reopen"] as const;
export type CampaignAct = (typeof campaignActs)[number];

interface Move {
  readonly from: readonly CampaignState[];
  readonly to: CampaignState;
  /** The act says why. */
  readonly reasoned: boolean;
}

/** The life of a campaign, each row one act; the database holds the same moves (`campaign_moves`). A landing closes without an arbitration. */
export const campaignMoves: Readonly<Record<CampaignAct, Move>> = {
  open: { from: ["draft"], to: "open", reasoned: false },
  arbitrate: { from: ["open"], to: "arbitration", reasoned: false },
  close: { from: ["open", "arbitration"], to: "closed", reasoned: false },
  reopen: { from: ["arbitration", "closed"], to: "open", reasoned: true },
};

/** Where an act takes a campaign. Refused: `wrong-state`, then `reason-required`. */
export function moveCampaign(state: CampaignState, act: CampaignAct, reason = ""): Result<CampaignState> {
  const { from, to, reasoned } = campaignMoves[act];
  if (!from.includes(state)) return refuse({ kind: "wrong-state", what: "campaign", state, expected: from });
  if (reasoned && reason.trim() === "") return refuse({ kind: "reason-required" });
  return accept(to);
}

/** What may be done with a campaign in this state, in the order of its life. */
export function actsFrom(state: CampaignState): CampaignAct[] {
  return campaignActs.filter((act) => campaignMoves[act].from.includes(state));
}
