import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { CarriedRequest } from "#db/queries/request-taking.ts";
import { commitmentAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";

export interface CarriedRow extends CarriedRequest {
  /** CP that the unit has left in the exercise that takes it. */
  readonly available: bigint;
}

/** What an exercise leaves unpaid: a box for each; those that nobody has taken yet are ticked where the unit has room for them. */
export function CarriedTable({
  year,
  next,
  requests,
}: {
  readonly year: number;
  readonly next: number;
  readonly requests: readonly CarriedRow[];
}) {
  const words = useTranslations("yearEnd");
  const execution = useTranslations("execution");
  const format = useFormat();
  const columns: Column<CarriedRow>[] = [
    {
      ...{ key: "number", head: execution("number") },
      cell: ({ id, number, takenIn, amount, available }) => (
        <label className={styles.tick}>
          <input type="checkbox" name="request" value={id} defaultChecked={takenIn === null && available >= amount} /> {number}
        </label>
      ),
    },
    { key: "on", head: execution("requestDay"), cell: ({ requestedOn }) => format.day(requestedOn) },
    { key: "party", head: execution("party"), cell: ({ party }) => party },
    {
      ...{ key: "commitment", head: execution("commitment") },
      cell: ({ commitmentId, commitmentNumber }) => (
        <Link to={commitmentAddress(year, commitmentId)} className={styles.keep}>
          {commitmentNumber}
        </Link>
      ),
    },
    { key: "unit", head: execution("unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    {
      ...{ key: "amount", head: execution("amount"), unit: format.unit("EUR"), align: "end" },
      cell: ({ amount }) => <Amount quantity={amount} resource="CP" />,
    },
    {
      ...{ key: "available", head: words("requests.available", { next: String(next) }), unit: format.unit("EUR"), align: "end" },
      cell: ({ available }) => <Amount quantity={available} resource="CP" />,
    },
    {
      ...{ key: "state", head: words("state") },
      cell: ({ takenIn, amount, available }) =>
        takenIn !== null ? (
          <StatePill kind="done">{words("requests.taken", { year: String(takenIn) })}</StatePill>
        ) : (
          <StatePill kind={available >= amount ? "late" : "fault"}>
            {words(available >= amount ? "requests.waiting" : "requests.noRoom")}
          </StatePill>
        ),
    },
  ];
  return (
    <DataTable
      caption={words("requests.caption", { year: String(year) })}
      hideCaption
      main
      columns={columns}
      rows={requests}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words("requests.none", { year: String(year) })} />}
    />
  );
}
