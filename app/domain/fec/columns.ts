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
export type ReadColumn = FecColumn | "Montant" | "Sens";

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

export interface FecHeader {
  readonly separator: "\t" | "|";
  /** Where each column stands, from 0. */
  readonly positions: ReadonlyMap<ReadColumn, number>;
  /** How many fields a line has, a trailing empty one apart. */
  readonly width: number;
  /** The names as the file writes them, for the faults of its lines. */
  readonly names: readonly string[];
  readonly directed: boolean;
}

/** A column as it is named in the law for the name that a file gives: case, accents, spaces and a BOM apart, `CompteAux…` included. */
export function columnNamed(name: string): ReadColumn | undefined {
  const plain = name
    .normalize("NFD")
    .replace(/[\u0300-\u036f\s\ufeff]/g, "")
    .toLowerCase();
  return known.get(plain);
}

const known = new Map<string, ReadColumn>([
  ...[...fecColumns, "Montant" as const, "Sens" as const].map((name): [string, ReadColumn] => [name.toLowerCase(), name]),
  ["compteauxnum", "CompAuxNum"],
  ["compteauxlib", "CompAuxLib"],
]);
