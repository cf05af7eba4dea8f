/** What may be decided of a request: « Accorder », « Accorder sous condition », « Plafonner au notifié N », « Proposition », « Différer », « Refuser », « Autre… ». */
export const decisionVerbs = ["grant", "grantConditionally", "capAtNotified", "propose", "defer", "refuse", "other"] as const;
export type DecisionVerb = (typeof decisionVerbs)[number];

/** What the register holds: decisions, and decisions taken back. */
export type RegisterVerb = DecisionVerb | "takeBack";
