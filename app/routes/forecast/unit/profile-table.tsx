import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { ProfileDays } from "#db/queries/forecast/profile.ts";

/** The workload that a unit asks for, by profile; nothing where it asks no day. */
export function ProfileTable({ year, workload }: { readonly year: number; readonly workload: readonly ProfileDays[] }) {
  const words = useTranslations("forecast");
  const format = useFormat();
  if (workload.length === 0) return null;
  return (
    <DataTable
      caption={words("profiles.title", { year: String(year) })}
      rows={workload}
      rowKey={({ profile }) => profile ?? ""}
      columns={[
        { key: "profile", head: words("profiles.profile"), cell: ({ label }) => label ?? words("profiles.none") },
        { key: "lines", head: words("lines"), align: "end", cell: ({ lines }) => format.count(lines) },
        {
          ...{ key: "days", head: words("profiles.days"), unit: format.unit("DAY"), align: "end" },
          cell: ({ days }) => <Amount quantity={days} resource="DAY" />,
        },
      ]}
      totals={{ days: <Amount quantity={sum(workload.map(({ days }) => days))} resource="DAY" /> }}
    />
  );
}
