import type { Quantity } from "#app/domain/quantity.ts";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import type { Obligation, RequestKind } from "#app/domain/forecast/request-state.ts";
import { currentYear, plannedYear } from "./calendar.ts";

/** One line asked for: euros for the campaign's year and, of CP, for the next; ETPT in whole persons. */
export interface AskedLine {
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  readonly ae: number;
  readonly cp: number;
  readonly nextCp?: number;
  readonly etpt?: number;
}
/** How far a request of the demo has gone, and what was said on the way. */
export type Path =
  | { readonly end: "draft" }
  | { readonly end: "submitted" }
  | { readonly end: "returned"; readonly reason: string }
  | { readonly end: "instructed" | "preArbitrated" | "conference"; readonly view: View; readonly sentence: string }
  | {
      readonly end: "arbitrated";
      readonly view: View;
      readonly sentence: string;
      readonly verb: DecisionVerb;
      readonly reason: string;
      readonly condition?: string;
      /** Euros decided in AE and CP of the campaign's year, when less than asked. */
      readonly decided?: { readonly ae: number; readonly cp: number };
    };
type View = "favourable" | "reserved" | "unfavourable";

export interface PlannedRequest {
  readonly unit: string;
  readonly kind: RequestKind;
  readonly rank?: number;
  readonly title: string;
  readonly obligation: Obligation;
  readonly justification: string;
  readonly risk: string;
  readonly lines: readonly AskedLine[];
  readonly path: Path;
}

export interface PlannedCampaign {
  readonly targetYear: number;
  readonly label: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly requests: readonly PlannedRequest[];
  readonly scenario: string;
}

const measure = { kind: "newMeasure", obligation: "discretionary" } as const;
const favourable = { view: "favourable", sentence: "Besoin établi, montant vérifié." } as const;
const reserved = { view: "reserved", sentence: "Besoin réel, montant à revoir." } as const;
const unfavourable = { view: "unfavourable", sentence: "Dépense qui peut attendre." } as const;

/** Decided, adopted and notified: the new measures of the current year (« fictif »). */
export const currentCampaign: PlannedCampaign = {
  targetYear: currentYear,
  label: `Mesures nouvelles ${currentYear}`,
  opensOn: `${currentYear - 1}-09-01`,
  closesOn: `${currentYear - 1}-10-15`,
  scenario: "Arbitrage du directeur général",
  requests: [
    {
      ...measure,
      unit: "DR44",
      rank: 1,
      title: "Renouvellement des tablettes des enquêteurs",
      justification: "Les tablettes de 2019 ne reçoivent plus de mises à jour.",
      risk: "Collecte interrompue au second semestre.",
      lines: [{ nature: "31-FOU", activity: "01-ENQ", label: "160 tablettes", ae: 48_000, cp: 48_000 }],
      path: { end: "arbitrated", ...favourable, verb: "grant", reason: "La collecte ne peut s’interrompre." },
    },
    {
      ...measure,
      unit: "SG-DI",
      rank: 1,
      title: "Serveurs de la collecte par internet",
      justification: "La charge double en année de recensement.",
      risk: "Indisponibilité aux pics de collecte.",
      lines: [{ nature: "51-MAT", activity: "09-INF", label: "Serveurs et stockage", ae: 180_000, cp: 120_000, nextCp: 60_000 }],
      path: {
        end: "arbitrated",
        ...reserved,
        verb: "grantConditionally",
        reason: "Accordé en deux tranches.",
        condition: "Mutualisation avec le centre national informatique de Nantes.",
        decided: { ae: 150_000, cp: 90_000 },
      },
    },
    {
      ...measure,
      unit: "SG-DRH",
      rank: 1,
      title: "Formation à la science des données",
      justification: "Deux promotions de vingt agents.",
      risk: "Compétences rares achetées à l’extérieur.",
      lines: [{ nature: "31-FOR", activity: "09-FOR", label: "Deux promotions", ae: 60_000, cp: 60_000 }],
      path: { end: "arbitrated", ...favourable, verb: "grant", reason: "Priorité du projet stratégique." },
    },
    {
      ...measure,
      unit: "DSE",
      rank: 2,
      title: "Refonte du portail des déclarants",
      justification: "Ergonomie ancienne.",
      risk: "Insatisfaction des entreprises enquêtées.",
      lines: [{ nature: "31-INF", activity: "01-REP", label: "Prestations", ae: 90_000, cp: 70_000, nextCp: 20_000 }],
      path: { end: "arbitrated", ...unfavourable, verb: "refuse", reason: "Le portail commun de 2028 le remplacera." },
    },
    {
      ...measure,
      unit: "DSDS",
      rank: 1,
      title: "Test de l’enquête sur le logement",
      justification: "Préparation de l’enquête nationale.",
      risk: "Questionnaire non éprouvé.",
      lines: [{ nature: "31-COL", activity: "08-MEN", label: "Collecte du test", ae: 40_000, cp: 40_000 }],
      path: { end: "arbitrated", ...reserved, verb: "defer", reason: "À représenter pour 2027, une fois le calendrier connu." },
    },
  ],
};

const baseline = { kind: "baseline", obligation: "inescapable" } as const;

/** Open: requests in every state of their life (« fictif »). */
export const nextCampaign: PlannedCampaign = {
  targetYear: plannedYear,
  label: `Campagne ${plannedYear}`,
  opensOn: `${currentYear}-02-01`,
  closesOn: `${currentYear}-12-31`,
  scenario: "Proposition du département",
  requests: [
    {
      ...measure,
      unit: "DR44",
      rank: 1,
      title: "Antenne de collecte de Châlons-en-Champagne",
      justification: "Deux équipes partagent aujourd’hui un bureau.",
      risk: "Départs d’enquêteurs.",
      lines: [{ nature: "31-COL", activity: "01-ENQ", label: "Installation", ae: 85_000, cp: 60_000, nextCp: 25_000 }],
      path: { end: "draft" },
    },
    {
      ...baseline,
      unit: "DR44",
      title: "Socle de la direction régionale",
      justification: "Reconduction, indexation des marchés de collecte.",
      risk: "",
      lines: [
        { nature: "31-COL", activity: "01-ENQ", label: "Collecte", ae: 610_000, cp: 600_000, nextCp: 10_000 },
        { nature: "31-DEP", activity: "01-ENQ", label: "Déplacements", ae: 250_000, cp: 250_000 },
      ],
      path: { end: "submitted" },
    },
    {
      ...measure,
      unit: "SG-DI",
      rank: 1,
      title: "Sauvegarde hors site",
      justification: "Exigence de la politique de sécurité.",
      risk: "Perte de données en cas de sinistre.",
      lines: [{ nature: "31-INF", activity: "09-INF", label: "Hébergement", ae: 300_000, cp: 100_000, nextCp: 200_000 }],
      path: { end: "submitted" },
    },
    {
      ...measure,
      unit: "DR84",
      rank: 1,
      title: "Véhicules de collecte",
      justification: "Tournées longues en zone de montagne.",
      risk: "Kilométrage élevé.",
      lines: [{ nature: "31-DEP", activity: "01-ENQ", label: "Location longue durée", ae: 70_000, cp: 70_000 }],
      path: { end: "returned", reason: "Comparer la location et l’indemnité kilométrique." },
    },
    {
      ...measure,
      unit: "SG-DSG",
      rank: 1,
      title: "Isolation du site de Montrouge",
      justification: "Économie d’énergie de 30 %.",
      risk: "Factures en hausse.",
      lines: [{ nature: "51-AME", activity: "09-IMM", label: "Travaux", ae: 900_000, cp: 400_000, nextCp: 500_000 }],
      path: { end: "instructed", ...favourable },
    },
    {
      ...measure,
      unit: "DSDS",
      rank: 1,
      title: "Test de l’enquête sur le logement",
      justification: "Reporté de 2026.",
      risk: "Questionnaire non éprouvé.",
      lines: [{ nature: "31-COL", activity: "08-MEN", label: "Collecte du test", ae: 45_000, cp: 45_000 }],
      path: { end: "preArbitrated", ...favourable },
    },
    {
      ...measure,
      unit: "SG-DRH",
      rank: 1,
      title: "Accompagnement du télétravail",
      justification: "Baromètre social 2025.",
      risk: "Risques psychosociaux.",
      lines: [{ nature: "31-SOC", activity: "09-SOC", label: "Prestations", ae: 50_000, cp: 50_000 }],
      path: { end: "conference", ...reserved },
    },
    {
      ...measure,
      unit: "DSE",
      rank: 1,
      title: "Deux ingénieurs pour le répertoire Sirene",
      justification: "Dette technique du répertoire.",
      risk: "Retards de mise à jour.",
      lines: [{ nature: "21-1025", activity: "01-REP", label: "Deux agents de catégorie A", ae: 150_000, cp: 150_000, etpt: 2 }],
      path: { end: "arbitrated", ...favourable, verb: "grant", reason: "Service rendu à toutes les administrations." },
    },
    {
      ...measure,
      unit: "CSM",
      rank: 1,
      title: "Mise sous pli automatisée",
      justification: "Volumes en hausse.",
      risk: "Heures supplémentaires.",
      lines: [{ nature: "31-AFF", activity: "01-REP", label: "Machine et contrat", ae: 120_000, cp: 120_000 }],
      path: {
        end: "arbitrated",
        ...reserved,
        verb: "grantConditionally",
        reason: "Utile si elle sert aussi les directions régionales.",
        condition: "Convention de partage avant l’achat.",
        decided: { ae: 90_000, cp: 90_000 },
      },
    },
    {
      ...measure,
      unit: "DR32",
      rank: 3,
      title: "Rénovation de la salle de réunion",
      justification: "Mobilier ancien.",
      risk: "Aucun à court terme.",
      lines: [{ nature: "31-ENT", activity: "09-LOG", label: "Travaux", ae: 35_000, cp: 35_000 }],
      path: { end: "arbitrated", ...unfavourable, verb: "refuse", reason: "Non prioritaire." },
    },
    {
      ...measure,
      unit: "DESE",
      rank: 1,
      title: "Abonnement à des données de cartes bancaires",
      justification: "Conjoncture à haute fréquence.",
      risk: "Prévisions moins réactives.",
      lines: [{ nature: "31-ETU", activity: "08-CON", label: "Abonnement", ae: 80_000, cp: 80_000 }],
      path: { end: "arbitrated", ...reserved, verb: "defer", reason: "Attendre la négociation commune des services statistiques." },
    },
    {
      kind: "saving",
      obligation: "discretionary",
      unit: "DDAR",
      title: "Fin des publications imprimées régionales",
      justification: "Lecture en ligne désormais majoritaire.",
      risk: "",
      lines: [{ nature: "31-ETU", activity: "06-DIF", label: "Impression", ae: -30_000, cp: -30_000 }],
      path: { end: "submitted" },
    },
  ],
};

/** Whole euros as cents. */
export function euros(amount: number): Quantity {
  return BigInt(amount) * 100n;
}
