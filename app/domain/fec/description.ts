import { formatDecimal } from "../money.ts";
import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { columnsOf } from "./export.ts";
import type { Transliteration } from "./latin9.ts";
import type { FecVariant } from "./variant.ts";
import { fecSchema } from "./xml.ts";

/** What the description says of a file. Nothing in it depends on the hour, so that it is as stable as the file itself. */
export interface DescribedFec {
  readonly name: string;
  readonly organisation: string;
  readonly siren: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly variant: FecVariant;
  readonly sizeBytes: number;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly lines: number;
  readonly entries: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly journals: readonly { readonly code: string; readonly label: string }[];
  readonly replaced: readonly Transliteration[];
}

/** The meaning of each column (LPF art. A47 A-1, VII 1°), in French as the law asks. */
const meanings: Readonly<Record<string, readonly [nature: string, meaning: string]>> = {
  JournalCode: ["alphanumérique", "code du journal de l’écriture comptable"],
  JournalLib: ["alphanumérique", "libellé du journal de l’écriture comptable"],
  EcritureNum: ["alphanumérique", "numéro de l’écriture : code du journal, trait d’union, numéro sur une séquence continue par journal"],
  EcritureDate: ["date", "date de comptabilisation de l’écriture comptable"],
  CompteNum: ["alphanumérique", "numéro de compte, dont les trois premiers caractères sont des chiffres du plan comptable"],
  CompteLib: ["alphanumérique", "libellé du compte"],
  CompAuxNum: ["alphanumérique", "numéro de compte auxiliaire (à blanc si non utilisé)"],
  CompAuxLib: ["alphanumérique", "libellé du compte auxiliaire (à blanc si non utilisé)"],
  PieceRef: ["alphanumérique", "référence de la pièce justificative ; à défaut, le numéro de l’écriture"],
  PieceDate: ["date", "date de la pièce justificative ; à défaut, celle de l’écriture"],
  EcritureLib: ["alphanumérique", "libellé de l’écriture comptable"],
  Debit: ["numérique", "montant au débit, en euros"],
  Credit: ["numérique", "montant au crédit, en euros"],
  Montant: ["numérique", "montant, en euros"],
  Sens: ["alphanumérique", "sens : D pour débit, C pour crédit"],
  EcritureLet: ["alphanumérique", "lettrage de la ligne (à blanc si non utilisé) ; une lettre minuscule signale un lettrage partiel"],
  DateLet: ["date", "date de lettrage (à blanc si non utilisé)"],
  ValidDate: ["date", "date de validation de l’écriture comptable"],
  Montantdevise: ["numérique", "montant en devise (à blanc si non utilisé)"],
  Idevise: ["alphanumérique", "identifiant de la devise, ISO 4217 (à blanc si non utilisé)"],
};

/** The description that goes with the file (LPF art. A47 A-1, II): columns, codes, charset, structure, separators, counts. UTF-8, LF. */
export function fecDescription(file: DescribedFec): string {
  const columns = columnsOf(file.variant.direction).map((name, index) => {
    const [nature, meaning] = meanings[name] ?? ["", ""];
    return `  ${String(index + 1).padStart(2)}. ${name} (${nature}) : ${meaning}`;
  });
  return [
    "DESCRIPTION DU FICHIER DES ÉCRITURES COMPTABLES",
    "(livre des procédures fiscales, article A47 A-1, II)",
    "",
    ...pairs([
      ["Fichier", file.name],
      ["Entité", `${file.organisation}, SIREN ${file.siren}`],
      ["Exercice", `du ${dayOf(file.firstDay)} au ${dayOf(file.lastDay)}`],
      ...technical(file),
      ["Enregistrements", `${file.lines} lignes d’écriture, ${file.entries} écritures`],
      ["Total débit", `${formatDecimal(file.debit, 2, ",")} EUR`],
      ["Total crédit", `${formatDecimal(file.credit, 2, ",")} EUR`],
      ["Taille", `${file.sizeBytes} octets`],
      ["SHA-256", file.sha256],
    ]),
    "",
    "ZONES",
    ...columns,
    "",
    "CODES",
    "  Ordre : à-nouveaux d’abord, puis par date de validation, journal, numéro et ligne. Les journaux de clôture n’y figurent pas.",
    ...file.journals.map(({ code, label }) => `  Journal ${code} : ${label}`),
    ...(file.replaced.length === 0
      ? []
      : [
          "",
          "CARACTÈRES ABSENTS DU JEU, REMPLACÉS",
          ...file.replaced.map((one) => `  ${codePoint(one.letter)} ${one.letter} : « ${one.by} », ${one.count} fois`),
        ]),
    "",
  ].join("\n");
}

function technical({ variant }: DescribedFec): (readonly [string, string])[] {
  if (variant.format === "xml") {
    return [
      ["Format", `XML, structure ${fecSchema}`],
      ["Jeu de caractères", "UTF-8"],
      ["Dates", "AAAA-MM-JJ"],
      ["Montants", "en euros, point décimal, sans séparateur de milliers"],
    ];
  }
  return [
    ["Format", "fichier à plat, organisation séquentielle, structure zonée, une ligne d’en-tête"],
    ["Jeu de caractères", variant.charset === "utf-8" ? "UTF-8" : "ISO 8859-15"],
    ["Structure", "monostructure, enregistrements de longueur variable"],
    ["Séparateur de zones", variant.separator === "tab" ? "tabulation" : "barre verticale |"],
    ["Séparateur d’enregistrements", variant.lineEnd === "crlf" ? "retour chariot et fin de ligne" : "fin de ligne"],
    ["Dates", "AAAAMMJJ"],
    ["Montants", "en euros, virgule décimale, sans séparateur de milliers, signe en premier caractère"],
  ];
}

function pairs(given: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...given.map(([name]) => name.length));
  return given.map(([name, value]) => `${name.padEnd(width)} : ${value}`);
}

function dayOf(day: Day): string {
  return day.split("-").reverse().join("/");
}

function codePoint(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
