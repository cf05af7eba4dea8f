import { parseFileDay } from "../fec/dialect.ts";
import type { FileBook } from "../forecast/import/book.ts";
import { type FileHeads, type HeadedRow, headedRows, type RowFault } from "../forecast/import/headed-rows.ts";
import { type Day, isDay } from "../month.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type ContractTerms, fullTime } from "./contract.ts";

/** The columns of a file of people, in the order of the file that we give; the first six must be there. */
export const staffColumns = [
  ...(["number", "name", "unit", "category", "ratio", "firstDay"] as const),
  ...(["lastDay", "activity", "post", "profile", "dataProcessing"] as const),
] as const;
export type StaffColumn = (typeof staffColumns)[number];
const neededColumns: readonly StaffColumn[] = ["number", "name", "unit", "category", "ratio", "firstDay"];

/** What personnel systems call them, bared of accents and case. */
const names: Readonly<Record<StaffColumn, readonly string[]>> = {
  number: ["matricule", "numero", "n° agent", "n agent", "staff number", "number"],
  name: ["nom", "nom et prenom", "agent", "name"],
  unit: ["unite", "code unite", "affectation", "service", "unit"],
  category: ["categorie", "categorie d'emplois", "category"],
  ratio: ["quotite", "quotite (%)", "quotite de travail", "temps de travail", "working time", "working time (%)"],
  firstDay: ["entree", "debut", "date d'entree", "premier jour", "date de debut", "first day", "arrival"],
  lastDay: ["sortie", "fin", "date de sortie", "dernier jour", "date de fin", "last day", "leaving"],
  activity: ["activite", "code activite", "activity"],
  post: ["poste", "n° poste", "n° de poste", "numero de poste", "post"],
  profile: ["profil", "metier", "profile"],
  dataProcessing: ["tai", "traitement automatise de l'information", "prime tai", "data processing"],
};

/** One row of a file, understood: a contract of somebody. An activity that is not said is null: that of the unit's post, or its own. */
export interface PersonRow {
  /** Of the file, from 1. */
  readonly row: number;
  readonly number: string;
  readonly name: string;
  readonly terms: Omit<ContractTerms, "activity"> & { readonly activity: string | null };
}

export interface ReadPeople extends FileHeads {
  readonly rows: readonly PersonRow[];
  readonly faults: readonly RowFault[];
}

/** A row is read whole, or not at all. */
export function readPeople(book: FileBook): Result<ReadPeople> {
  const sheet = headedRows(book, { names, needed: neededColumns });
  if ("missing" in sheet) return refuse({ kind: "staff-file-columns-missing", columns: sheet.missing });
  const rows: PersonRow[] = [];
  const faults: RowFault[] = [];
  for (const headed of sheet.rows) {
    const read = readRow(headed);
    if (read.ok) rows.push({ row: headed.row, ...read.value });
    else faults.push({ row: headed.row, refusal: read.refusal });
  }
  return accept({ rows, faults, heads: sheet.heads, sheet: sheet.sheet });
}

function readRow({ text }: HeadedRow<StaffColumn>): Result<Omit<PersonRow, "row">> {
  const empty = neededColumns.find((column) => text(column) === "");
  if (empty) return refuse({ kind: "staff-cell-missing", column: empty });
  const ratio = readRatio(text("ratio"));
  if (!ratio.ok) return ratio;
  const firstDay = readDay(text("firstDay"));
  if (!firstDay.ok) return firstDay;
  const lastDay = text("lastDay") === "" ? accept(null) : readDay(text("lastDay"));
  if (!lastDay.ok) return lastDay;
  const terms = {
    ...{ unit: text("unit"), category: text("category"), ratio: ratio.value, firstDay: firstDay.value, lastDay: lastDay.value },
    ...{ activity: text("activity") || null, post: text("post") || null, profile: text("profile").slice(0, 80) },
    dataProcessing: /^(?:1|x|o|oui|y|yes|true|vrai)$/i.test(text("dataProcessing")),
  };
  return accept({ number: text("number"), name: text("name").slice(0, 120), terms });
}

/** « 80 », « 80 % », « 0,8 »: hundredths of a full time. A one is a full time: nobody works a hundredth of it. */
function readRatio(text: string): Result<bigint> {
  const bare = text.replaceAll(/[\s%]/g, "").replace(",", ".");
  if (!/^-?\d{1,4}(?:\.\d{1,4})?$/.test(bare)) return refuse({ kind: "not-a-number", text });
  const value = Number(bare);
  const hundredths = value > 0 && value <= 1 ? value * 100 : value;
  if (Math.abs(hundredths - Math.round(hundredths)) > 1e-9) return refuse({ kind: "too-many-decimals", text });
  const ratio = BigInt(Math.round(hundredths));
  return ratio < 1n || ratio > fullTime ? refuse({ kind: "working-time-out-of-range", ratio }) : accept(ratio);
}

function readDay(text: string): Result<Day> {
  if (isDay(text)) return accept(text);
  const read = parseFileDay(text, "JJ/MM/AAAA");
  return read.ok ? read : refuse({ kind: "not-a-day", text });
}
