import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { AskedWork } from "./asked-work.ts";

interface ProfileTableProps {
  readonly year: number;
  /** The address of the unit's workload plan. */
  readonly plan: string;
  readonly workload: readonly AskedWork[];
}

/** The workload that a unit asks for, by profile, beside what its people can give; nothing where it asks no day. */
export function ProfileTable({ year, plan, workload }: ProfileTableProps) {
  const words = useTranslations("forecast");
  const format = useFormat();
  if (workload.length === 0) return null;
  const days = (key: "days" | "capacity"): Column<AskedWork> => ({
    ...{ key, head: words(`profiles.${key}`), unit: format.unit("DAY"), align: "end" },
    cell: (own) => <Amount quantity={own[key]} resource="DAY" />,
  });
  return (
    <>
      <DataTable
        caption={words("profiles.title", { year: String(year) })}
        rows={workload}
        rowKey={({ profile }) => profile ?? ""}
        columns={[
          { key: "profile", head: words("profiles.profile"), cell: ({ label }) => label ?? words("profiles.none") },
          { key: "lines", head: words("lines"), align: "end", cell: ({ lines }) => format.count(lines) },
          days("days"),
          days("capacity"),
          {
            ...{ key: "gap", head: words("profiles.gap"), unit: format.unit("DAY"), align: "end" },
            cell: ({ days: load, capacity, isOver }) => (
              <Amount quantity={capacity - load} resource="DAY" sign="always" {...(isOver && { tone: "over" as const })} />
            ),
          },
        ]}
        totals={{
          days: <Amount quantity={sum(workload.map((own) => own.days))} resource="DAY" />,
          capacity: <Amount quantity={sum(workload.map(({ capacity }) => capacity))} resource="DAY" />,
        }}
      />
      <p>
        <Link to={plan}>{words("profiles.plan")}</Link>
      </p>
    </>
  );
}
