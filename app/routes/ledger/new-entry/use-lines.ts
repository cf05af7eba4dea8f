import { type FormEvent, useState } from "react";
import { mostLines } from "./most-lines.ts";
import { lastLineTyped, type TypedTotals, totalsTyped } from "./typed-lines.ts";

/** How many lines to show and what they sum to, from what came back of a refused form, then from what is typed. */
export function useLines(atLeast: number, values: Readonly<Record<string, string>>) {
  const start = Object.entries(values);
  const [typed, setTyped] = useState<{ last: number; totals: TypedTotals }>(() => ({
    last: lastLineTyped(start),
    totals: totalsTyped(start),
  }));
  const read = (event: FormEvent<HTMLFormElement>) => {
    emptyOtherSide(event.target);
    const fields = textsOf(event.currentTarget);
    setTyped({ last: lastLineTyped(fields), totals: totalsTyped(fields) });
  };
  return { count: Math.min(mostLines, Math.max(atLeast, typed.last + 1)), totals: typed.totals, read };
}

/** A line has one side: typing in one clears the other. */
function emptyOtherSide(target: EventTarget): void {
  if (!(target instanceof HTMLInputElement) || target.value === "") return;
  const { column, line } = target.dataset;
  if (column !== "debit" && column !== "credit") return;
  const other = target.form?.elements.namedItem(`lines[${line}].${column === "debit" ? "credit" : "debit"}`);
  if (other instanceof HTMLInputElement) other.value = "";
}

export function textsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value] satisfies [string, string]] : []));
}
