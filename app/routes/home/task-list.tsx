import { Form, Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { type ToDo, taskName } from "#app/domain/home/to-do.ts";
import type { Day } from "#app/domain/month.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { Awaiting, AwaitingVerb } from "#db/queries/home/awaiting.ts";
import styles from "./home.module.css";

interface TaskListProps {
  readonly toDo: ToDo<Awaiting>;
  readonly year: number;
  readonly today: Day;
  /** The next day that counts, said when nothing waits. */
  readonly nextDue: Day | null;
  /** The days until which a task may be put aside, and the key of each of their forms: « certify-2026 ». */
  readonly snoozes: readonly { readonly key: "tomorrow" | "week"; readonly until: Day }[];
  readonly keys: Readonly<Record<string, string>>;
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
  explain: "execution/alerts?state=open",
  watch: "execution/alerts?state=open&level=serious",
};

/** Each task is a verb, a count and the page where it is done: a few at once, the others within reach; none can be dismissed, each can wait. */
export function TaskList({ toDo: { shown, more, aside }, nextDue, ...same }: TaskListProps) {
  const words = useTranslations("home");
  const format = useFormat();
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState title={words("todo.nothing")}>
          {nextDue === null ? undefined : words("todo.nextDue", { day: format.day(nextDue) })}
        </EmptyState>
      ) : (
        <ul className={styles.tasks}>
          {shown.map((task) => (
            <TaskCard key={taskName(task)} task={task} {...same} />
          ))}
        </ul>
      )}
      {more.length > 0 && (
        <details>
          <summary>{words("todo.more", { count: more.length })}</summary>
          <ul className={styles.tasks}>
            {more.map((task) => (
              <TaskCard key={taskName(task)} task={task} {...same} />
            ))}
          </ul>
        </details>
      )}
      {aside.length > 0 && (
        <details className="no-print">
          <summary>{words("todo.aside", { count: aside.length })}</summary>
          <ul className={styles.tasks}>
            {aside.map((task) => (
              <TaskCard key={taskName(task)} task={task} until={task.until} {...same} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface TaskCardProps extends Omit<TaskListProps, "toDo" | "nextDue"> {
  readonly task: Awaiting;
  /** Until when it was put aside. */
  readonly until?: Day;
}

function TaskCard({ task, year, today, snoozes, keys, until }: TaskCardProps) {
  const words = useTranslations("home");
  const format = useFormat();
  const name = taskName(task);
  const title = words(`todo.${task.verb}`, { count: task.count });
  const due = task.dueOn === null ? undefined : words(task.dueOn <= today ? "todo.dueSince" : "todo.due", { day: format.day(task.dueOn) });
  const notes = [
    task.year === year ? undefined : words("todo.exercise", { year: String(task.year) }),
    due,
    until && words("todo.asideUntil", { day: format.day(until) }),
  ];
  const choices = until === undefined ? snoozes : [{ key: "back" as const, until: today }];
  return (
    <li className={styles.taskItem}>
      <Link to={`/${task.year}/${places[task.verb]}`} className={styles.task} data-task={name}>
        <span className={styles.taskText}>
          <strong>{title}</strong>
          <span className={styles.taskNote}>{notes.filter((note) => note !== undefined).join(" · ")}</span>
        </span>
        <ArrowRight aria-hidden size={20} strokeWidth={1.75} />
      </Link>
      <Form method="post" className={`${styles.snooze} no-print`}>
        <CommandKey value={keys[name] ?? ""} />
        <input type="hidden" name="task" value={name} />
        {until === undefined && <span aria-hidden>{words("todo.later")}</span>}
        {choices.map((choice) => (
          <button
            key={choice.key}
            type="submit"
            name="until"
            value={choice.until}
            aria-label={`${words(`todo.snooze.${choice.key}`)} : ${title}`}
          >
            {words(`todo.snooze.${choice.key}`)}
          </button>
        ))}
      </Form>
    </li>
  );
}
