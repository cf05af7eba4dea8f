import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { closeFault, lockFault } from "#app/domain/ledger/period-lock.ts";
import type { Day } from "#app/domain/month.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Closing } from "#db/queries/ledger/closing.ts";
import type { PeriodLock } from "#db/queries/ledger/periods.ts";
import { newReopeningAddress, periodClosureAddress, periodLockAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import { usePeriodName } from "./period-name.ts";

interface PeriodTableProps {
  readonly year: number;
  readonly today: Day;
  readonly periods: readonly PeriodLock[];
  readonly closings: readonly Closing[];
  readonly yearClosed: boolean;
  /** As a whole: the page says until when, and its periods close with it. */
  readonly yearReopened: boolean;
  readonly may: { readonly close: boolean };
  readonly main: boolean;
}

type State = "open" | "locked" | "closed" | "reopened" | "expired";
const kinds: Readonly<Record<State, StateKind>> = {
  open: "in-progress",
  locked: "locked",
  closed: "done",
  reopened: "returned",
  expired: "late",
};

/** The periods of the exercise: state, who put them in it and when, what they hold, and the acts that are possible. */
export function PeriodTable(props: PeriodTableProps) {
  const { year, periods, may, main, yearClosed, yearReopened } = props;
  const words = useTranslations("closing");
  const format = useFormat();
  const nameOf = usePeriodName();
  const columns: Column<PeriodLock>[] = [
    { key: "period", head: words("periods.period"), cell: nameOf },
    { key: "state", head: words("periods.state"), cell: (period) => <State period={period} alone={!yearReopened} /> },
    {
      key: "since",
      head: words("periods.since"),
      cell: ({ statusAt, statusBy }) =>
        statusAt === null ? (
          <span className={styles.muted}>{words("periods.never")}</span>
        ) : (
          `${format.instant(statusAt.toISOString())} ${words("periods.by", { name: statusBy ?? "" })}`
        ),
    },
    { key: "entries", head: words("periods.entries"), align: "end", cell: ({ entryCount }) => format.count(entryCount) },
    {
      key: "debit",
      head: words("periods.debit"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ debit }) => <Amount quantity={debit} resource="EUR" />,
    },
    ...(may.close && !yearClosed && !yearReopened
      ? [{ key: "acts", head: words("periods.acts"), cell: (period: PeriodLock) => <Acts {...props} period={period} /> }]
      : []),
  ];
  return (
    <DataTable
      caption={words("periods.caption", { year: String(year) })}
      hideCaption
      main={main}
      columns={columns}
      rows={periods}
      rowKey={({ period }) => String(period)}
    />
  );
}

function State({ period: { status, openUntil, expired }, alone }: { readonly period: PeriodLock; readonly alone: boolean }) {
  const words = useTranslations("closing");
  const format = useFormat();
  const state: State = openUntil === null ? status : expired ? "expired" : "reopened";
  return (
    <>
      <StatePill kind={kinds[state]}>{words(`status.${state}`)}</StatePill>
      {alone && openUntil !== null && ` ${words("periods.until", { until: format.instant(openUntil.toISOString()) })}`}
    </>
  );
}

/** Links to the pages that say what each act does before it is done. */
function Acts({ year, today, periods, closings, period }: PeriodTableProps & { readonly period: PeriodLock }) {
  const words = useTranslations("closing");
  const nameOf = usePeriodName();
  const own = closings.some((closing) => closing.period === period.period && closing.reopenedAt === null);
  const acts = [
    { to: periodLockAddress(year, period.period), label: words("periods.lock"), may: lockFault(period, "locked") === undefined },
    { to: periodLockAddress(year, period.period), label: words("periods.unlock"), may: lockFault(period, "open") === undefined },
    {
      to: periodClosureAddress(year, period.period),
      label: words("periods.close"),
      may: closeFault(year, periods, period, today) === undefined,
    },
    { to: newReopeningAddress(year, period.period), label: words("periods.reopen"), may: period.status === "closed" && own },
  ].filter((act) => act.may);
  return (
    <span className={styles.days}>
      {acts.map(({ to, label }) => (
        <Link key={label} to={to} aria-label={`${label} : ${nameOf(period)}`}>
          {label}
        </Link>
      ))}
    </span>
  );
}
