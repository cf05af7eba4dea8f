import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { Delegation } from "#db/queries/arbitration/delegation.ts";
import { capabilityKey } from "./capability-key.ts";

interface DelegationTableProps {
  readonly delegations: readonly Delegation[];
  readonly caption: string;
  readonly today: Day;
  readonly mayWithdraw: (delegation: Delegation) => boolean;
  readonly main?: boolean;
}

type State = "toCome" | "inForce" | "over" | "withdrawn";
const shapes: Readonly<Record<State, StateKind>> = { toCome: "not-started", inForce: "in-progress", over: "done", withdrawn: "refused" };

/** Who decides for whom, what, where, from one day to another. */
export function DelegationTable({ delegations, caption, today, mayWithdraw, main = false }: DelegationTableProps) {
  const words = useTranslations("authority.delegations");
  const format = useFormat();
  const stateOf = ({ withdrawnAt, from, until }: Delegation): State =>
    withdrawnAt !== null ? "withdrawn" : until < today ? "over" : from > today ? "toCome" : "inForce";
  return (
    <DataTable
      caption={caption}
      rows={delegations}
      rowKey={(row) => row.id}
      empty={<p>{words("none")}</p>}
      main={main}
      columns={[
        { key: "from", head: words("from"), cell: (row) => row.delegator },
        { key: "to", head: words("to"), cell: (row) => row.delegate },
        { key: "what", head: words("what"), cell: (row) => words(`capabilityKeys.${capabilityKey(row.capability)}`) },
        { key: "where", head: words("where"), cell: (row) => row.unitLabel },
        {
          key: "days",
          head: words("days"),
          cell: (row) => words("dayRange", { from: format.day(row.from), until: format.day(row.until) }),
        },
        { key: "reason", head: words("reason"), cell: (row) => row.reason },
        {
          key: "state",
          head: words("state"),
          cell: (row) => (
            <StatePill kind={shapes[stateOf(row)]}>{words(`states.${stateOf(row)}`, { by: row.withdrawnBy ?? "" })}</StatePill>
          ),
        },
        {
          key: "act",
          head: words("act"),
          cell: (row) =>
            ["toCome", "inForce"].includes(stateOf(row)) &&
            mayWithdraw(row) && <Link to={`/settings/delegations/${row.id}/withdrawal`}>{words("withdraw")}</Link>,
        },
      ]}
    />
  );
}
