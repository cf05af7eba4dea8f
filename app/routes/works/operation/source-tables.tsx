import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";
import { partAddress } from "../addresses.ts";
import type { OperationData } from "./route.tsx";

interface Shown {
  readonly data: OperationData;
}

/** The keys by which the operation takes expense of the ledger, and what each gave in the year. */
export function ExpenseTable({ data: { year, operation, expenses, mayAttach } }: Shown) {
  const words = useTranslations("works");
  const format = useFormat();
  const columns: Column<OperationData["expenses"][number]>[] = [
    {
      key: "key",
      head: words("columns.key"),
      cell: ({ id, key, code }) => {
        const said = `${words(`keys.${key}`)} ${code}`;
        return mayAttach ? <Link to={partAddress(year, operation.code, "expense", id)}>{said}</Link> : said;
      },
    },
    { key: "unit", head: words("columns.unit"), cell: ({ key, unit }) => unit ?? (key === "activity" ? words("everywhere") : "–") },
    { key: "phase", head: words("columns.phase"), cell: ({ phaseLabel }) => phaseLabel ?? words("noPhase") },
    {
      key: "years",
      head: words("columns.years"),
      cell: ({ fromYear, lastYear }) => (lastYear === fromYear ? String(fromYear) : `${fromYear} – ${lastYear ?? "…"}`),
    },
    { key: "whole", head: words("columns.whole"), unit: "€", align: "end", cell: (row) => <Amount quantity={row.whole} resource="EUR" /> },
    { key: "share", head: words("columns.share"), unit: "%", align: "end", cell: ({ share }) => format.amount(BigInt(share) * 10n, "DAY") },
    {
      key: "amount",
      head: words("columns.amount"),
      unit: "€",
      align: "end",
      cell: (row) => <Amount quantity={row.amount} resource="EUR" />,
    },
  ];
  return (
    <DataTable
      caption={words("operation.expenses", { year: String(year) })}
      columns={columns}
      rows={expenses}
      rowKey={({ id }) => id}
      empty={<p className={styles.note}>{words("operation.noExpenses")}</p>}
    />
  );
}

/** The days that units spent, and what they cost. */
export function WorkedTable({ data: { year, worked, whole } }: Shown) {
  const words = useTranslations("works");
  const format = useFormat();
  const columns: Column<OperationData["worked"][number]>[] = [
    { key: "unit", head: words("columns.unit"), cell: ({ unit }) => unit },
    { key: "phase", head: words("columns.phase"), cell: ({ phase }) => phase ?? words("noPhase") },
    {
      ...{ key: "days", head: words("columns.days"), unit: format.unit("DAY"), align: "end" },
      cell: ({ days }) => <Amount quantity={days} resource="DAY" />,
    },
    ...(whole
      ? [
          {
            ...{ key: "rate", head: words("columns.rate"), unit: "€", align: "end" as const },
            cell: ({ cost, days }: OperationData["worked"][number]) =>
              cost === null ? words("operation.unrated") : <Amount quantity={(cost * 200n + days) / (2n * days)} resource="EUR" />,
          },
          {
            ...{ key: "cost", head: words("columns.amount"), unit: "€", align: "end" as const },
            cell: ({ cost }: OperationData["worked"][number]) => <Amount quantity={cost ?? "not-applicable"} resource="EUR" />,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={words("operation.worked", { year: String(year) })}
      columns={columns}
      rows={worked}
      rowKey={({ unit, phase }) => `${unit} ${phase ?? ""}`}
      empty={<p className={styles.note}>{words("operation.noWorked", { year: String(year) })}</p>}
    />
  );
}

/** The items of the workload plan that are its work. */
export function ItemTable({ data: { year, operation, items, mayTell } }: Shown) {
  const words = useTranslations("works");
  const columns: Column<OperationData["items"][number]>[] = [
    {
      key: "code",
      head: words("columns.item"),
      cell: ({ code }) => (mayTell ? <Link to={partAddress(year, operation.code, "item", code)}>{code}</Link> : code),
    },
    { key: "label", head: words("columns.label"), cell: ({ label }) => label },
    { key: "phase", head: words("columns.phase"), cell: ({ phase }) => phase ?? words("noPhase") },
  ];
  return (
    <DataTable
      caption={words("operation.items")}
      columns={columns}
      rows={items}
      rowKey={({ item }) => item}
      empty={<p className={styles.note}>{words("operation.noItems")}</p>}
    />
  );
}
