import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { Awaiting, AwaitingVerb } from "#db/queries/home/awaiting.ts";
import styles from "./home.module.css";

interface TaskListProps {
  readonly tasks: readonly Awaiting[];
  readonly year: number;
  readonly today: Day;
  /** The next day that counts, said when nothing waits. */
  readonly nextDue: Day | null;
}

/** Where each kind of task is done, below its exercise. */
const places: Readonly<Record<AwaitingVerb, string>> = {
  submit: "forecast",
  instruct: "forecast",
  decide: "arbitration",
  notify: "allotment",
  approve: "allotment/movements?state=proposed",
  control: "allotment/movements?state=proposed",
  release: "allotment/tranches",
  certify: "execution/commitments",
  request: "execution/commitments",
  pay: "execution/payment-requests",
};

/** Each task is a verb, a count and the page where it is done. */
export function TaskList({ tasks, year, today, nextDue }: TaskListProps) {
  const words = useTranslations("home");
  const format = useFormat();
  if (tasks.length === 0) {
    return (
      <EmptyState title={words("todo.nothing")}>
        {nextDue === null ? undefined : words("todo.nextDue", { day: format.day(nextDue) })}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.tasks}>
      {tasks.map((task) => (
        <li key={`${task.verb}-${task.year}`}>
          <Link to={`/${task.year}/${places[task.verb]}`} className={styles.task}>
            <span className={styles.taskText}>
              <strong>{words(`todo.${task.verb}`, { count: task.count })}</strong>
              <span className={styles.taskNote}>
                {[task.year === year ? undefined : words("todo.exercise", { year: String(task.year) }), dueWords(task.dueOn)]
                  .filter((note) => note !== undefined)
                  .join(" · ")}
              </span>
            </span>
            <ArrowRight aria-hidden size={20} strokeWidth={1.75} />
          </Link>
        </li>
      ))}
    </ul>
  );

  function dueWords(dueOn: Day | null): string | undefined {
    if (dueOn === null) return undefined;
    return dueOn <= today ? words("todo.dueSince", { day: format.day(dueOn) }) : words("todo.due", { day: format.day(dueOn) });
  }
}
