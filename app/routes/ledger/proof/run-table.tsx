import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ProofRun } from "#db/queries/ledger/proof.ts";
import { RunState } from "./last-run.tsx";

/** The latest first. */
export function RunTable({ runs }: { readonly runs: readonly ProofRun[] }) {
  const words = useTranslations("proof");
  const format = useFormat();
  const columns: Column<ProofRun>[] = [
    { key: "at", head: words("history.at"), cell: ({ at }) => format.instant(at) },
    { key: "by", head: words("history.by"), cell: ({ by, reason }) => (reason === "nightly" ? words("last.night") : by) },
    { key: "state", head: words("history.state"), cell: (run) => <RunState run={run} /> },
    { key: "entries", head: words("history.entries"), align: "end", cell: ({ entries }) => format.count(entries) },
    { key: "faults", head: words("history.faults"), align: "end", cell: ({ faultCount }) => format.count(faultCount) },
    {
      key: "duration",
      head: words("history.duration"),
      unit: "s",
      align: "end",
      cell: ({ durationMs }) => format.count(Math.ceil(durationMs / 1000)),
    },
  ];
  return <DataTable caption={words("history.caption")} hideCaption columns={columns} rows={runs} rowKey={({ id }) => id.toString()} />;
}
