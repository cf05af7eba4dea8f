import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { GapEvent } from "#db/queries/ledger/bridge.ts";
import { entryAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

interface EventTableProps {
  readonly year: number;
  readonly events: readonly GapEvent[];
  readonly count: number;
}

/** The payments that stand in one book alone, or say two amounts: the largest first, with their entries. */
export function EventTable({ year, events, count }: EventTableProps) {
  const words = useTranslations("bridge");
  const format = useFormat();
  const amount = (key: "consumed" | "paid" | "gap", of: (event: GapEvent) => bigint): Column<GapEvent> => ({
    key,
    head: words(`events.${key}`),
    unit: format.unit("EUR"),
    align: "end",
    cell: (event) => <Amount quantity={of(event)} resource="EUR" sign={key === "gap" ? "always" : "negative"} />,
  });
  const columns: Column<GapEvent>[] = [
    { key: "label", head: words("events.label"), cell: ({ label }) => label },
    {
      key: "kind",
      head: words("events.kind"),
      cell: ({ gap }) => <StatePill kind={gap === "differs" ? "fault" : "late"}>{words(`events.${gap}`)}</StatePill>,
    },
    { key: "on", head: words("events.on"), cell: ({ on }) => format.day(on) },
    {
      key: "entries",
      head: words("events.entries"),
      cell: ({ entries }) => (
        <ul className={styles.plain}>
          {entries.map(({ id, name }) => (
            <li key={id}>
              <Link to={entryAddress(year, BigInt(id))}>{name}</Link>
            </li>
          ))}
        </ul>
      ),
    },
    amount("consumed", ({ consumed }) => consumed),
    amount("paid", ({ paid }) => paid),
    amount("gap", ({ consumed, paid }) => consumed - paid),
  ];
  return (
    <>
      {count > events.length && <p>{words("events.more", { shown: events.length, count })}</p>}
      <DataTable
        caption={words("events.caption")}
        hideCaption
        columns={columns}
        rows={events}
        rowKey={({ eventId }) => eventId}
        empty={<p>{words("events.none")}</p>}
      />
    </>
  );
}
