import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { StepState } from "#app/domain/execution/year-end/steps.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type Shown, type Step, stepsOf } from "./shown.ts";
import styles from "./year-end.module.css";

const kinds: Readonly<Record<StepState, StateKind>> = {
  blocking: "fault",
  toDo: "late",
  waiting: "not-started",
  done: "done",
  nothing: "done",
};

/** Each step of a year's end with what it is about, and the way to do it. */
export function StepTable({ page }: { readonly page: Shown }) {
  const words = useTranslations("yearEnd");
  const format = useFormat();
  const { exercise, next } = page;
  const named = { year: String(exercise.year), next: String(next ?? exercise.year + 1) };
  const amount = (key: "ae" | "cp"): Column<Step> => ({
    ...{ key, head: words(key), unit: format.unit("EUR"), align: "end" },
    cell: (row) => (row[key] === null ? "" : <Amount quantity={row[key]} resource={key === "ae" ? "AE" : "CP"} />),
  });
  const columns: Column<Step>[] = [
    {
      ...{ key: "step", head: words("step") },
      cell: ({ step }) => (
        <span className={styles.step}>
          {words(`name.${step}`, named)}
          <span className={styles.hint}>{words(`hint.${step}`, named)}</span>
        </span>
      ),
    },
    { key: "state", head: words("state"), cell: ({ state }) => <StatePill kind={kinds[state]}>{words(`states.${state}`)}</StatePill> },
    {
      key: "count",
      head: words("count"),
      align: "end",
      cell: ({ count }) => (count === null ? "" : count === 0 ? "–" : format.count(count)),
    },
    amount("ae"),
    amount("cp"),
    {
      ...{ key: "open", head: words("go") },
      cell: ({ step, to, state }) =>
        to !== null && (
          <Link to={to} aria-label={`${words(state === "toDo" || state === "blocking" ? "do" : "see")} : ${words(`name.${step}`, named)}`}>
            {words(state === "toDo" || state === "blocking" ? "do" : "see")}
          </Link>
        ),
    },
  ];
  return <DataTable caption={words("steps")} hideCaption main columns={columns} rows={stepsOf(page)} rowKey={({ step }) => step} />;
}
