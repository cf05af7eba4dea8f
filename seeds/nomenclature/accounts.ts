import type { AccountDescription, JournalDescription } from "#app/domain/reference/nomenclature.ts";
import type { Stage } from "#app/domain/stage.ts";
import chart from "./pcg_2026.json" with { type: "json" };

/** A heading of one or two digits takes no line; the FEC wants three digits of the chart. */
const shortestPostable = 3;

const chartAccounts: readonly AccountDescription[] = chart.flat.map(({ number, label }) => {
  const code = String(number);
  return { book: "general", code, label: label.trim(), source: "pcg", postable: code.length >= shortestPostable };
});

/** What the plan comptable général lacks for a department of the State; never presented as the « plan comptable de l’État ». */
const extension: readonly (readonly [code: string, label: string])[] = [
  ["515", "Compte au Trésor"],
  ["1811", "Compte de liaison avec l’État"],
  ["64538", "Contribution au compte d’affectation spéciale « Pensions »"],
  ["659", "Charges d’intervention et subventions"],
  ["6591", "Dotations forfaitaires de recensement aux communes"],
  ["6592", "Subventions pour charges de service public"],
  ["7481", "Fonds de concours"],
  ["7482", "Attributions de produits"],
];

const stageLabels: Readonly<Record<Stage, string>> = {
  voted: "Crédits ouverts",
  reserve: "Réserve de précaution et gels",
  unallocated: "Non répartis",
  notified: "Notifiés, non mis à disposition",
  allotted: "Mis à disposition, disponibles",
  earmarked: "Affectés",
  committed: "Engagés",
  requested: "Demandes de paiement non payées",
  consumed: "Consommés",
  lapsed: "Non consommés en fin d’exercice",
  overrun: "Dépassements",
};

export const accounts: readonly AccountDescription[] = [
  ...chartAccounts,
  ...extension.map(([code, label]) => ({ book: "general" as const, code, label, source: "extension" as const })),
  ...Object.entries(stageLabels).map(([code, label]) => ({ book: "budget" as const, code, label, source: "stage" as const })),
];

const general: readonly (readonly [code: string, label: string])[] = [
  ["AN", "À-nouveaux"],
  ["HA", "Achats"],
  ["SF", "Services faits"],
  ["PA", "Paye"],
  ["TR", "Trésor"],
  ["RE", "Recettes"],
  ["IM", "Immobilisations"],
  ["OD", "Opérations diverses"],
  ["EX", "Extournes"],
  ["CL", "Clôture"],
];
const budget: readonly (readonly [code: string, label: string])[] = [
  ["CR", "Crédits"],
  ["EN", "Engagements"],
  ["DP", "Demandes de paiement"],
  ["PY", "Paiements et paye"],
  ["EF", "Effectifs"],
  ["PC", "Plan de charge"],
];

/** The closing journal is never in the FEC (art. A47 A-1: no closing of classes 6 and 7). */
export const journals: readonly JournalDescription[] = [
  ...general.map(([code, label]) => ({ code, label, book: "general" as const, inFec: code !== "CL" })),
  ...budget.map(([code, label]) => ({ code, label, book: "budget" as const })),
];
