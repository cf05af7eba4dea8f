/**
 * What an extract is of. `credits` and `balance` are looked at and post nothing: the credits are put in place here, and the accounts are
 * kept here; they say whether Chorus agrees. The others are facts.
 */
export const extractKinds = ["commitments", "payments", "payroll", "staffing", "credits", "opening", "balance"] as const;
export type ExtractKind = (typeof extractKinds)[number];

/** What a column of an extract may say. */
export type ExtractField =
  | "number"
  | "item"
  | "request"
  | "requestItem"
  | "label"
  | "party"
  | "partyName"
  | "on"
  | "paidOn"
  | "month"
  | "amount"
  | "outstanding"
  | "financialCentre"
  | "costCentre"
  | "nature"
  | "functionalDomain"
  | "activityCode"
  | "fund"
  | "functionalTranche"
  | "goodsGroup"
  | "contractNumber"
  | "staff"
  | "ae"
  | "cp"
  | "aeUsed"
  | "cpUsed"
  | "account"
  | "debit"
  | "credit"
  | "balance";

/** How what stands in a column is read: a code is never a number, whatever a spreadsheet made of it. */
export type FieldType = "code" | "text" | "amount" | "day" | "month";

export const fieldTypes: Readonly<Record<ExtractField, FieldType>> = {
  number: "code",
  item: "code",
  request: "code",
  requestItem: "code",
  label: "text",
  party: "code",
  partyName: "text",
  on: "day",
  paidOn: "day",
  month: "month",
  amount: "amount",
  outstanding: "amount",
  financialCentre: "code",
  costCentre: "code",
  nature: "code",
  functionalDomain: "code",
  activityCode: "code",
  fund: "code",
  functionalTranche: "code",
  goodsGroup: "code",
  contractNumber: "code",
  staff: "amount",
  ae: "amount",
  cp: "amount",
  aeUsed: "amount",
  cpUsed: "amount",
  account: "code",
  debit: "amount",
  credit: "amount",
  balance: "amount",
};

interface KindFields {
  /** Without one of them a row says nothing. */
  readonly needed: readonly ExtractField[];
  readonly others: readonly ExtractField[];
  /** What names a row from one extract to the next: the same value of all of them is the same thing. */
  readonly key: readonly ExtractField[];
}

const codingFields = ["functionalDomain", "activityCode", "fund", "functionalTranche", "goodsGroup", "contractNumber"] as const;

/** The columns of each kind of extract, in the order of its mapping screen and of its sample. */
export const kindFields: Readonly<Record<ExtractKind, KindFields>> = {
  commitments: {
    needed: ["number", "financialCentre", "amount"],
    others: ["item", "label", "party", "partyName", "on", "outstanding", "costCentre", "nature", ...codingFields],
    key: ["number", "item"],
  },
  payments: {
    needed: ["request", "on", "amount"],
    others: [
      "requestItem",
      "number",
      "item",
      "paidOn",
      "label",
      "party",
      "partyName",
      "financialCentre",
      "costCentre",
      "nature",
      ...codingFields,
    ],
    key: ["request", "requestItem"],
  },
  payroll: {
    needed: ["month", "financialCentre", "nature", "amount"],
    others: ["costCentre", "functionalDomain", "activityCode"],
    key: ["month", "financialCentre", "costCentre", "nature", "functionalDomain", "activityCode"],
  },
  staffing: {
    needed: ["month", "financialCentre", "nature", "staff"],
    others: ["costCentre", "functionalDomain", "activityCode"],
    key: ["month", "financialCentre", "costCentre", "nature", "functionalDomain", "activityCode"],
  },
  credits: {
    needed: ["financialCentre", "nature", "ae", "cp"],
    others: ["aeUsed", "cpUsed", "functionalDomain", "activityCode"],
    key: ["financialCentre", "nature", "functionalDomain", "activityCode"],
  },
  opening: { needed: ["account"], others: ["party", "partyName", "debit", "credit", "balance"], key: ["account", "party"] },
  balance: { needed: ["account"], others: ["debit", "credit", "balance"], key: ["account"] },
};

/** The fields of a kind: those that it cannot do without first. */
export function fieldsOf(kind: ExtractKind): readonly ExtractField[] {
  const { needed, others } = kindFields[kind];
  return [...needed, ...others];
}

/** Whether what such an extract says is written in the books. */
export function posts(kind: ExtractKind): boolean {
  return kind !== "credits" && kind !== "balance";
}

export function isExtractKind(text: string): text is ExtractKind {
  return extractKinds.some((kind) => kind === text);
}

/** How the columns of extracts are usually headed, without accents nor case; the first that fits is proposed. */
export const fieldNames: Readonly<Record<ExtractField, readonly string[]>> = {
  number: [
    "n° ej",
    "no ej",
    "n ej",
    "numero ej",
    "ej",
    "n° engagement",
    "engagement juridique",
    "n° engagement juridique",
    "numero d'engagement",
  ],
  item: ["poste", "poste ej", "n° poste", "n° poste ej", "item"],
  request: ["n° dp", "no dp", "n dp", "numero dp", "dp", "demande de paiement", "n° demande de paiement", "n° de dp"],
  requestItem: ["poste dp", "n° poste dp", "ligne dp"],
  label: ["libelle", "objet", "designation", "texte", "label"],
  party: ["fournisseur", "code fournisseur", "tiers", "code tiers", "n° fournisseur", "n° tiers", "party"],
  partyName: ["nom fournisseur", "nom du fournisseur", "nom tiers", "nom du tiers", "raison sociale", "libelle fournisseur"],
  on: ["date", "date ej", "date de creation", "date d'engagement", "date dp", "date comptable", "date de la dp"],
  paidOn: ["date de paiement", "date paiement", "paye le", "date de reglement"],
  month: ["mois", "periode", "mois de paie", "month"],
  amount: ["montant", "montant engage", "ae engagees", "montant ej", "montant dp", "montant brut", "brut", "montant ttc", "amount"],
  outstanding: ["reste a payer", "rap", "restes a payer", "reste a payer ej"],
  financialCentre: ["centre financier", "uo", "cf", "code uo", "unite operationnelle", "centre fi"],
  costCentre: ["centre de couts", "centre de cout", "cc", "code centre de couts"],
  nature: ["compte budgetaire", "titre", "categorie", "nature", "titre/categorie", "categorie d'emplois", "categorie de depense"],
  functionalDomain: ["domaine fonctionnel", "df", "action"],
  activityCode: ["activite", "code activite", "activite chorus"],
  fund: ["fonds", "fund"],
  functionalTranche: ["tranche fonctionnelle", "tf", "tranche"],
  goodsGroup: ["groupe de marchandises", "gm", "groupe marchandises"],
  contractNumber: ["n° marche", "no marche", "marche", "numero de marche", "n° contrat"],
  staff: ["etpt", "etp", "etpt consommes", "effectif", "emplois"],
  ae: ["ae ouvertes", "ae", "ae mises a disposition", "ae mad", "credits ae"],
  cp: ["cp ouverts", "cp", "cp mis a disposition", "cp mad", "credits cp"],
  aeUsed: ["ae consommees", "consommation ae", "ae engagees"],
  cpUsed: ["cp consommes", "consommation cp", "cp payes"],
  account: ["compte", "compte general", "n° compte", "compte pce", "numero de compte", "account"],
  debit: ["debit", "total debit", "montant debit", "cumul debit"],
  credit: ["credit", "total credit", "montant credit", "cumul credit"],
  balance: ["solde", "balance", "solde cumule"],
};
