import { columnNamed, type FecHeader, fecColumns, type ReadColumn } from "./columns.ts";
import type { FecFaults } from "./fault.ts";

/**
 * Reads the header: columns are found by their names, never by their place alone. Order, other names of a column, further columns and a
 * trailing separator are accepted and said; a column that is missing or there twice is a fault, and so is any other separator.
 */
export function readHeader(text: string, faults: FecFaults): FecHeader | undefined {
  const separator = separatorOf(text);
  if (separator === undefined) {
    faults.add("separator", 1, null, text, "tab, |");
    return undefined;
  }
  const names = text.split(separator);
  if (names.at(-1) === "") {
    names.pop();
    faults.add("trailing-separator", 1);
  }
  const positions = positionsOf(names, faults);
  const directed = positions.has("Montant") && positions.has("Sens") && !positions.has("Debit") && !positions.has("Credit");
  if (directed) faults.add("amount-and-direction", 1, null, "Montant, Sens", "Debit, Credit");
  const wanted: ReadColumn[] = fecColumns.flatMap((name): ReadColumn[] => {
    if (!directed) return [name];
    return name === "Debit" ? ["Montant"] : name === "Credit" ? ["Sens"] : [name];
  });
  const missing = wanted.filter((name) => !positions.has(name));
  for (const name of missing) faults.add("column-missing", 1, name, "", name);
  if (missing.length > 0) return undefined;
  const places = wanted.map((name) => positions.get(name) ?? 0);
  if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))) {
    faults.add("columns-reordered", 1, null, names.join(" "), wanted.join(" "));
  }
  return { separator, positions, width: names.length, names, directed };
}

function separatorOf(text: string): FecHeader["separator"] | undefined {
  const [tab, pipe] = [text.includes("\t"), text.includes("|")];
  if (tab === pipe) return undefined;
  return tab ? "\t" : "|";
}

function positionsOf(names: readonly string[], faults: FecFaults): Map<ReadColumn, number> {
  const positions = new Map<ReadColumn, number>();
  const extra: string[] = [];
  names.forEach((name, index) => {
    const column = columnNamed(name);
    if (column === undefined) extra.push(name);
    else if (positions.has(column)) faults.add("column-twice", 1, column, name, column);
    else {
      positions.set(column, index);
      if (name !== column) faults.add("column-renamed", 1, column, name, column);
    }
  });
  if (extra.length > 0) faults.add("columns-extra", 1, null, extra.join(", "), String(extra.length));
  return positions;
}
