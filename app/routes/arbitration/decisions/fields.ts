import { decisionVerbs, type RegisterVerb } from "#app/domain/arbitration/verb.ts";

export const registerVerbs = [...decisionVerbs, "takeBack"] as const satisfies readonly RegisterVerb[];

/** What the address of the register may ask for. */
export const registerFields = ["q", "scenario", "verb", "unit", "by", "from", "to", "standing"] as const;
