/** How many groups of lines were undone is counted before each reading of what is kept until lines are lettered. */
export const undoneMatchings = [`create index matching_undone on matching (id) where undone_at is not null`];
