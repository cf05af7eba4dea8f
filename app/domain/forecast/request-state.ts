/** The states of a request, in order (`domain.md` §2); reopening makes a new version in `draft`. */
export const requestStates = [
  "draft",
  "submitted",
  "accepted",
  "instructed",
  "preArbitrated",
  "conference",
  "arbitrated",
  "notified",
  "allotted",
] as const;
export type RequestState = (typeof requestStates)[number];

export type RequestKind = "baseline" | "newMeasure" | "saving";
export type Obligation = "obligatory" | "inescapable" | "discretionary";
