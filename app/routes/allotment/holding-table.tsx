import { useTranslations } from "use-intl";
import type { CreditsHeld } from "#app/domain/allotment/credits-held.ts";
import { type Place, rungTrace } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../units/units.module.css";
import type { HoldingRow } from "./credit-rows.ts";

type Rung = Exclude<keyof CreditsHeld, "earmarked">;

const money = [
  "notified",
  "reserve",
  "toRelease",
  "released",
  "engaged",
  "requested",
  "paid",
  "available",
  "overrun",
] as const satisfies readonly Rung[];
const staff = ["notified", "released", "paid", "available", "overrun"] as const satisfies readonly Rung[];

interface HoldingTableProps {
  readonly rows: readonly HoldingRow[];
  readonly caption: string;
  /** Whose figures they are, for their stories. */
  readonly place?: Pick<Place, "scope" | "year" | "asOf">;
}

/** What units hold, stage by stage: money to the cent, one row for each class and resource, then staff and days, which no euro measures. */
export function HoldingTable({ rows, caption, place }: HoldingTableProps) {
  const words = useTranslations("allotment");
  const format = useFormat();
  const inEuros = rows.filter(({ resource }) => resource === "AE" || resource === "CP");
  const others = rows.filter((row) => !inEuros.includes(row));
  const moneyColumns = useColumns(inEuros, money, place, format.unit("EUR"));
  const staffColumns = useColumns(others, staff, place);
  return (
    <div className={styles.stack}>
      <DataTable
        caption={caption}
        hideCaption
        columns={moneyColumns}
        rows={inEuros}
        rowKey={keyOf}
        empty={<EmptyState title={words("holdsNothing")} />}
      />
      {others.length > 0 && <DataTable caption={words("staff")} columns={staffColumns} rows={others} rowKey={keyOf} />}
    </div>
  );
}

function useColumns(
  rows: readonly HoldingRow[],
  rungs: readonly Rung[],
  place: HoldingTableProps["place"],
  unit?: string,
): Column<HoldingRow>[] {
  const words = useTranslations("allotment");
  const resources = useTranslations("resources.short");
  const shown = rungs.filter((rung) => rung !== "overrun" || rows.some(({ held }) => held.overrun !== 0n));
  return [
    {
      key: "resource",
      head: words("resource"),
      cell: ({ spendingClass, resource }) => `${resources(resource)} · ${words(`class.${spendingClass}`)}`,
    },
    ...shown.map(
      (rung): Column<HoldingRow> => ({
        key: rung,
        head: rung === "paid" && unit === undefined ? words("used") : words(`stage.${rung}`),
        ...(unit === undefined ? {} : { unit }),
        align: "end",
        cell: ({ held, resource, spendingClass }) => (
          <Amount
            quantity={applies(rung, resource) ? held[rung] : "not-applicable"}
            resource={resource}
            withUnit={unit === undefined}
            trace={place && rungTrace(rung, { ...place, resource, cut: { spendingClass } })}
          />
        ),
      }),
    ),
  ];
}

function keyOf({ spendingClass, resource }: HoldingRow): string {
  return spendingClass + resource;
}

/** Only AE are committed and only CP are asked for; what is consumed is said once, where it counts. */
function applies(rung: Rung, resource: HoldingRow["resource"]): boolean {
  if (rung === "engaged") return resource === "AE";
  if (rung === "requested") return resource === "CP";
  return rung !== "paid" || resource !== "AE";
}
