import { useTranslations } from "use-intl";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { ReadableLine } from "#db/queries/allotment-movement.ts";
import styles from "../movements.module.css";

/** From where to where, line by line; the totals are those of each resource. */
export function LineTable({ lines, article }: { readonly lines: readonly ReadableLine[]; readonly article: string }) {
  const words = useTranslations("movements");
  const stages = useTranslations("movements.stages");
  const allotment = useTranslations("allotment");
  const resources = useTranslations("resources.short");
  const indexed = lines.map((line, index) => ({ ...line, key: String(index) }));
  const side = (label: string, stage: ReadableLine["from"]) => (
    <>
      {label}
      <br />
      {`${stages(stage.stage)} · ${stage.nature} · ${stage.activity}`}
    </>
  );
  const totals = (["AE", "CP", "ETPT"] as const satisfies readonly BudgetResource[]).flatMap((resource) => {
    const own = lines.filter((line) => line.resource === resource);
    return own.length === 0 ? [] : [{ resource, amount: sum(own.map(({ amount }) => amount)) }];
  });
  return (
    <DataTable
      caption={words("linesCaption", { article })}
      main
      rows={indexed}
      rowKey={({ key }) => key}
      columns={[
        { key: "from", head: words("from"), cell: ({ from, fromLabel }) => side(fromLabel, from) },
        { key: "to", head: words("to"), cell: ({ to, toLabel }) => side(toLabel, to) },
        { key: "resource", head: allotment("resource"), cell: ({ resource }) => resources(resource) },
        {
          key: "amount",
          head: allotment("amount"),
          align: "end",
          cell: ({ amount, resource }) => <Amount quantity={amount} resource={resource} withUnit />,
        },
      ]}
      totals={{
        amount: totals.map(({ resource, amount }) => (
          <div key={resource} className={styles.keep}>
            {resource === "ETPT" ? "" : `${resources(resource)} `}
            <Amount quantity={amount} resource={resource} withUnit />
          </div>
        )),
      }}
    />
  );
}
