import { useTranslations } from "use-intl";
import type { FileColumn } from "#app/domain/fec/columns.ts";
import { indispensableColumns } from "#app/domain/fec/columns.ts";
import type { ReadingProposal } from "#app/domain/fec/proposal.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import styles from "#app/ui/table/mapping.module.css";
import { columnField, mappedColumns } from "./mapped-columns.ts";

const shownValues = 3;

/** Each column of a ledger, the column of the file that gives it, and what stands there first. */
export function MappingTable({ proposal: { names, sample, choices } }: { readonly proposal: ReadingProposal }) {
  const words = useTranslations("ledgerImport");
  const unused = names.filter((name) => !Object.values(choices.columns).includes(name));
  return (
    <div>
      <table className={styles.mapping}>
        <caption className="visually-hidden">{words("mapping.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{words("mapping.column")}</th>
            <th scope="col">{words("mapping.name")}</th>
            <th scope="col">{words("mapping.values")}</th>
          </tr>
        </thead>
        <tbody>
          {mappedColumns.map((column) => (
            <tr key={column}>
              <th scope="row">
                {words(`columns.${column}`)}
                {isIndispensable(column) && <> ({words("mapping.needed")})</>}
              </th>
              <td>
                <SelectField
                  name={columnField(column)}
                  label={words(`columns.${column}`)}
                  hideLabel
                  defaultValue={choices.columns[column] ?? ""}
                  options={names.map((name) => ({ value: name, label: name }))}
                />
              </td>
              <td className={styles.values}>{firstValues(choices.columns[column], names, sample)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unused.length > 0 && <p className={styles.values}>{words("mapping.unused", { count: unused.length, names: unused.join(", ") })}</p>}
    </div>
  );
}

function isIndispensable(column: FileColumn): boolean {
  return (indispensableColumns as readonly FileColumn[]).includes(column);
}

function firstValues(name: string | undefined, names: readonly string[], sample: ReadingProposal["sample"]): string {
  const place = name === undefined ? -1 : names.indexOf(name);
  if (place < 0) return "";
  const values = sample.map((cells) => (cells[place] ?? "").trim()).filter((value) => value !== "");
  return [...new Set(values)].slice(0, shownValues).join(" · ");
}
