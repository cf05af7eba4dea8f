import type { Day } from "#app/domain/month.ts";
import { currentYear, plannedYear } from "./calendar.ts";
import { regionalBaseline, unitBaselines } from "./next-baselines.ts";
import { nextMeasures } from "./next-measures.ts";
import {
  baseline,
  collectionMonths,
  favourable,
  measure,
  type PlannedCampaign,
  type PlannedRequest,
  reserved,
  travelMonths,
  unfavourable,
} from "./requests.ts";
import { baselineStaff } from "./staff-requests.ts";
import type { DemoPlan } from "./year.ts";

/** The day on which the campaign of the next year opens. */
export const nextOpensOn: Day = `${currentYear}-02-01`;
const lastDay: Day = `${currentYear}-12-31`;

/**
 * Under way, for somebody to arbitrate it: what every unit goes on with, and what it asks on top, instructed for the most part; a few decisions
 * are made (« fictif »). Steps that would open after `today` are open already, and all of them until the end of the year, for the demo to be tried.
 */
export function nextCampaign(plan: DemoPlan, today: Day): PlannedCampaign {
  const from = (day: Day) => (day < today ? day : today);
  const staffed = shown.map((own) => (own.title === regionalBaseline ? { ...own, staff: baselineStaff(plan, own.unit) } : own));
  return {
    targetYear: plannedYear,
    label: `Campagne ${plannedYear}`,
    opensOn: nextOpensOn,
    closesOn: lastDay,
    calendar: [
      { step: "writing", opensOn: nextOpensOn, closesOn: lastDay },
      { step: "submission", opensOn: from(`${currentYear}-03-01`), closesOn: lastDay },
      { step: "review", opensOn: from(`${currentYear}-03-16`), closesOn: lastDay },
      { step: "arbitration", opensOn: from(`${currentYear}-05-18`), closesOn: lastDay },
    ],
    guidance: [
      { nature: "HT2", rate: 100n, note: "Lettre de cadrage : +1 % hors titre 2, mesures nouvelles comprises (fictif)." },
      { nature: "T2", rate: 120n, note: "Lettre de cadrage : mesures générales et schéma d’emplois compris (fictif)." },
    ],
    scenario: "Conférence",
    otherScenarios: [
      { name: "Proposition du département", startFrom: "proposal" },
      { name: `Reconduction ${currentYear}`, startFrom: "previousYear" },
    ],
    frozen: { after: 1, name: "Avant le dialogue de gestion (fictif)" },
    requests: [...staffed, ...unitBaselines(plan, today), ...nextMeasures],
  };
}

/** Requests in every state of their life, those of the regional directorate in all their detail. */
const shown: readonly PlannedRequest[] = [
  {
    ...measure,
    unit: "DR44",
    rank: 1,
    title: "Antenne de collecte de Châlons-en-Champagne",
    justification: "Deux équipes partagent aujourd’hui un bureau.",
    risk: "Départs d’enquêteurs.",
    alternatives:
      "Télétravail partiel : écarté, les enquêteurs doivent déposer leur matériel. Location à la journée : 40 % plus chère sur trois ans.",
    deliverables: "Une antenne de douze postes, câblée et meublée.\nUn bail de trois ans.",
    indicator: "Enquêteurs installés au 30 juin : 12",
    paper: { name: "Devis d'aménagement.pdf", text: "Devis fictif : amenagement de l'antenne, 85 000 euros" },
    lines: [
      {
        ...{ nature: "31-COL", activity: "01-ENQ", label: "Installation", ae: 85_000, cp: 60_000, nextCp: 25_000 },
        detail: [
          { label: "Postes de travail", quantity: 12, unitWord: "postes", price: 4_500 },
          { label: "Aménagement des bureaux", quantity: 240, unitWord: "m²", price: 100 },
          { label: "Câblage", quantity: 1, unitWord: "forfait", price: 7_000 },
        ],
        schedule: [60_000, 25_000],
      },
    ],
    path: { end: "draft" },
  },
  {
    ...baseline,
    unit: "DR44",
    title: regionalBaseline,
    justification: "Reconduction, indexation des marchés de collecte.",
    risk: "",
    lines: [
      {
        ...{
          nature: "31-COL",
          activity: "01-ENQ",
          label: "Collecte",
          ae: 610_000,
          cp: 600_000,
          nextCp: 10_000,
          months: collectionMonths,
        },
        ...{ component: "renewal", schedule: [600_000, 10_000] },
      },
      {
        ...{ nature: "31-DEP", activity: "01-ENQ", label: "Déplacements", ae: 250_000, cp: 250_000, months: travelMonths },
        component: "renewal",
      },
      {
        ...{ nature: "31-COL", activity: "01-ENQ", label: "Enquête commencée en juillet", ae: 12_000, cp: 12_000 },
        component: "fullYearEffect",
      },
      {
        ...{ nature: "31-COL", activity: "01-ENQ", label: "Révision des prix du marché", ae: 8_000, cp: 8_000 },
        component: "priceIndexation",
      },
      {
        ...{ nature: "31-COL", activity: "01-ENQ", label: "Fin du test de 2026", ae: -20_000, cp: -20_000 },
        component: "endOfOneOffs",
      },
    ],
    path: { end: "submitted" },
  },
  {
    ...baseline,
    unit: "DR44",
    title: "Socle des études régionales",
    justification: "Reconduction.",
    risk: "",
    lines: [{ nature: "31-ETU", activity: "06-ETU", label: "Études", ae: 72_000, cp: 0, component: "renewal" }],
    path: { end: "draft" },
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
    justification: "Économie d’énergie de 30 %.",
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
];
