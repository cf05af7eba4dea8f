import type { Origin } from "#app/domain/stage.ts";
import { natures } from "#seeds/nomenclature/natures.ts";
import { units } from "#seeds/nomenclature/units.ts";

/** The labels and reasons that the demo's documents bear: data in French, as people would have typed them. */
export const outstanding = "Engagements antérieurs repris (fictif)";

const openings: Readonly<Partial<Record<Origin, string>>> = {
  carryOver: "Reports de crédits (ventilation non détaillée publiquement, fictif)",
  earmarkedFund: "Fonds de concours et attributions de produits (ventilation non détaillée publiquement, fictif)",
  amendingBudget: "Loi de finances rectificative (ventilation non détaillée publiquement, fictif)",
};

export function opening(origin: Origin, year: number): string {
  if (origin !== "initialBudget") return `${openings[origin] ?? origin} ${year}`;
  if (year <= 2023) return `Loi de finances initiale ${year}`;
  return year === 2024 ? "Projet de loi de finances 2024" : `Budget ${year} (fictif)`;
}

export function nextBudget(year: number): string {
  return `Projet de loi de finances ${year} (fictif)`;
}

export function freeze(year: number): string {
  return `Réserve de précaution ${year} : 0,5 % du titre 2, 5,5 % des autres titres`;
}

export function release(year: number): string {
  return `Dégel de fin de gestion ${year} (fictif)`;
}

export function notification(year: number): string {
  return `Notification ${year} (répartition fictive)`;
}

export function tranche(rank: number, year: number): string {
  return `Mise à disposition ${year}, tranche ${rank}`;
}

export function staffCeiling(year: number): string {
  return year <= 2023 ? `Plafond d’emplois ${year}` : `Plafond d’emplois ${year} (fictif)`;
}

const months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

export function payroll(year: number, month: number): string {
  return `Paye de ${monthName(month)} ${year}`;
}

export function staffing(year: number, month: number): string {
  return `Effectifs de ${monthName(month)} ${year}`;
}

export function commitment(nature: string, unit: string, year: number, month: number): string {
  return `${labelOfNature(nature)} – ${shortLabelOfUnit(unit)}, ${monthName(month)} ${year}`;
}

export function lapse(year: number): string {
  return `Fin de gestion ${year} : crédits non consommés`;
}

function monthName(month: number): string {
  return months[month - 1] ?? "";
}

function labelOfNature(code: string): string {
  return natures.find((nature) => nature.code === code)?.label ?? code;
}

function shortLabelOfUnit(code: string): string {
  return units.find((unit) => unit.code === code)?.shortLabel ?? code;
}
