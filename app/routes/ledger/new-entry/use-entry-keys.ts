import type { KeyboardEvent } from "react";
import { formatDecimal } from "#app/domain/money.ts";
import { totalsTyped } from "./typed-lines.ts";
import { textsOf } from "./use-lines.ts";

/**
 * The keys of an accountant inside the lines: Enter goes to the next field, Ctrl+Enter posts, `=` in an amount writes what balances
 * the entry. Elsewhere in the form the keys are the browser's.
 */
export function useEntryKeys() {
  return (event: KeyboardEvent<HTMLFormElement>) => {
    const { target, currentTarget: form } = event;
    if (!(target instanceof HTMLInputElement) || target.dataset.line === undefined) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) form.requestSubmit();
      else fieldAfter(form, target)?.focus();
    }
    if (event.key === "=" && (target.dataset.column === "debit" || target.dataset.column === "credit")) {
      event.preventDefault();
      balance(form, target, target.dataset.column);
    }
  };
}

function fieldAfter(form: HTMLFormElement, field: HTMLInputElement): HTMLElement | undefined {
  const fields = [...form.elements].filter((element): element is HTMLElement => element instanceof HTMLElement && element.tabIndex >= 0);
  return fields[fields.indexOf(field) + 1];
}

function balance(form: HTMLFormElement, field: HTMLInputElement, side: "debit" | "credit"): void {
  const others = textsOf(form).filter(([name]) => !name.startsWith(`lines[${field.dataset.line}].`));
  const { debit, credit } = totalsTyped(others);
  const missing = side === "debit" ? credit - debit : debit - credit;
  if (missing <= 0n) return;
  field.value = formatDecimal(missing, 2, ",");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
