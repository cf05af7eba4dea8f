import { useTranslations } from "use-intl";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import { useFormat } from "../format/formatter.ts";
import { DataTable } from "../table/data-table.tsx";

interface Step {
  readonly id: bigint;
  readonly from: RequestState;
  readonly to: RequestState;
  readonly version: number;
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

/** Every transition of a request, the latest first: when, who, what, why. */
export function RequestHistory({ steps }: { readonly steps: readonly Step[] }) {
  const words = useTranslations("forecast");
  const states = useTranslations("states");
  const format = useFormat();
  return (
    <DataTable
      caption={words("history")}
      rows={steps}
      rowKey={(row) => row.id.toString()}
      empty={<p>{words("noHistory")}</p>}
      columns={[
        { key: "when", head: words("columns.when"), cell: (row) => format.instant(row.at.toISOString()) },
        { key: "who", head: words("columns.who"), cell: (row) => row.actor },
        { key: "what", head: words("columns.what"), cell: (row) => words("step", { from: states(row.from), to: states(row.to) }) },
        { key: "why", head: words("columns.why"), cell: (row) => row.reason || "///" },
      ]}
    />
  );
}
