import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";
import { operationAddress } from "../addresses.ts";
import type { OperationData } from "./route.tsx";

interface Shown {
  readonly data: OperationData;
}
interface Parts {
  readonly direct: Quantity;
  readonly days: Quantity;
  readonly personnel: Quantity | null;
  readonly support: Quantity | null;
  readonly total: Quantity | null;
}

const parts = ["direct", "personnel", "support", "total"] as const;

/** The parts of a cost; without what personnel costs, its direct expense and its days. */
function usePartColumns<Row extends Parts>(whole: boolean): Column<Row>[] {
  const words = useTranslations("works.columns");
  const format = useFormat();
  const days: Column<Row> = {
    ...{ key: "days", head: words("days"), unit: format.unit("DAY"), align: "end" },
    cell: (row) => <Amount quantity={row.days} resource="DAY" />,
  };
  const money = parts
    .filter((part) => whole || part === "direct")
    .map((part): Column<Row> => {
      return {
        ...{ key: part, head: words(part), unit: "€", align: "end" },
        cell: (row) => (
          <Amount quantity={row[part] ?? "not-applicable"} resource="EUR" {...(part === "total" && { tone: "strong" as const })} />
        ),
      };
    });
  const [direct, ...others] = money;
  return direct ? [direct, days, ...others] : [days];
}

/** What the operation costs in the year, phase by phase. */
export function PhaseCosts({ data: { year, byPhase, whole } }: Shown) {
  const words = useTranslations("works");
  const columns = usePartColumns<OperationData["byPhase"][number]>(whole);
  const total = (pick: (row: Parts) => Quantity | null) => sum(byPhase.map((row) => pick(row) ?? 0n));
  return (
    <DataTable
      caption={words("operation.costs", { year: String(year) })}
      hideCaption
      main
      columns={[{ key: "phase", head: words("columns.phase"), cell: ({ label }) => label ?? words("noPhase") }, ...columns]}
      rows={byPhase}
      rowKey={({ phase }) => phase ?? ""}
      totals={
        byPhase.length < 2
          ? undefined
          : {
              days: <Amount quantity={total(({ days }) => days)} resource="DAY" />,
              ...Object.fromEntries(parts.map((part) => [part, <Amount key={part} quantity={total((row) => row[part])} resource="EUR" />])),
            }
      }
      empty={<p className={styles.note}>{words("operation.noCosts", { year: String(year) })}</p>}
    />
  );
}

type YearRow = OperationData["byYear"][number];

/** What it costs year after year, what it gives, and what one of them costs. */
export function YearCosts({ data: { operation, byYear, whole, year } }: Shown) {
  const words = useTranslations("works");
  const columns = usePartColumns<YearRow>(whole);
  const outputs = [...new Set(byYear.flatMap(({ volumes }) => volumes.map(({ output }) => output)))];
  const volumeOf = (row: YearRow | undefined, output: string) => row?.volumes.find((own) => own.output === output);
  const before = (row: YearRow) => byYear.find((own) => own.year === row.year - 1);
  return (
    <DataTable
      caption={words("operation.years")}
      hideCaption
      wide
      columns={[
        {
          key: "year",
          head: words("columns.year"),
          cell: (row) => <Link to={operationAddress(row.year, operation.code)}>{String(row.year)}</Link>,
        },
        ...columns,
        ...outputs.flatMap((output): Column<YearRow>[] => [
          {
            ...{ key: `volume ${output}`, head: words("columns.volume"), unit: words(`outputs.${output}`), align: "end" },
            cell: (row) => <Amount quantity={volumeOf(row, output)?.volume ?? "not-applicable"} resource="DAY" />,
          },
          ...(whole
            ? [
                {
                  ...{
                    key: `one ${output}`,
                    head: words("columns.unitCost"),
                    unit: `€ / ${words(`outputs.${output}`)}`,
                    align: "end" as const,
                  },
                  cell: (row: YearRow) => <Amount quantity={volumeOf(row, output)?.unitCost ?? "not-applicable"} resource="EUR" />,
                },
                {
                  ...{ key: `change ${output}`, head: words("columns.change"), unit: "%", align: "end" as const },
                  cell: (row: YearRow) => (
                    <Amount
                      quantity={changeOf(volumeOf(row, output)?.unitCost, volumeOf(before(row), output)?.unitCost)}
                      resource="DAY"
                      sign="always"
                    />
                  ),
                },
              ]
            : []),
        ]),
      ]}
      rows={byYear}
      rowKey={(row) => String(row.year)}
      current={String(year)}
      empty={<p className={styles.note}>{words("operation.noCosts", { year: String(year) })}</p>}
    />
  );
}

/** By how many percent a unit cost moved, in hundredths of a percent; `not-applicable` where one of them is not known. */
function changeOf(now: Quantity | null | undefined, before: Quantity | null | undefined): Quantity | "not-applicable" {
  if (now === null || now === undefined || before === null || before === undefined || before === 0n) return "not-applicable";
  return ((now - before) * 10_000n) / before;
}
