import { useTranslations } from "use-intl";
import type { CreditsHeld } from "#app/domain/allotment/credits-held.ts";
import type { Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { alone, rungTrace, within } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { unitExecutionAddress } from "../../units/addresses.ts";
import { UnitLabel } from "../../units/unit-label.tsx";
import { RateCell } from "../rate-cell.tsx";

export interface FollowUpRow {
  readonly code: string;
  readonly label: string;
  readonly depth: number;
  readonly ae: CreditsHeld;
  readonly cp: CreditsHeld;
}

const shown = { AE: ["released", "engaged", "available"], CP: ["released", "requested", "paid", "available"] } as const;

/** Where each unit stands against what was put at its disposal, in AE or in CP. */
export function FollowUpTable({
  year,
  rows,
  measure,
  scope,
  known,
}: {
  readonly year: number;
  readonly rows: readonly FollowUpRow[];
  readonly measure: "AE" | "CP";
  /** The unit that the page is about; null: all that the reader sees. */
  readonly scope: string | null;
  /** As known on this past day; null: today. */
  readonly known: Day | null;
}) {
  const words = useTranslations("allotment");
  const own = useTranslations("execution");
  const format = useFormat();
  const held = (row: FollowUpRow) => (measure === "AE" ? row.ae : row.cp);
  const spent = (row: FollowUpRow) => (measure === "AE" ? row.ae.engaged : row.cp.paid);
  const unit = displayUnitFor(rows.map((row) => held(row).released));
  const asOf = known === null ? undefined : { on: known, known: true };
  const overrun = rows.some((row) => held(row).overrun !== 0n);
  const keys = [...shown[measure], ...(overrun ? (["overrun"] as const) : [])];
  const columns: Column<FollowUpRow>[] = [
    {
      key: "unit",
      head: words("unit"),
      cell: ({ code, label, depth }) => <UnitLabel code={code} label={label} depth={depth} to={unitExecutionAddress(year, code)} />,
    },
    ...keys.map(
      (key): Column<FollowUpRow> => ({
        key,
        head: words(`stage.${key}`),
        unit: format.unit(measure, unit),
        align: "end",
        cell: (row) => (
          <Amount
            quantity={held(row)[key]}
            resource={measure}
            unit={unit}
            trace={rungTrace(key, { resource: measure, scope: alone(row.code), year, asOf })}
            {...(key === "overrun" ? { tone: "over" as const } : {})}
          />
        ),
      }),
    ),
    {
      key: "rate",
      head: own(measure === "AE" ? "rateAe" : "rateCp"),
      align: "end",
      cell: (row) => <RateCell label={row.label} resource={measure} part={spent(row)} whole={held(row).released} unit={unit} />,
    },
  ];
  const totals = Object.fromEntries(
    keys.map((key) => {
      const trace = rungTrace(key, { resource: measure, scope: within(scope), year, asOf });
      return [key, <Amount key={key} quantity={sum(rows.map((row) => held(row)[key]))} resource={measure} unit={unit} trace={trace} />];
    }),
  );
  return (
    <DataTable
      caption={own("byUnit")}
      hideCaption
      main
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
      totals={{ ...totals, rate: format.share({ part: sum(rows.map(spent)), whole: sum(rows.map((row) => held(row).released)) }) }}
      empty={<EmptyState title={own("nothingReleased")} />}
    />
  );
}
