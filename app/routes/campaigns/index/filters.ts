/** What of a campaign's units may be asked for alone. */
export const stateFilters = ["late", "notStarted", "underWay", "returned", "submitted", "accepted"] as const;
export type StateFilter = (typeof stateFilters)[number];
