import { columnNamed, type FecHeader, type FileColumn, fecColumns, indispensableColumns } from "./columns.ts";
import { splitFields } from "./cut.ts";
import { lawfulFields, type ReadingChoices, type Separator } from "./dialect.ts";
import type { FecFaults } from "./fault.ts";

/**
 * Reads the header: columns are found by their names, never by their place alone. Order, other names of a column, further columns and a
 * trailing separator are accepted and said; a column that is missing or there twice is a fault, and so is any separator but the law's.
 * With `choices`, a person has said how the file is read, and which of its columns is which.
 */
export function readHeader(text: string, faults: FecFaults, choices?: ReadingChoices): FecHeader | undefined {
  const separator = choices?.separator ?? separatorOf(text);
  if (separator === undefined) {
    faults.add("separator", 1, null, text, "tab, |");
    return undefined;
  }
  const names = splitFields(text, separator, isQuoted(separator)) ?? [text];
  if (names.at(-1) === "" && names.length > 1) {
    names.pop();
    faults.add("trailing-separator", 1);
  }
  return choices ? chosenHeader(names, choices, faults) : lawfulHeader(names, separator, faults);
}

/** Files of spreadsheets put fields between double quotes; the law's never do. */
export function isQuoted(separator: Separator): boolean {
  return separator === ";" || separator === ",";
}

function lawfulHeader(names: readonly string[], separator: Separator, faults: FecFaults): FecHeader | undefined {
  const positions = positionsOf(names, faults);
  const directed = isDirected(positions);
  if (directed) faults.add("amount-and-direction", 1, null, "Montant, Sens", "Debit, Credit");
  const wanted = wantedColumns(directed);
  const missing = wanted.filter((name) => !positions.has(name));
  for (const name of missing) faults.add("column-missing", 1, name, "", name);
  if (missing.length > 0) return undefined;
  const places = wanted.map((name) => positions.get(name) ?? 0);
  if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))) {
    faults.add("columns-reordered", 1, null, names.join(" "), wanted.join(" "));
  }
  return { ...lawfulFields, separator, quoted: false, positions, width: names.length, names, directed };
}

/** What a person mapped; what nobody mapped is told apart from what could not be. */
function chosenHeader(names: readonly string[], choices: ReadingChoices, faults: FecFaults): FecHeader | undefined {
  const { separator, decimal, dayForm } = choices;
  const positions = new Map<FileColumn, number>();
  for (const [column, name] of Object.entries(choices.columns) as [FileColumn, string][]) {
    const place = names.indexOf(name);
    if (place < 0) faults.add("column-missing", 1, column, name, name);
    else positions.set(column, place);
  }
  const directed = isDirected(positions);
  const missing = missingColumns(positions, directed);
  for (const column of missing) faults.add("column-missing", 1, column, "", column);
  if (missing.length > 0 || faults.has("column-missing")) return undefined;
  const used = new Set(positions.values());
  const extra = names.filter((_, index) => !used.has(index));
  if (extra.length > 0) faults.add("columns-extra", 1, null, extra.join(", "), String(extra.length));
  const absent = wantedColumns(directed).filter((column) => !positions.has(column));
  if (absent.length > 0) faults.add("columns-absent", 1, null, absent.join(", "), String(absent.length));
  const lawful = decimal === "," && dayForm === "AAAAMMJJ" && !isQuoted(separator);
  return { separator, decimal, dayForm, lawful, quoted: isQuoted(separator), positions, width: names.length, names, directed };
}

/** The columns that a mapping must give and does not. */
export function missingColumns(positions: Pick<ReadonlyMap<FileColumn, unknown>, "has">, directed: boolean): FileColumn[] {
  const amounts: FileColumn[] = directed ? ["Montant", "Sens"] : ["Debit", "Credit"];
  return [...indispensableColumns, ...amounts].filter((column) => !positions.has(column));
}

export function isDirected(positions: Pick<ReadonlyMap<FileColumn, unknown>, "has">): boolean {
  return positions.has("Montant") && positions.has("Sens") && !positions.has("Debit") && !positions.has("Credit");
}

function wantedColumns(directed: boolean): FileColumn[] {
  return fecColumns.flatMap((name): FileColumn[] => {
    if (!directed) return [name];
    return name === "Debit" ? ["Montant"] : name === "Credit" ? ["Sens"] : [name];
  });
}

function separatorOf(text: string): Separator | undefined {
  const [tab, pipe] = [text.includes("\t"), text.includes("|")];
  if (tab === pipe) return undefined;
  return tab ? "\t" : "|";
}

function positionsOf(names: readonly string[], faults: FecFaults): Map<FileColumn, number> {
  const positions = new Map<FileColumn, number>();
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
