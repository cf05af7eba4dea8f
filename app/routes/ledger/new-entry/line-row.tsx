import { CircleAlert } from "lucide-react";
import { type Dispatch, memo, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Searchable } from "#app/domain/ledger/typing/search.ts";
import type { LineField, TypedLine } from "#app/domain/ledger/typing/typed-entry.ts";
import { classNames } from "#app/ui/class-names.ts";
import { Combobox } from "#app/ui/form/combobox.tsx";
import fields from "#app/ui/form/form.module.css";
import styles from "./entry-form.module.css";
import type { EntryChange } from "./entry-state.ts";

export type LineErrors = Readonly<Partial<Record<LineField, string>>>;

/** What the codes of a line may be, and what they mean. */
export interface LineChoices {
  readonly account: Searchable;
  readonly party: Searchable;
  readonly unit: Searchable;
  readonly labels: Readonly<Record<"account" | "party" | "unit", ReadonlyMap<string, string>>>;
}

interface LineRowProps {
  readonly index: number;
  readonly line: TypedLine;
  readonly columns: readonly LineField[];
  readonly errors: LineErrors | undefined;
  readonly choices: LineChoices;
  readonly change: Dispatch<EntryChange>;
}

/** One line of the entry. Drawn again only when it changes itself: with two hundred of them a key stays immediate. */
export const LineRow = memo(function LineRow({ index, line, columns, errors, choices, change }: LineRowProps) {
  return (
    <tr>
      <th scope="row">{index + 1}</th>
      {columns.map((field) => (
        <td key={field} className={styles[field]}>
          <LineInput field={field} index={index} value={line[field]} error={errors?.[field]} choices={choices} change={change} />
        </td>
      ))}
    </tr>
  );
});

interface LineInputProps {
  readonly field: LineField;
  readonly index: number;
  readonly value: string;
  readonly error: string | undefined;
  readonly choices: LineChoices;
  readonly change: Dispatch<EntryChange>;
}

function LineInput({ field, index, value, error, choices, change }: LineInputProps) {
  const words = useTranslations("entryForm");
  const name = `lines[${index}].${field}`;
  const label = words("onLine", { field: words(`column.${field}`), line: index + 1 });
  const common = {
    id: name,
    name,
    value,
    className: classNames(fields.control, styles.input, isAmount(field) && styles.end),
    describedBy: error === undefined ? undefined : `${name}-error`,
  };
  const onValue = (next: string) => change({ type: "type", index, field, value: next });
  if (field === "account" || field === "party" || field === "unit") {
    const meaning = choices.labels[field].get(value.trim());
    return (
      <Cell id={name} label={label} error={error} meaning={meaning}>
        <Combobox
          {...common}
          onValue={onValue}
          from={choices[field]}
          list={`${field}-list`}
          invalid={error !== undefined}
          line={index}
          column={field}
        />
      </Cell>
    );
  }
  return (
    <Cell id={name} label={label} error={error} meaning={undefined}>
      <input
        id={name}
        name={name}
        type="text"
        value={value}
        className={common.className}
        inputMode={isAmount(field) ? "decimal" : undefined}
        autoComplete="off"
        maxLength={field === "label" ? 200 : field === "voucher" ? 60 : undefined}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={common.describedBy}
        data-line={index}
        data-column={field}
        onChange={(event) => onValue(event.currentTarget.value)}
        onBlur={isAmount(field) ? () => change({ type: "leave", index, side: field }) : undefined}
      />
    </Cell>
  );
}

interface CellProps {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly meaning: string | undefined;
  readonly children: ReactNode;
}

/** The field with its own label for whoever does not see the head of the column, what the code means, and what is wrong. */
function Cell({ id, label, error, meaning, children }: CellProps) {
  const words = useTranslations("common");
  return (
    <div className={styles.cell}>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      {children}
      {meaning !== undefined && (
        <p className={styles.meaning} title={meaning}>
          {meaning}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={fields.error}>
          <CircleAlert aria-hidden size={16} strokeWidth={2} />
          <span>
            <span className="visually-hidden">{words("error")}: </span>
            {error}
          </span>
        </p>
      )}
    </div>
  );
}

export function isAmount(field: LineField): field is "debit" | "credit" {
  return field === "debit" || field === "credit";
}
