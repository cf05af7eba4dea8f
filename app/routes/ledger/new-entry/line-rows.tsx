import { useTranslations } from "use-intl";
import { classNames } from "#app/ui/class-names.ts";
import { Field } from "#app/ui/form/field.tsx";
import styles from "./entry-form.module.css";

const columns = ["account", "label", "party", "unit", "voucher", "debit", "credit"] as const;
type LineField = (typeof columns)[number];

const lists: Partial<Record<LineField, string>> = { account: "accounts", party: "parties", unit: "units" };

/** The lines of the entry: a table whose heads name the fields, each of which has its own label for whoever does not see them. */
export function LineRows({ count }: { readonly count: number }) {
  const words = useTranslations("ledger");
  const heads = {
    account: words("account.head"),
    label: words("entry.lineLabel"),
    party: words("entry.party"),
    unit: words("entry.unit"),
    voucher: words("entry.voucher"),
    debit: `${words("entry.debit")} €`,
    credit: `${words("entry.credit")} €`,
  } as const satisfies Record<LineField, string>;
  return (
    <div className={styles.frame}>
      <table className={styles.lines}>
        <caption className="visually-hidden">{words("entry.lines")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{words("newEntry.line")}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={isAmount(column) ? styles.end : undefined}>
                {heads[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: count }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              {columns.map((column) => (
                <td key={column} className={styles[column]}>
                  <LineInput column={column} line={index} label={words("newEntry.field", { field: heads[column], line: index + 1 })} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LineInput({ column, line, label }: { readonly column: LineField; readonly line: number; readonly label: string }) {
  return (
    <Field field={{ name: `lines[${line}].${column}`, label, hideLabel: true }}>
      {({ required: _, ...control }) => (
        <input
          {...control}
          type="text"
          list={lists[column]}
          inputMode={isAmount(column) ? "decimal" : undefined}
          autoComplete="off"
          data-line={line}
          data-column={column}
          className={classNames(control.className, isAmount(column) && styles.end)}
        />
      )}
    </Field>
  );
}

function isAmount(column: LineField): boolean {
  return column === "debit" || column === "credit";
}
