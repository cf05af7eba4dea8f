import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { DepreciationRun } from "#db/queries/ledger/assets.ts";
import { depreciationUndoingAddress, entryAddress } from "../addresses.ts";

interface RunTableProps {
  readonly year: number;
  readonly runs: readonly DepreciationRun[];
  readonly mayUndo: boolean;
}

export function RunTable({ year, runs, mayUndo }: RunTableProps) {
  const words = useTranslations("assets");
  const format = useFormat();
  // Undone from the latest on: an earlier one would leave a hole that the next has filled.
  const last = runs.find(({ kind, undone }) => kind === "run" && !undone)?.id;
  const columns: Column<DepreciationRun>[] = [
    {
      key: "entry",
      head: words("entry"),
      cell: ({ entryId, entryName }) => <Link to={entryAddress(year, entryId)}>{entryName}</Link>,
    },
    { key: "period", head: words("run.periodHead"), align: "end", cell: ({ period }) => format.count(period) },
    { key: "kind", head: words("run.kind"), cell: ({ kind }) => words(`run.kinds.${kind}`) },
    { key: "count", head: words("run.assets"), align: "end", cell: ({ assetCount }) => format.count(assetCount) },
    {
      key: "amount",
      head: words("run.amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
    { key: "author", head: words("run.author"), cell: ({ author }) => author },
    {
      key: "state",
      head: words("stateHead"),
      cell: ({ id, undone }) =>
        undone ? (
          <StatePill kind="returned">{words("run.undone")}</StatePill>
        ) : mayUndo && id === last ? (
          <Link to={depreciationUndoingAddress(year, id)}>{words("run.undo")}</Link>
        ) : (
          <StatePill kind="done">{words("run.posted")}</StatePill>
        ),
    },
  ];
  return (
    <DataTable
      caption={words("run.history")}
      hideCaption
      columns={columns}
      rows={runs}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words("run.none", { year: String(year) })} />}
    />
  );
}
