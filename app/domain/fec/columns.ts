import type { FieldForm, Separator } from "./dialect.ts";

/** The eighteen columns of the fichier des écritures comptables, in their order (LPF art. A47 A-1, VII). */
export const fecColumns = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "CompAuxNum",
  "CompAuxLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
  "Debit",
  "Credit",
  "EcritureLet",
  "DateLet",
  "ValidDate",
  "Montantdevise",
  "Idevise",
] as const;
export type FecColumn = (typeof fecColumns)[number];

/** `Montant` and `Sens` may stand in place of `Debit` and `Credit`. */
export type FileColumn = FecColumn | "Montant" | "Sens";

/** What may not be blank; the missing `ValidDate` has a rule of its own. */
export const requiredColumns: readonly FecColumn[] = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
];

/** How the lines of a file are cut, and where each column stands in them. */
export interface FecHeader extends FieldForm {
  readonly separator: Separator;
  /** Fields may stand between double quotes. */
  readonly quoted: boolean;
  /** Where each column stands, from 0; a column that the file has not is absent. */
  readonly positions: ReadonlyMap<FileColumn, number>;
  /** How many fields a line has, a trailing empty one apart. */
  readonly width: number;
  /** The names as the file writes them, for the faults of its lines. */
  readonly names: readonly string[];
  readonly directed: boolean;
}

/** The columns without which no ledger can be read, whoever maps them; amounts come by Debit and Credit or by Montant and Sens. */
export const indispensableColumns: readonly FecColumn[] = ["JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "EcritureLib"];

/** A column as it is named in the law for the name that a file gives: case, accents, spaces and a BOM apart, `CompteAux…` included. */
export function columnNamed(name: string): FileColumn | undefined {
  const plain = name
    .normalize("NFD")
    .replace(/[\u0300-\u036f\s\ufeff]/g, "")
    .toLowerCase();
  return known.get(plain);
}

const known = new Map<string, FileColumn>([
  ...[...fecColumns, "Montant" as const, "Sens" as const].map((name): [string, FileColumn] => [name.toLowerCase(), name]),
  ["compteauxnum", "CompAuxNum"],
  ["compteauxlib", "CompAuxLib"],
]);
