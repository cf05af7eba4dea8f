import type { Month } from "#app/domain/month.ts";

/** The field of the days of a place (an item, a profile) in a month, and that of the change that was seen there. */
export const daysName = (place: string, month: Month) => `days ${place} ${month}`;
export const seenName = (place: string, month: Month) => `seen ${place} ${month}`;

/** The fields of a trial: the staff of a team, the days of a work. */
export const staffName = (team: string) => `fte ${team}`;
export const workName = (work: string) => `work ${work}`;
