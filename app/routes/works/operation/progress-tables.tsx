import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { standingOf } from "#app/domain/works/operation.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";
import { partAddress } from "../addresses.ts";
import type { OperationData } from "./route.tsx";

interface Shown {
  readonly data: OperationData;
}

/** The phases of the operation, with their days and how far they are. */
export function PhaseTable({ data: { year, operation, phases, mayTell } }: Shown) {
  const words = useTranslations("works");
  const format = useFormat();
  const columns: Column<OperationData["phases"][number]>[] = [
    {
      key: "label",
      head: words("columns.phase"),
      cell: ({ id, label }) => (mayTell ? <Link to={partAddress(year, operation.code, "phase", id)}>{label}</Link> : label),
    },
    { key: "kind", head: words("columns.kind"), cell: ({ kind }) => words(`phases.${kind}`) },
    { key: "from", head: words("columns.from"), cell: ({ firstDay }) => format.day(firstDay) },
    { key: "to", head: words("columns.to"), cell: ({ lastDay }) => format.day(lastDay) },
    { key: "done", head: words("columns.done"), unit: "%", align: "end", cell: ({ done }) => format.count(done) },
  ];
  return <DataTable caption={words("operation.phases")} hideCaption columns={columns} rows={phases} rowKey={({ id }) => id} />;
}

const pills = { done: "done", doneLate: "done", late: "late", coming: "not-started" } as const satisfies Record<string, StateKind>;

/** What is to be reached and given: late, done, to come. */
export function DateTable({ data: { year, today, operation, phases, dates, mayTell } }: Shown) {
  const words = useTranslations("works");
  const format = useFormat();
  const columns: Column<OperationData["dates"][number]>[] = [
    {
      key: "label",
      head: words("operation.dates"),
      cell: ({ id, label }) => (mayTell ? <Link to={partAddress(year, operation.code, "date", id)}>{label}</Link> : label),
    },
    { key: "kind", head: words("columns.kind"), cell: ({ kind }) => words(`dates.${kind}`) },
    {
      key: "phase",
      head: words("columns.phase"),
      cell: ({ phaseId }) => phases.find(({ id }) => id === phaseId)?.label ?? words("noPhase"),
    },
    { key: "due", head: words("columns.due"), cell: ({ dueOn }) => format.day(dueOn) },
    { key: "done", head: words("columns.doneOn"), cell: ({ doneOn }) => (doneOn === null ? "–" : format.day(doneOn)) },
    {
      key: "state",
      head: words("columns.state"),
      cell: (date) => {
        const standing = standingOf(date, today);
        return <StatePill kind={pills[standing]}>{words(`states.${standing}`)}</StatePill>;
      },
    },
  ];
  return (
    <DataTable
      caption={words("operation.dates")}
      hideCaption
      columns={columns}
      rows={dates}
      rowKey={({ id }) => id}
      empty={<p className={styles.note}>{words("operation.noDates")}</p>}
    />
  );
}
