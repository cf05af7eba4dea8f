import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Reopening } from "#db/queries/ledger/reopening.ts";
import { reopeningAddress } from "../addresses.ts";

/** Who asked to reopen, why, who agreed, and how it ended. */
export function ReopeningList({ year, reopenings }: { readonly year: number; readonly reopenings: readonly Reopening[] }) {
  const words = useTranslations("closing");
  const format = useFormat();
  const columns: Column<Reopening>[] = [
    {
      key: "subject",
      head: words("reopening.subject"),
      cell: ({ id, period }) => (
        <Link to={reopeningAddress(year, id)}>
          {period === null ? words("minutes.wholeYear", { year: String(year) }) : words("minutes.onePeriod", { period })}
        </Link>
      ),
    },
    { key: "reason", head: words("reopening.reason"), cell: ({ reason }) => reason },
    {
      key: "asked",
      head: words("reopening.askedBy"),
      cell: ({ askedBy, askedAt }) => `${askedBy}, ${format.instant(askedAt.toISOString())}`,
    },
    { key: "approved", head: words("reopening.approvedBy"), cell: ({ approvedBy }) => approvedBy ?? "–" },
    { key: "state", head: words("reopening.state"), cell: (reopening) => <ReopeningState reopening={reopening} /> },
  ];
  return (
    <DataTable
      caption={words("reopening.listCaption", { year: String(year) })}
      hideCaption
      columns={columns}
      rows={reopenings}
      rowKey={({ id }) => String(id)}
    />
  );
}

const outcomes: Readonly<Record<NonNullable<Reopening["outcome"]>, StateKind>> = {
  refused: "refused",
  withdrawn: "refused",
  relocked: "locked",
  reclosed: "done",
};

export function ReopeningState({ reopening: { outcome, relockAt, expired } }: { readonly reopening: Reopening }) {
  const words = useTranslations("closing");
  const format = useFormat();
  if (outcome !== null) return <StatePill kind={outcomes[outcome]}>{words(`reopening.outcome.${outcome}`)}</StatePill>;
  if (relockAt === null) return <StatePill kind="handed-in">{words("reopening.stateWaiting")}</StatePill>;
  const until = format.instant(relockAt.toISOString());
  if (expired) return <StatePill kind="late">{words("reopening.stateExpired", { until })}</StatePill>;
  return <StatePill kind="returned">{words("reopening.stateOpen", { until })}</StatePill>;
}
