import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type AlertCause, isCounted } from "#app/domain/alerts/alert.ts";
import { GapBar } from "#app/ui/figure/gap-bar.tsx";
import { sentenceValues } from "#app/ui/format/alert-sentence.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { alertAddress } from "../../../units/addresses.ts";
import { AlertStateMark } from "../alert-state.tsx";
import type { ShownAlert } from "../load-alerts.ts";
import styles from "./alert-table.module.css";

/** Beyond so many tenths of a point one bar is as long as another: the figure beside it says the rest. */
const farthest = 200;

/** The alerts of one cause: how far, in a bar and in words, and what each is at. */
export function AlertTable({
  year,
  cause,
  alerts,
}: {
  readonly year: number;
  readonly cause: AlertCause;
  readonly alerts: readonly ShownAlert[];
}) {
  const words = useTranslations("alerts");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  const most = Math.min(farthest, Math.max(...alerts.map(({ size }) => size)));
  const turn = cause === "underuse" ? -1 : 1;
  const columns: Column<ShownAlert>[] = [
    { key: "unit", head: words("unit"), cell: ({ id, unitLabel }) => <Link to={alertAddress(year, id)}>{unitLabel}</Link> },
    { key: "measure", head: words("measure"), cell: ({ resource }) => resources(resource) },
    {
      key: "level",
      head: words("level"),
      cell: ({ level }) => <StatePill kind={level === "serious" ? "fault" : "in-progress"}>{words(`levels.${level}`)}</StatePill>,
    },
    ...(cause === "question" || isCounted(cause)
      ? []
      : [{ key: "bar", head: words("gap"), cell: ({ size }: ShownAlert) => <GapBar gap={turn * Math.min(size, most)} most={most} /> }]),
    {
      ...{ key: "size", head: isCounted(cause) ? words("documents") : words("points"), align: "end" as const },
      cell: ({ size }) => (isCounted(cause) ? String(size) : cause === "question" ? "" : format.gap(BigInt(turn * size))),
    },
    {
      key: "what",
      head: words("whatHead"),
      cell: (alert) => <span className={styles.sentence}>{words(`sentences.${alert.sign}`, sentenceValues(format, alert))}</span>,
    },
    { key: "state", head: words("state"), cell: (alert) => <AlertStateMark {...alert} /> },
    { key: "since", head: words("since"), cell: ({ openedOn }) => format.day(openedOn) },
  ];
  return <DataTable caption={words(`causes.${cause}`)} hideCaption columns={columns} rows={alerts} rowKey={({ id }) => id} />;
}
