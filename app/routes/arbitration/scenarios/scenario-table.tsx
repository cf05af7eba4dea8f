import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";

interface ScenarioTableProps {
  readonly rows: readonly (Scenario & { readonly decisions: number })[];
  readonly year: number;
  readonly mayAdopt: boolean;
}

const shapes: Readonly<Record<Scenario["state"], StateKind>> = {
  open: "in-progress",
  frozen: "locked",
  adopted: "done",
  rejected: "refused",
};

/** The scenarios of a campaign: where each starts, how far it goes, and which one is adopted. */
export function ScenarioTable({ rows, year, mayAdopt }: ScenarioTableProps) {
  const words = useTranslations("arbitration");
  const format = useFormat();
  const adopt: Column<ScenarioTableProps["rows"][number]> = {
    key: "adopt",
    head: words("adopt.action"),
    cell: (row) => row.state === "open" && <Link to={`/${year}/arbitration/scenarios/${row.id}/adoption`}>{words("adopt.action")}</Link>,
  };
  return (
    <DataTable
      caption={words("scenarios.heading", { year: String(year) })}
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={words("scenarios.empty")} />}
      main
      columns={[
        {
          key: "name",
          head: words("columns.name"),
          cell: (row) => <Link to={`/${year}/arbitration?scenario=${row.id}&campaign=${row.campaignId}`}>{row.name}</Link>,
        },
        {
          key: "state",
          head: words("columns.state"),
          cell: (row) => <StatePill kind={shapes[row.state]}>{words(`scenarioStates.${row.state}`)}</StatePill>,
        },
        {
          key: "start",
          head: words("columns.startFrom"),
          cell: (row) => `${words("scenarios.startFrom")} ${words(`starts.${row.startFrom}`)}`,
        },
        { key: "created", head: words("columns.created"), cell: (row) => format.instant(row.createdAt.toISOString()) },
        { key: "decisions", head: words("columns.decisions"), align: "end", cell: (row) => format.count(row.decisions) },
        ...(mayAdopt ? [adopt] : []),
      ]}
    />
  );
}
