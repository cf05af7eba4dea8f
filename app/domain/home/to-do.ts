import type { Day } from "../month.ts";

/** Something that waits for somebody: what to do, in which exercise, before when. */
export interface Waiting {
  readonly verb: string;
  readonly year: number;
  readonly dueOn: Day | null;
}

/** What a page of tasks shows: few enough to be done, the others within reach, and those that were put aside. */
export interface ToDo<Task> {
  readonly shown: readonly Task[];
  readonly more: readonly Task[];
  readonly aside: readonly (Task & { readonly until: Day })[];
}

/** As many as are shown at once. */
export const tasksShown = 5;
/** Nothing that waits is put aside for longer: a month. */
export const longestTaskSnoozeDays = 31;

export function taskName({ verb, year }: Pick<Waiting, "verb" | "year">): string {
  return `${verb}-${year}`;
}

/** The earliest due first, then in the order given, which is that of the cycle; what was put aside until later than today comes apart. */
export function toDoOf<Task extends Waiting>(tasks: readonly Task[], snoozed: ReadonlyMap<string, Day>, today: Day): ToDo<Task> {
  const aside = tasks.flatMap((task) => {
    const until = snoozed.get(taskName(task));
    return until !== undefined && until > today ? [{ ...task, until }] : [];
  });
  const due = tasks.filter((task) => !aside.some((own) => taskName(own) === taskName(task)));
  const ordered = due
    .map((task, index) => ({ task, index }))
    .sort((left, right) => compareDays(left.task.dueOn, right.task.dueOn) || left.index - right.index)
    .map(({ task }) => task);
  return { shown: ordered.slice(0, tasksShown), more: ordered.slice(tasksShown), aside };
}

function compareDays(left: Day | null, right: Day | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  return right === null || left < right ? -1 : 1;
}
