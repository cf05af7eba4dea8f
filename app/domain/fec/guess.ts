import { columnNamed, type FileColumn } from "./columns.ts";

/**
 * The words by which ledgers name their columns, each set of words in any order: a name is taken apart into words, without accents,
 * articles and numbers, and the most precise set that it holds gives the column.
 */
const names: readonly (readonly [FileColumn, readonly string[]])[] = [
  ["JournalCode", ["journal", "code journal", "journal num"]],
  ["JournalLib", ["journal lib"]],
  ["EcritureNum", ["ecriture num", "mouvement num", "mouvement", "entry num", "num", "transaction num", "ecriture"]],
  ["EcritureDate", ["date", "ecriture date", "date compta", "date operation", "date mouvement", "entry date", "posting date"]],
  ["CompteNum", ["compte", "compte num", "code compte", "compte general", "compte general num", "account", "account num"]],
  ["CompteLib", ["compte lib", "compte general lib", "account lib"]],
  ["CompAuxNum", ["auxiliaire", "auxiliaire num", "tiers", "tiers num", "code tiers", "compte tiers", "compte auxiliaire", "party"]],
  ["CompAuxLib", ["auxiliaire lib", "tiers lib", "compte auxiliaire lib", "compte tiers lib", "party lib"]],
  ["PieceRef", ["piece", "piece num", "facture num", "document", "document num", "voucher", "voucher num"]],
  ["PieceDate", ["piece date", "facture date", "document date", "voucher date"]],
  ["EcritureLib", ["lib", "ecriture lib", "operation lib", "mouvement lib", "description", "entry lib"]],
  ["Debit", ["debit", "debit montant"]],
  ["Credit", ["credit", "credit montant"]],
  ["Montant", ["montant"]],
  ["Sens", ["sens", "direction", "debit credit", "dc"]],
  ["EcritureLet", ["lettrage", "code lettrage", "lettre", "lettrage num", "matching"]],
  ["DateLet", ["lettrage date", "lettre date", "matching date"]],
  ["ValidDate", ["validation date", "valid date"]],
  ["Montantdevise", ["devise montant"]],
  ["Idevise", ["devise", "code devise", "currency", "devise code"]],
];

/** Words that mean the same in a header; the empty ones say nothing. */
const meanings: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["libelle", "lib", "intitule", "label", "nom", "name", "designation"].map((word) => [word, "lib"])),
  ...Object.fromEntries(["no", "n", "num", "numero", "nr", "number", "ref", "reference"].map((word) => [word, "num"])),
  ...Object.fromEntries(["amount", "mt", "valeur", "somme"].map((word) => [word, "montant"])),
  ...Object.fromEntries(["ecritures", "ligne"].map((word) => [word, "ecriture"])),
  ...Object.fromEntries(["comptable", "comptabilisation"].map((word) => [word, "compta"])),
  ...Object.fromEntries(["aux", "subsidiary"].map((word) => [word, "auxiliaire"])),
  ...Object.fromEntries(["jnl", "jal"].map((word) => [word, "journal"])),
  ...Object.fromEntries(["cpt", "cpte"].map((word) => [word, "compte"])),
  ...Object.fromEntries(["let", "lettree"].map((word) => [word, "lettrage"])),
  ...Object.fromEntries(["mvt", "mouvements"].map((word) => [word, "mouvement"])),
  ...Object.fromEntries(["pce", "justificatif"].map((word) => [word, "piece"])),
  ...Object.fromEntries(["fournisseur", "client"].map((word) => [word, "tiers"])),
  ...Object.fromEntries(["de", "du", "des", "la", "le", "l", "d", "en", "of", "the", "eur", "euros", "euro"].map((word) => [word, ""])),
};

/** The column that a name seems to mean; undefined when nothing in it says so. A guess is shown, and a person confirms it. */
export function columnGuessed(name: string): FileColumn | undefined {
  return columnNamed(name) ?? byWords.get(wordsOf(name).join(" "));
}

/** In alphabetical order, so that « n° de compte » and « Compte (numéro) » are one name. */
function wordsOf(name: string): string[] {
  const plain = name
    .replace(/([a-zà-ÿ])([A-Z])/g, "$1 $2")
    .normalize("NFD")
    .replace(/[\u0300-\u036f\ufeff]/g, "")
    .toLowerCase()
    .replace(/n°/g, "num ");
  const words = plain.split(/[^a-z]+/).map((word) => meanings[word] ?? word);
  return [...new Set(words.filter((word) => word !== ""))].sort();
}

const byWords = new Map(names.flatMap(([column, all]) => all.map((name): [string, FileColumn] => [wordsOf(name).join(" "), column])));
