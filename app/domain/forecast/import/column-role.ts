import type { BudgetResource } from "../../quantity.ts";
import { cellText, type FileCell } from "./book.ts";
import { monthNamed } from "./eaten-code.ts";

/** What a column names of the line or of the cell that its rows are about. */
export const keyRoles = ["request", "nature", "activity", "label", "unit", "measure", "month", "year", "amount"] as const;
export type KeyRole = (typeof keyRoles)[number];

/** What a column of a file is for; « 2027-03 » a month, « 2027 » a year as a whole. */
export type ColumnRole = "ignored" | KeyRole | `${number}-${string}` | `${number}`;

export interface ValueColumn {
  readonly targetYear: number;
  /** 1–12; undefined: the year as a whole, be it given by its months or not. */
  readonly month: number | undefined;
}

export function valueColumn(role: ColumnRole): ValueColumn | undefined {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(role) ?? [];
  return year === undefined ? undefined : { targetYear: Number(year), month: month === undefined ? undefined : Number(month) };
}

export function valueRole({ targetYear, month }: ValueColumn): ColumnRole {
  return month === undefined ? `${targetYear}` : `${targetYear}-${String(month).padStart(2, "0")}`;
}

/** The roles that a person may give to a column: what names a line, the months of the campaign's year, each year of the plan. */
export function rolesOf(firstYear: number, lastYear: number): ColumnRole[] {
  const months = Array.from({ length: 12 }, (_, index) => valueRole({ targetYear: firstYear, month: index + 1 }));
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index): ColumnRole => `${firstYear + index}`);
  return ["ignored", ...keyRoles, ...months, ...years];
}

const names: Readonly<Record<KeyRole, readonly string[]>> = {
  request: ["demande", "n demande", "no demande", "numero de demande", "n° demande", "request", "request number", "n° de demande"],
  nature: ["nature", "code nature", "nature code", "compte", "nature de depense"],
  activity: ["activite", "code activite", "activity", "activity code", "programmation"],
  label: ["libelle", "ligne", "libelle de la ligne", "label", "line", "objet", "intitule"],
  unit: ["unite", "code unite", "unit", "uo", "service", "direction"],
  measure: ["mesure", "measure", "ressource", "type de credit", "ae/cp"],
  month: ["mois", "month", "periode"],
  year: ["annee", "year", "exercice", "millesime"],
  amount: ["montant", "amount", "valeur", "value", "montant en euros", "euros"],
};

const measureNames: Readonly<Record<BudgetResource, readonly string[]>> = {
  AE: ["ae", "autorisations d'engagement", "autorisation d'engagement", "engagements"],
  CP: ["cp", "credits de paiement", "credit de paiement", "paiements"],
  ETPT: ["etpt", "emplois", "effectifs", "fte"],
  DAY: ["day", "days", "jour", "jours", "charge"],
};

/** « Jours » → DAY; undefined when the word names no measure. */
export function measureNamed(word: string): BudgetResource | undefined {
  const bare = bared(word);
  return (Object.keys(measureNames) as BudgetResource[]).find((measure) => measureNames[measure].includes(bare));
}

/** What a head says that its column is for; undefined when it says nothing that is known. */
export function roleNamed(head: FileCell, firstYear: number): ColumnRole | undefined {
  if (head === null) return undefined;
  if (typeof head === "object" && "day" in head) return `${Number(head.day.slice(0, 4))}-${head.day.slice(5, 7)}`;
  const bare = bared(cellText(head));
  const key = keyRoles.find((role) => names[role].includes(bare));
  if (key) return key;
  const period = /^(?:(?:ae|cp|total|annee|demande|montant)\s+)?(20\d{2})(?:\s*\(?(?:total|annee entiere)\)?)?$/.exec(bare);
  if (period) return `${Number(period[1])}`;
  return monthRole(bare, firstYear);
}

/** « mars », « mars 2027 », « 03/2027 », « 2027-03 ». */
function monthRole(bare: string, firstYear: number): ColumnRole | undefined {
  const [, number, year] = /^(0?[1-9]|1[0-2])[/-](20\d{2})$/.exec(bare) ?? [];
  if (number !== undefined) return valueRole({ targetYear: Number(year), month: Number(number) });
  const [, isoYear, isoMonth] = /^(20\d{2})[/-](0[1-9]|1[0-2])$/.exec(bare) ?? [];
  if (isoYear !== undefined) return valueRole({ targetYear: Number(isoYear), month: Number(isoMonth) });
  const [, word = "", of] = /^(\p{L}+)\.?(?:[ -.]+((?:20)?\d{2}))?$/u.exec(bare) ?? [];
  const month = word.length >= 3 ? monthNamed(word) : undefined;
  if (month === undefined) return undefined;
  const targetYear = of === undefined ? firstYear : Number(of) % 100 === Number(of) ? 2000 + Number(of) : Number(of);
  return valueRole({ targetYear, month });
}

/** Without accents, case, unit in brackets nor doubled spaces. */
export function bared(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .replaceAll(/\((?:€|k€|m€|euros?|etpt|jours?|j)\)/giu, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
