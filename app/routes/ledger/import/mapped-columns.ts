import { type FileColumn, fecColumns } from "#app/domain/fec/columns.ts";

/** Every column that a file may give, in the order of the law, amounts by side and by direction. */
export const mappedColumns: readonly FileColumn[] = [...fecColumns, "Montant", "Sens"];

export const columnField = (column: FileColumn) => `column.${column}`;
