import { useTranslations } from "use-intl";
import type { RoomChange } from "#app/domain/allotment/redeployment.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Bullet } from "#app/ui/figure/bullet.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import styles from "./movements.module.css";

interface RoomChangeTableProps {
  readonly changes: readonly RoomChange[];
  readonly caption: string;
}

/** Both units before and after: a bar for what is taken, a tick for what they may spend of, on one scale for each pair. */
export function RoomChangeTable({ changes, caption }: RoomChangeTableProps) {
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  const scale = changes.reduce((most, { released, releasedAfter, taken }) => largest(most, released, releasedAfter, taken), 0n);
  const bullet = (own: RoomChange, limit: Quantity, when: "before" | "after") => (
    <Bullet
      label={words(when === "before" ? "bulletBefore" : "bulletAfter", { unit: own.unit, resource: resources(own.resource) })}
      resource={own.resource}
      value={own.taken}
      limit={limit < 0n ? 0n : limit}
      scaleTo={scale}
    />
  );
  return (
    <DataTable
      caption={caption}
      rows={changes}
      rowKey={({ unit, spendingClass, resource }) => `${unit} ${spendingClass} ${resource}`}
      columns={[
        { key: "unit", head: words("unit"), cell: ({ unit }) => unit },
        {
          key: "resource",
          head: allotment("resource"),
          cell: ({ spendingClass, resource }) => `${resources(resource)} · ${allotment(`class.${spendingClass}`)}`,
        },
        { key: "before", head: words("before"), cell: (own) => <span className={styles.bar}>{bullet(own, own.released, "before")}</span> },
        {
          key: "availableBefore",
          head: words("availableBefore"),
          unit: format.unit("EUR"),
          align: "end",
          cell: ({ released, taken, resource }) => <Amount quantity={released - taken} resource={resource} />,
        },
        {
          key: "after",
          head: words("after"),
          cell: (own) => <span className={styles.bar}>{bullet(own, own.releasedAfter, "after")}</span>,
        },
        {
          key: "availableAfter",
          head: words("availableAfter"),
          unit: format.unit("EUR"),
          align: "end",
          cell: ({ availableAfter, resource }) => (
            <Amount quantity={availableAfter} resource={resource} {...(availableAfter < 0n ? { tone: "over" as const } : {})} />
          ),
        },
      ]}
    />
  );
}

function largest(...quantities: readonly Quantity[]): Quantity {
  return quantities.reduce((most, own) => (own > most ? own : most), 0n);
}
