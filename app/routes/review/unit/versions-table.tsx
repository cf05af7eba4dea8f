import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import { sum } from "#app/domain/quantity.ts";
import type { ReviewedResource, ToldCause } from "#app/domain/review/cause.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";

export interface ToldVersion {
  readonly spendingClass: SpendingClass;
  readonly version: number;
  readonly gap: Quantity;
  readonly author: string;
  readonly at: string;
  readonly causes: readonly ToldCause[];
}

/** Everything that was told of the gap, the latest first: who, when, of how large a gap, in which parts. */
export function VersionsTable({ versions, resource }: { readonly versions: readonly ToldVersion[]; readonly resource: ReviewedResource }) {
  const words = useTranslations("review");
  const format = useFormat();
  const amount = (quantity: Quantity) => <Amount quantity={quantity} resource={resource} sign="always" />;
  return (
    <DataTable
      caption={words("versions")}
      hideCaption
      rows={versions}
      rowKey={({ spendingClass, version }) => `${spendingClass} ${version}`}
      columns={[
        { key: "at", head: words("at"), cell: ({ at }) => format.instant(at) },
        { key: "author", head: words("author"), cell: ({ author }) => author },
        { key: "class", head: words("titles"), cell: ({ spendingClass }) => words(`classes.${spendingClass}`) },
        { ...{ key: "gap", head: words("gapThen"), unit: format.unit(resource), align: "end" }, cell: ({ gap }) => amount(gap) },
        {
          ...{ key: "told", head: words("toldThen"), unit: format.unit(resource), align: "end" },
          cell: ({ causes }) => amount(sum(causes.map((cause) => cause.amount))),
        },
        {
          ...{ key: "causes", head: words("causes") },
          cell: ({ causes }) =>
            causes.length === 0 ? (
              words("takenBack")
            ) : (
              <ul className={styles.list}>
                {causes.map(({ cause, amount: part, note }) => (
                  <li key={cause}>
                    {words("toldPart", {
                      cause: words(`steps.${cause}`),
                      amount: said(format, part, "EUR"),
                      note: note === "" ? "none" : note,
                    })}
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
