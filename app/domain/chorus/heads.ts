import type { ExtractField, ExtractKind } from "./kind.ts";

/** The head by which the mapping knows a column by itself, as extracts usually write it. */
export function usualHead(kind: ExtractKind, field: ExtractField): string {
  if (field === "on") return kind === "payments" ? "Date DP" : "Date";
  if (field === "amount")
    return { commitments: "Montant engagé", payments: "Montant DP", payroll: "Montant brut" }[kind as "payroll"] ?? "Montant";
  return heads[field];
}

const heads: Readonly<Record<ExtractField, string>> = {
  number: "N° EJ",
  item: "Poste EJ",
  request: "N° DP",
  requestItem: "Poste DP",
  label: "Libellé",
  party: "Code fournisseur",
  partyName: "Nom fournisseur",
  on: "Date",
  paidOn: "Date de paiement",
  month: "Mois",
  amount: "Montant",
  outstanding: "Reste à payer",
  financialCentre: "Centre financier",
  costCentre: "Centre de coûts",
  nature: "Compte budgétaire",
  functionalDomain: "Domaine fonctionnel",
  activityCode: "Activité",
  fund: "Fonds",
  functionalTranche: "Tranche fonctionnelle",
  goodsGroup: "Groupe de marchandises",
  contractNumber: "N° marché",
  staff: "ETPT",
  ae: "AE ouvertes",
  cp: "CP ouverts",
  aeUsed: "AE consommées",
  cpUsed: "CP consommés",
  account: "Compte",
  debit: "Débit",
  credit: "Crédit",
  balance: "Solde",
};
