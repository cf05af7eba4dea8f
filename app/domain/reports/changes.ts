import type { Resource } from "../quantity.ts";
import type { FigureName, TableName } from "./names.ts";
import type { Report, ReportCell, ReportColumn, ReportRow, ReportTable } from "./report.ts";
import { tablesOf } from "./report.ts";

/** A cell of a document that would say otherwise today; null on one side: its row was not there, or is there no more. */
export interface ReportChange {
  readonly table: TableName;
  readonly row: ReportRow;
  /** How the first cell of the row is read. */
  readonly first: ReportColumn;
  readonly column: ReportColumn;
  readonly before: ReportCell;
  readonly after: ReportCell;
}

/** What changed in the tables of a document, in their order: rows of today alone come after. */
export function changesOf(then: Pick<Report, "parts">, now: Pick<Report, "parts">): ReportChange[] {
  const after = new Map(tablesOf(now).map((table) => [table.name, table]));
  return tablesOf(then).flatMap((before) => {
    const today = after.get(before.name);
    return today ? changesOfTable(before, today) : [];
  });
}

function changesOfTable(before: ReportTable, after: ReportTable): ReportChange[] {
  const [first] = before.columns;
  if (!first) return [];
  const rows = new Map(after.rows.map((row) => [row.key, row]));
  const known = new Set(before.rows.map(({ key }) => key));
  const changes = (row: ReportRow, then: ReportRow | undefined, now: ReportRow | undefined) =>
    before.columns.flatMap((column, index): ReportChange[] => {
      const place = after.columns.findIndex(({ name, resource }) => name === column.name && resource === column.resource);
      const [was, is] = [then?.cells[index] ?? null, now?.cells[place] ?? null];
      return was === is ? [] : [{ table: before.name, row, first, column, before: was, after: is }];
    });
  return [
    ...before.rows.flatMap((row) => changes(row, row, rows.get(row.key))),
    ...after.rows.filter(({ key }) => !known.has(key)).flatMap((row) => changes(row, undefined, row)),
  ];
}

/** A figure of a document that would be another today. */
export interface FigureChange {
  readonly name: FigureName;
  readonly resource: Resource;
  readonly before: bigint | null;
  readonly after: bigint | null;
}

export function figureChanges(then: Pick<Report, "parts">, now: Pick<Report, "parts">): FigureChange[] {
  const today = new Map(figuresOf(now).map((figure) => [figure.name, figure]));
  return figuresOf(then).flatMap(({ name, resource, amount }) => {
    const is = today.get(name)?.amount ?? null;
    return is === amount ? [] : [{ name, resource, before: amount, after: is }];
  });
}

function figuresOf({ parts }: Pick<Report, "parts">) {
  return parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "figures" ? block.figures : [])));
}
