import type { NatureAccounts, NatureDescription } from "#app/domain/reference/nomenclature.ts";

/** Titles and categories of LOLF art. 5; the natures below a category are ours (« fictif »), those of employment are the programme's. */
type Row = readonly [code: string, parent: string | null, level: NatureDescription["level"], label: string];

const personnel: readonly Row[] = [
  ["T2", "P220", "class", "Titre 2 : dépenses de personnel"],
  ["21", "T2", "category", "Rémunérations d’activité"],
  ["21-1024", "21", "nature", "Emplois de la catégorie A+ (1024)"],
  ["21-1025", "21", "nature", "Emplois de la catégorie A (1025)"],
  ["21-1026", "21", "nature", "Emplois de la catégorie B (1026)"],
  ["21-1027", "21", "nature", "Emplois de la catégorie C, enquêteurs compris (1027)"],
  ["22", "T2", "category", "Cotisations et contributions sociales"],
  ["23", "T2", "category", "Prestations sociales et allocations diverses"],
];

const titles: readonly (readonly [title: string, rows: readonly Row[]])[] = [
  [
    "T3",
    [
      ["T3", "HT2", "title", "Titre 3 : dépenses de fonctionnement"],
      ["31", "T3", "category", "Fonctionnement autre que celui de personnel"],
      ["31-COL", "31", "nature", "Collecte et gestion d’enquêtes"],
      ["31-INF", "31", "nature", "Prestations et maintenance informatiques"],
      ["31-LOC", "31", "nature", "Loyers et charges locatives"],
      ["31-FLU", "31", "nature", "Énergie et fluides"],
      ["31-ENT", "31", "nature", "Entretien et nettoyage"],
      ["31-FOU", "31", "nature", "Fournitures"],
      ["31-DEP", "31", "nature", "Déplacements"],
      ["31-FOR", "31", "nature", "Formation"],
      ["31-AFF", "31", "nature", "Affranchissement et télécommunications"],
      ["31-ETU", "31", "nature", "Études et prestations intellectuelles"],
      ["31-SOC", "31", "nature", "Restauration et action sociale collectives"],
      ["32", "T3", "category", "Subventions pour charges de service public"],
    ],
  ],
  [
    "T5",
    [
      ["T5", "HT2", "title", "Titre 5 : dépenses d’investissement"],
      ["51", "T5", "category", "Immobilisations corporelles de l’État"],
      ["51-MAT", "51", "nature", "Matériel informatique"],
      ["51-AME", "51", "nature", "Aménagements"],
      ["52", "T5", "category", "Immobilisations incorporelles de l’État"],
      ["52-LOG", "52", "nature", "Logiciels"],
    ],
  ],
  [
    "T6",
    [
      ["T6", "HT2", "title", "Titre 6 : dépenses d’intervention"],
      ["63", "T6", "category", "Transferts aux collectivités territoriales"],
      ["63-REC", "63", "nature", "Dotations forfaitaires de recensement aux communes"],
    ],
  ],
];

export const natures: readonly NatureDescription[] = [
  { code: "P220", parent: null, level: "programme", label: "Programme 220" },
  ...personnel.map(([code, parent, level, label]) => ({ code, parent, level, label, title: "T2", spendingClass: "personnel" as const })),
  { code: "HT2", parent: "P220", level: "class", label: "Hors titre 2", spendingClass: "nonPersonnel" },
  ...titles.flatMap(([title, rows]) =>
    rows.map(([code, parent, level, label]) => ({ code, parent, level, label, title, spendingClass: "nonPersonnel" as const })),
  ),
];

/** Nature → account, the defaults of `docs/architecture.md`: any node of the tree may be booked, not only a leaf. */
const expenses: Readonly<Record<string, string>> = {
  "31": "618",
  "31-COL": "611",
  "31-INF": "6156",
  "31-LOC": "6132",
  "31-FLU": "6061",
  "31-ENT": "615",
  "31-FOU": "6064",
  "31-DEP": "6251",
  "31-FOR": "6185",
  "31-AFF": "626",
  "31-ETU": "617",
  "31-SOC": "628",
  "32": "6592",
  T3: "618",
};
const assets: Readonly<Record<string, string>> = {
  "51": "218",
  "51-MAT": "2183",
  "51-AME": "2135",
  "52": "205",
  "52-LOG": "205",
  T5: "218",
};
const staff: readonly NatureAccounts[] = [
  ...["T2", "21", "21-1024", "21-1025", "21-1026", "21-1027"].map((nature) => ({ nature, expense: "641", accrued: "428", payable: "421" })),
  { nature: "22", expense: "645", accrued: "438", payable: "431" },
  { nature: "23", expense: "647", accrued: "438", payable: "437" },
];

export const natureAccounts: readonly NatureAccounts[] = [
  ...staff,
  ...Object.entries(expenses).map(([nature, expense]) => ({ nature, expense, accrued: "408", payable: "401" })),
  ...Object.entries(assets).map(([nature, expense]) => ({ nature, expense, accrued: "4084", payable: "404" })),
  ...["T6", "63", "63-REC"].map((nature) => ({ nature, expense: "6591", accrued: "468", payable: "468" })),
];
