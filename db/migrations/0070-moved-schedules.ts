/** How many schedules of payments were moved is counted before each reading of what is kept until something moves. */
export const movedSchedules = [`create index commitment_change_schedule on commitment_change (id) where kind = 'schedule'`];
