import { useTranslations } from "use-intl";
import { earlierCommitments, paidOn, paymentsByYear, type SchedulePart } from "#app/domain/forecast/schedule.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";

/** A schedule to read: on which commitments, in which year; CP of each year in its two parts, and in all. */
export function ScheduleTable({ parts, caption }: { readonly parts: readonly SchedulePart[]; readonly caption?: string }) {
  const words = useTranslations("requests.schedule");
  const commitments = [...new Set(parts.map(({ commitmentYear }) => commitmentYear))].sort((left, right) => left - right);
  const payments = paymentsByYear(parts);
  const columns: Column<number>[] = [
    {
      key: "commitment",
      head: words("commitments"),
      cell: (own) => (own === earlierCommitments ? words("earlier") : words("ofYear", { year: String(own) })),
    },
    ...payments.map(
      ({ year }): Column<number> => ({
        key: String(year),
        head: words("paidIn", { year: String(year) }),
        align: "end",
        cell: (own) => (
          <Amount
            quantity={sum(parts.filter((part) => part.commitmentYear === own && part.paymentYear === year).map(({ amount }) => amount))}
            resource="CP"
            withUnit
          />
        ),
      }),
    ),
    { key: "whole", head: words("whole"), align: "end", cell: (own) => <Amount quantity={paidOn(parts, own)} resource="CP" withUnit /> },
  ];
  const totals = Object.fromEntries(
    payments.map(({ year, onEarlier, onNew }) => [String(year), <Amount key={year} quantity={onEarlier + onNew} resource="CP" withUnit />]),
  );
  return <DataTable caption={caption ?? words("title")} columns={columns} rows={commitments} rowKey={String} totals={totals} wide />;
}
