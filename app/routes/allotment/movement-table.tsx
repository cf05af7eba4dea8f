import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { MovementSummary } from "#db/queries/allotment-board.ts";
import { movementAddress } from "../units/addresses.ts";
import styles from "../units/units.module.css";
import { MovementAmounts } from "./movement-amounts.tsx";

interface MovementTableProps {
  readonly year: number;
  readonly movements: readonly MovementSummary[];
  /** Where a page holds two: what these are. */
  readonly caption?: string;
  /** The page's main table. */
  readonly main?: boolean;
  readonly actions?: ReactNode;
  readonly pages?: { readonly first?: string | undefined; readonly next?: string | undefined };
}

/** Movements of credits, the last numbers first. */
export function MovementTable({ year, movements, caption, main = false, actions, pages }: MovementTableProps) {
  const words = useTranslations("allotment");
  return (
    <DataTable
      caption={caption ?? words("movements")}
      hideCaption={actions === undefined}
      main={main}
      wide
      actions={actions}
      columns={useColumns(year)}
      rows={movements}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words("noMovement")} />}
      pages={pages}
    />
  );
}

function useColumns(year: number): Column<MovementSummary>[] {
  const words = useTranslations("allotment");
  const format = useFormat();
  return [
    {
      key: "number",
      head: words("number"),
      cell: ({ id, number }) => (
        <Link to={movementAddress(year, id)} className={styles.keep}>
          {documentNumber("MV", year, number)}
        </Link>
      ),
    },
    { key: "on", head: words("day"), cell: ({ on }) => format.day(on) },
    { key: "kind", head: words("movement"), cell: ({ kind }) => words(`kind.${kind}`) },
    { key: "from", head: words("fromTo"), cell: ({ from, to }) => <Sides from={from} to={to} /> },
    { key: "reason", head: words("reason"), cell: ({ reason }) => reason },
    {
      key: "state",
      head: words("state"),
      cell: ({ state, reversedBy }) => (
        <>
          <MovementState state={state} />
          {reversedBy !== null && ` ${words("undone", { number: documentNumber("MV", year, reversedBy) })}`}
        </>
      ),
    },
    {
      key: "amounts",
      head: words("amount"),
      align: "end",
      cell: ({ amounts }) => <MovementAmounts amounts={amounts} />,
    },
    { key: "author", head: words("author"), cell: ({ author }) => author },
  ];
}

export function MovementState({ state }: { readonly state: MovementSummary["state"] }) {
  const words = useTranslations("allotment.states");
  return <StatePill kind={kinds[state]}>{words(state)}</StatePill>;
}

const kinds = {
  ...{ draft: "in-progress", proposed: "handed-in", planned: "not-started", posted: "done" },
  ...{ refused: "refused", withdrawn: "returned", cancelled: "refused" },
} as const satisfies Record<MovementSummary["state"], StateKind>;

/** Who gives and who receives: one or two units by their codes, more by their number; said once when they are the same. */
function Sides({ from, to }: Pick<MovementSummary, "from" | "to">) {
  const words = useTranslations("allotment");
  const said = (units: readonly string[]) => (units.length <= 2 ? units.join(", ") : words("several", { count: units.length }));
  return <span className={styles.keep}>{from.join() === to.join() ? said(to) : `${said(from)} → ${said(to)}`}</span>;
}
