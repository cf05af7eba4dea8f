import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Closing } from "#db/queries/ledger/closing.ts";
import { closingDiffAddress, minutesAddress } from "../addresses.ts";

/** The minutes of the exercise and of its months, the latest first. */
export function MinutesList({ year, closings }: { readonly year: number; readonly closings: readonly Closing[] }) {
  const words = useTranslations("closing");
  const format = useFormat();
  const numberOf = (id: bigint) => closings.find((closing) => closing.id === id)?.number ?? "";
  const columns: Column<Closing>[] = [
    {
      key: "number",
      head: words("minutes.number"),
      cell: ({ id, number }) => <Link to={minutesAddress(year, id)}>{words("minutes.title", { number })}</Link>,
    },
    {
      key: "what",
      head: words("minutes.what"),
      cell: ({ period }) => (period === null ? words("minutes.wholeYear", { year: String(year) }) : words("minutes.onePeriod", { period })),
    },
    { key: "on", head: words("minutes.closedOn"), cell: ({ closedOn }) => format.day(closedOn) },
    { key: "by", head: words("minutes.closedBy"), cell: ({ actor }) => actor },
    {
      key: "debit",
      head: words("minutes.debit"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ debit }) => <Amount quantity={debit} resource="EUR" />,
    },
    {
      key: "state",
      head: words("minutes.state"),
      cell: ({ id, replaces, reopenedAt }) => (
        <>
          <StatePill kind={reopenedAt === null ? "done" : "returned"}>
            {reopenedAt === null ? words("minutes.inForce") : words("minutes.reopened", { at: format.instant(reopenedAt.toISOString()) })}
          </StatePill>{" "}
          {replaces !== null && (
            <>
              {words("minutes.replaced", { number: numberOf(replaces) })}{" "}
              <Link to={closingDiffAddress(year, id)}>{words("minutes.diff")}</Link>
            </>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={words("minutes.listCaption", { year: String(year) })}
      hideCaption
      columns={columns}
      rows={closings}
      rowKey={({ id }) => String(id)}
      empty={<p>{words("minutes.none")}</p>}
    />
  );
}
