import { useTranslations } from "use-intl";
import type { CreditsHeld } from "#app/domain/allotment/credits-held.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../units/units.module.css";
import type { HoldingRow } from "./credit-rows.ts";

const columns = [
  "notified",
  "reserve",
  "toRelease",
  "released",
  "engaged",
  "requested",
  "paid",
  "available",
  "overrun",
] as const satisfies readonly (keyof CreditsHeld)[];

/** What units hold, stage by stage, to the cent: one row for each class and resource. */
export function HoldingTable({ rows, caption }: { readonly rows: readonly HoldingRow[]; readonly caption: string }) {
  const words = useTranslations("allotment");
  const resources = useTranslations("resources");
  const shown = columns.filter((key) => key !== "overrun" || rows.some(({ held }) => held.overrun !== 0n));
  const named: Column<HoldingRow> = {
    key: "resource",
    head: words("resource"),
    cell: ({ spendingClass, resource }) => (
      <span className={styles.keep}>{`${resources(`short.${resource}`)} · ${words(`class.${spendingClass}`)}`}</span>
    ),
  };
  const amounts = shown.map(
    (key): Column<HoldingRow> => ({
      key,
      head: words(`stage.${key}`),
      align: "end",
      cell: ({ held, resource }) => (
        <Amount quantity={applies(key, resource) ? held[key] : "not-applicable"} resource={resource} withUnit />
      ),
    }),
  );
  return (
    <DataTable
      caption={caption}
      hideCaption
      columns={[named, ...amounts]}
      rows={rows}
      rowKey={(row) => `${row.spendingClass}${row.resource}`}
      empty={<EmptyState title={words("holdsNothing")} />}
    />
  );
}

/** Only AE are committed and only CP are asked for; what is consumed is said once, where it counts. */
function applies(key: (typeof columns)[number], resource: HoldingRow["resource"]): boolean {
  if (key === "engaged") return resource === "AE";
  if (key === "requested") return resource === "CP";
  return key !== "paid" || resource !== "AE";
}
