import type { OpenOperationInput } from "#app/commands/earmark-credits.ts";
import type { ContractInput } from "#app/commands/save-contract.ts";
import { partiesOf } from "#seeds/nomenclature/parties.ts";
import { dayIn } from "./calendar.ts";
import { euros } from "./requests.ts";

/** Contracts, operations and revenue of the year under way (« fictif »). */

const supplierOf = (nature: string) => partiesOf(nature)[0] ?? "";

/** One that runs, one that was amended, one that ends with the summer. */
export const contracts = {
  collection: {
    ...{ code: "M-2024-017", label: "Formation et suivi des enquêteurs, Grand Est (fictif)", party: supplierOf("31-COL"), unit: "DR44" },
    ...{ notifiedOn: dayIn(2024, 3, 1), endsOn: dayIn(2027, 2, 28), minimum: euros(50_000), maximum: euros(600_000), note: "" },
  },
  maintenance: {
    ...{ code: "M-2025-031", label: "Maintenance des postes de travail (fictif)", party: supplierOf("31-INF"), unit: "SG-DI" },
    ...{ notifiedOn: dayIn(2025, 1, 2), endsOn: dayIn(2028, 12, 31), minimum: null, maximum: euros(2_000_000), note: "" },
  },
  cleaning: {
    ...{ code: "M-2022-008", label: "Nettoyage des locaux parisiens (fictif)", party: supplierOf("31-ENT"), unit: "SG-DSG" },
    ...{
      notifiedOn: dayIn(2022, 9, 1),
      endsOn: dayIn(2026, 8, 31),
      minimum: null,
      maximum: euros(900_000),
      note: "À relancer avant l’été.",
    },
  },
} as const satisfies Readonly<Record<string, ContractInput>>;

export const amendment = { maximum: euros(2_400_000), effectiveOn: dayIn(2026, 1, 15), note: "Avenant n° 1 : sites d’outre-mer (fictif)" };

/** An operation that is under way, with an advance asked on its order. */
export const machineRoom = {
  operation: {
    ...{ code: "OP-2026-01", label: "Mise en sécurité de la salle informatique de Metz (fictif)" },
    ...{ purpose: "Une salle en service, aux normes incendie", unit: "SG-DSG", nature: "51-AME", activity: "09-IMM" },
  } satisfies OpenOperationInput,
  earmarked: euros(180_000),
  earmarkedFor: "Tranche unique, études comprises (fictif)",
  order: { label: "Détection et extinction, salle de Metz (fictif)", party: supplierOf("51-AME") },
  /** Euros by year of payment, from the year under way on. */
  schedule: [40_000, 24_000],
  advance: euros(12_800),
} as const;

/** What others pay: a contribution that is cashed in part, and a sale that nobody has paid yet. */
export const payers = [
  { code: "EUROSTAT", label: "Commission européenne, Eurostat (fictif)", kind: "body", siret: null },
  { code: "C-REGION", label: "Conseil régional (fictif)", kind: "customer", siret: null },
] as const;
export const contribution = {
  kind: "earmarkedFund",
  ...{ payer: "EUROSTAT", label: "Module européen sur les conditions de vie (fictif)", unit: "DSDS" },
  ...{ nature: "31-COL", activity: "08-MEN", account: "7481", amount: euros(60_000), cashed: euros(45_000) },
} as const;
export const sale = {
  kind: "other",
  ...{ payer: "C-REGION", label: "Exploitation à façon d’un fichier (fictif)", unit: "DR44" },
  ...{ activity: "06-ETU", account: "706", amount: euros(1_850) },
} as const;

/** What could not wait for credit: the commitment goes beyond what the unit has by this much. */
export const emergency = {
  ...{ unit: "DR94", nature: "31-ENT", activity: "01-ENQ", beyond: euros(3_800) },
  label: "Assèchement des locaux après un dégât des eaux (fictif)",
  reason: "Sécurité des agents : intervention le jour même, redéploiement demandé au programme (fictif).",
} as const;

/** What last year committed too much, given up before the months that may pay it. */
export const givenUp = {
  ...{ unit: "SG-DI", nature: "31-INF", amount: euros(5_000), paidFrom: 10 },
  reason: "Prestation réduite d’un commun accord (fictif)",
} as const;

/** Invoices of December that the year ended without paying. */
export const unpaid = [
  { unit: "SG-DSG", nature: "31-ENT", activity: "09-LOG", label: "Remise en état des toitures (fictif)", amount: euros(14_400) },
  { unit: "CSM", nature: "31-AFF", activity: "01-REP", label: "Envois de fin d’année (fictif)", amount: euros(6_250) },
] as const;
