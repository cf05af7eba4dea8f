import { useTranslations } from "use-intl";
import type { CreditsHeld } from "#app/domain/allotment/credits-held.ts";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import { alone, type Place, rungTrace, traceOf } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Bullet } from "#app/ui/figure/bullet.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { allotmentAddress, unitAllotmentAddress } from "../../units/addresses.ts";
import { UnitLabel } from "../../units/unit-label.tsx";
import styles from "../movements.module.css";

export interface BoardRow {
  readonly code: string;
  readonly label: string;
  readonly depth: number;
  /** What the adopted scenario decided; null when none did. */
  readonly arbitrated: bigint | null;
  readonly held: CreditsHeld;
}

const stages = ["notified", "reserve", "released", "toRelease"] as const;

/** Each unit: what was decided beside what it was given. */
export function BoardTable({
  year,
  rows,
  measure,
  place,
}: {
  readonly year: number;
  readonly rows: readonly BoardRow[];
  readonly measure: BudgetResource;
  /** Of the totals, for their stories. */
  readonly place: Pick<Place, "scope" | "asOf">;
}) {
  const words = useTranslations("allotment");
  const own = useTranslations("movements");
  const format = useFormat();
  const unit = displayUnitFor(rows.map(({ held }) => held.notified));
  const total: Place = { ...place, year, resource: measure };
  const of = (row: BoardRow): Place => ({ ...total, scope: alone(row.code) });
  const amount = (quantity: bigint | null, trace: string) => (
    <Amount quantity={quantity ?? "not-applicable"} resource={measure} unit={unit} trace={trace} />
  );
  const decidedIn = ({ asOf: _now, ...own }: Place) => traceOf("decided", own);
  const columns: Column<BoardRow>[] = [
    {
      key: "unit",
      head: words("unit"),
      cell: ({ code, label, depth }) => <UnitLabel code={code} label={label} depth={depth} to={unitAllotmentAddress(year, code)} />,
    },
    {
      key: "arbitrated",
      head: words("stage.arbitrated"),
      unit: format.unit(measure, unit),
      align: "end",
      cell: (row) => amount(row.arbitrated, decidedIn(of(row))),
    },
    ...stages.map(
      (key): Column<BoardRow> => ({
        key,
        head: words(`stage.${key}`),
        unit: format.unit(measure, unit),
        align: "end",
        cell: (row) => amount(row.held[key], rungTrace(key, of(row))),
      }),
    ),
    ...(measure === "AE" || measure === "CP"
      ? [
          {
            key: "used",
            head: own(measure === "AE" ? "board.usedAe" : "board.usedCp"),
            cell: ({ label, held }: BoardRow) => (
              <span className={styles.bar}>
                <Bullet
                  label={label}
                  resource={measure}
                  value={measure === "AE" ? held.engaged : held.paid}
                  available={held.released}
                  limit={held.notified}
                  unit={unit}
                />
              </span>
            ),
          },
        ]
      : []),
  ];
  const totals = Object.fromEntries(stages.map((key) => [key, amount(sum(rows.map(({ held }) => held[key])), rungTrace(key, total))]));
  const decided = rows.some(({ arbitrated }) => arbitrated !== null) ? sum(rows.map(({ arbitrated }) => arbitrated ?? 0n)) : null;
  return (
    <DataTable
      caption={words("board")}
      hideCaption
      main
      wide
      actions={<ExportMenu file={`${allotmentAddress(year)}/file`} />}
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
      totals={{ ...totals, arbitrated: amount(decided, decidedIn(total)) }}
      empty={<EmptyState title={words("nothingNotified")}>{words("nothingNotifiedHint")}</EmptyState>}
    />
  );
}
