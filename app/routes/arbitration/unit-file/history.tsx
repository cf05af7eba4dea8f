import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import type { DisplayUnit } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { type BoardUnit, total, totalled } from "../board/board.ts";
import { AmountBar } from "../board/cells.tsx";

interface UnitHistoryProps {
  readonly unit: BoardUnit;
  readonly measure: BudgetResource;
  readonly year: number;
  readonly shownIn: DisplayUnit;
}

/** What the unit was notified and executed in the last three full years, where the present one is bound to end, and what it asks. */
export function UnitHistory({ unit, measure, year, shownIn }: UnitHistoryProps) {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const asked = total(totalled(unit.requests.map((own) => own.asked)));
  const rows = [
    ...unit.uses.map((own) => ({ ...own, kind: "past" as const })),
    { year: year - 1, notified: total(unit.notified), executed: unit.landing, kind: "present" as const },
  ];
  const largest = [...rows.flatMap(({ executed, notified }) => [executed, notified]), asked].reduce(
    (most, one) => (one > most ? one : most),
    0n,
  );
  const bar = (quantity: bigint, stage: Parameters<typeof AmountBar>[0]["stage"]) => (
    <AmountBar {...{ quantity, measure, stage, largest }} unit={shownIn} />
  );
  return (
    <DataTable
      caption={words("unitFile.history")}
      hideCaption
      rows={rows}
      rowKey={(row) => String(row.year)}
      columns={[
        {
          key: "year",
          head: words("unitFile.year"),
          cell: (row) => (row.kind === "present" ? words("columns.landing", { year: String(row.year) }) : String(row.year)),
        },
        {
          ...{ key: "notified", head: words("unitFile.notified"), unit: format.unit(measure, shownIn), align: "end" },
          cell: (row) => bar(row.notified, "notified"),
        },
        {
          ...{ key: "executed", head: words("unitFile.executed"), unit: format.unit(measure, shownIn), align: "end" },
          cell: (row) => bar(row.executed, row.kind === "present" ? "landing" : "previous-year"),
        },
        {
          ...{ key: "use", head: words("unitFile.use"), align: "end" },
          cell: (row) => format.share({ part: row.executed, whole: row.notified }),
        },
      ]}
      totals={{
        year: arbitration("columns.asked", { year: String(year) }),
        notified: <Amount quantity={asked} resource={measure} unit={shownIn} />,
      }}
    />
  );
}
