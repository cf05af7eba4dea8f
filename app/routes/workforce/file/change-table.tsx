import { useTranslations } from "use-intl";
import type { ContractTerms } from "#app/domain/workforce/contract.ts";
import type { PeopleChange } from "#app/domain/workforce/people-plan.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";

/** Each change of a file: what comes, or what was known and what would be. */
export function ChangeTable({ caption, changes }: { readonly caption: string; readonly changes: readonly PeopleChange[] }) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const told = (key: keyof ContractTerms, value: ContractTerms[keyof ContractTerms]) => {
    if (value === null || value === "") return "–";
    if (key === "ratio") return `${value} %`;
    if (key === "firstDay" || key === "lastDay") return format.day(String(value));
    return typeof value === "boolean" ? words(value ? "files.yes" : "files.no") : String(value);
  };
  const changed = (key: Exclude<keyof ContractTerms, never>): Column<PeopleChange> => ({
    ...{ key, head: words(`columns.${key}`) },
    cell: ({ before, after }) =>
      before === null || before[key] === after[key] ? (
        told(key, after[key])
      ) : (
        <span className={styles.keep}>
          <del>{told(key, before[key])}</del> <ins>{told(key, after[key])}</ins>
        </span>
      ),
  });
  return (
    <DataTable
      caption={caption}
      hideCaption
      main
      wide
      columns={[
        { key: "row", head: words("files.row"), align: "end", cell: ({ row }) => format.count(row) },
        {
          key: "kind",
          head: words("files.kind"),
          cell: ({ before, isNewPerson }) => words(`files.kinds.${before ? "changed" : isNewPerson ? "newPerson" : "added"}`),
        },
        { key: "number", head: words("columns.number"), cell: ({ number }) => <span className={styles.keep}>{number}</span> },
        { key: "name", head: words("columns.name"), cell: ({ name }) => name },
        ...(["unit", "category", "ratio", "firstDay", "lastDay", "post", "activity"] as const).map(changed),
      ]}
      rows={changes}
      rowKey={({ row }) => String(row)}
    />
  );
}
