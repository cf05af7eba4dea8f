import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { type Adjustment, adjusted } from "#app/domain/forecast/adjust.ts";
import { readCell } from "#app/domain/forecast/typed-cell.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { rational } from "#app/domain/typing/rational.ts";
import { Dialog } from "#app/ui/dialog.tsx";
import { ButtonRow, buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { signedText } from "../signed-text.ts";
import type { SelectedCell } from "./selected-cells.ts";
import styles from "./selection.module.css";

export interface AdjustDialogProps {
  readonly cells: readonly SelectedCell[];
  readonly measure: BudgetResource;
  /** The figures wanted, one for each cell that is neither held nor empty; undefined: nothing changes. */
  readonly onClose: (wanted: readonly (SelectedCell & { readonly amount: Quantity })[] | undefined) => void;
}

const roundings: readonly Quantity[] = [1n, 100n, 100_000n];

/** « Ajuster de … % »: what the selection comes to is seen before it is applied. */
export default function AdjustDialog({ cells, measure, onClose }: AdjustDialogProps) {
  const words = useTranslations("paste.adjust");
  const format = useFormat();
  const unit = format.unit(measure, "eur");
  const [by, setBy] = useState<Adjustment["by"]>("rate");
  const [text, setText] = useState("");
  const [rounding, setRounding] = useState<Quantity>(1n);
  const free = cells.flatMap((cell) => (cell.isHeld || cell.amount === null ? [] : [{ ...cell, amount: cell.amount }]));
  const amounts = free.map(({ amount }) => amount);
  const held = cells.filter(({ isHeld }) => isHeld).length;
  const adjustment = adjustmentOf({ by, text, rounding, measure });
  const after = adjustment && adjusted(amounts, adjustment);
  const isMoney = measure === "AE" || measure === "CP";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (after?.ok) onClose(free.map((cell, index) => ({ ...cell, amount: after.value[index] ?? cell.amount })));
  };
  return (
    <Dialog title={words("title")} onClose={() => onClose(undefined)}>
      <form className={styles.form} onSubmit={submit}>
        <label className={styles.field}>
          {words("by")}
          <span className={styles.pair}>
            <input
              value={text}
              // biome-ignore lint/a11y/noAutofocus: the dialog asks this one thing
              autoFocus
              inputMode="decimal"
              aria-invalid={text !== "" && !adjustment ? true : undefined}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <select
              aria-label={words("how")}
              value={by}
              onChange={(event) => setBy(event.currentTarget.value === "rate" ? "rate" : "amount")}
            >
              <option value="rate">%</option>
              <option value="amount">{words("together", { unit })}</option>
            </select>
          </span>
        </label>
        {by === "rate" && isMoney && (
          <label className={styles.field}>
            {words("rounding")}
            <select value={String(rounding)} onChange={(event) => setRounding(BigInt(event.currentTarget.value))}>
              {roundings.map((own) => (
                <option key={String(own)} value={String(own)}>
                  {words(own === 1n ? "cent" : own === 100n ? "euro" : "thousand")}
                </option>
              ))}
            </select>
          </label>
        )}
        <p role="status" className={styles.sum}>
          {words("cells", { count: free.length })} {held > 0 && words("held", { count: held })}
          <br />
          {words("sum", { before: amountText(sum(amounts), measure), unit })}
          {after?.ok &&
            words("after", {
              after: amountText(sum(after.value), measure),
              unit,
              delta: signedText(sum(after.value) - sum(amounts), measure),
            })}
        </p>
        <ButtonRow>
          <button type="submit" className={buttonClass("primary")} disabled={!after?.ok}>
            {words("apply")}
          </button>
          <button type="button" className={buttonClass()} onClick={() => onClose(undefined)}>
            {words("cancel")}
          </button>
        </ButtonRow>
      </form>
    </Dialog>
  );
}

interface Typed {
  readonly by: Adjustment["by"];
  readonly text: string;
  readonly rounding: Quantity;
  readonly measure: BudgetResource;
}

/** A rate has two decimals at most; an amount is read as a cell reads it. */
function adjustmentOf({ by, text, rounding, measure }: Typed): Adjustment | undefined {
  const read = readCell(by === "rate" ? text.replace(/\s*%\s*$/u, "") : text, by === "rate" ? "DAY" : measure);
  if (!read.ok || read.value.kind !== "quantity") return undefined;
  if (by === "amount") return { by, amount: read.value.quantity };
  return { by, rate: rational(read.value.quantity, 10_000n), rounding };
}
