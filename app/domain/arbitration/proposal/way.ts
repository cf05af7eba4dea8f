import { plainRules } from "./plain-rules.ts";

/** How a proposal was found: by the solver, or by a rule that people know. */
export const proposalWays = ["computed", ...plainRules] as const;
export type ProposalWay = (typeof proposalWays)[number];
