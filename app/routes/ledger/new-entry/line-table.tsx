import { type Dispatch, useMemo } from "react";
import { useTranslations } from "use-intl";
import { type LineField, lineFields } from "#app/domain/ledger/typing/typed-entry.ts";
import { classNames } from "#app/ui/class-names.ts";
import styles from "./entry-form.module.css";
import type { EntryChange, Row } from "./entry-state.ts";
import { isAmount, type LineChoices, type LineErrors, LineRow } from "./line-row.tsx";

interface LineTableProps {
  readonly rows: readonly Row[];
  readonly columns: readonly LineField[];
  readonly errors: Readonly<Record<string, string>>;
  readonly choices: LineChoices;
  readonly change: Dispatch<EntryChange>;
}

/** The lines of the entry: a table whose heads name the fields. */
export function LineTable({ rows, columns, errors, choices, change }: LineTableProps) {
  const words = useTranslations("entryForm");
  const perLine = useMemo(() => errorsPerLine(errors), [errors]);
  return (
    <div className={styles.frame}>
      <table className={classNames(styles.lines, columns.includes("voucher") && styles.withVouchers)}>
        <caption className="visually-hidden">{words("lines")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{words("line")}</span>
            </th>
            {columns.map((field) => (
              <th key={field} scope="col" className={isAmount(field) ? styles.end : undefined}>
                {isAmount(field) ? `${words(`column.${field}`)} €` : words(`column.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, line }, index) => (
            <LineRow key={key} index={index} line={line} columns={columns} errors={perLine.get(index)} choices={choices} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function errorsPerLine(errors: Readonly<Record<string, string>>): ReadonlyMap<number, LineErrors> {
  const found = new Map<number, Record<string, string>>();
  for (const [name, sentence] of Object.entries(errors)) {
    const [, place, word] = /^lines\[(\d+)\]\.(\w+)$/.exec(name) ?? [];
    if (place === undefined || !lineFields.some((field) => field === word)) continue;
    found.set(Number(place), { ...found.get(Number(place)), [word ?? ""]: sentence });
  }
  return found;
}
