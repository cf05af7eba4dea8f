import type { StaffLine } from "#app/domain/forecast/staff/staff-line.ts";
import { plannedYear } from "./calendar.ts";
import { natureOfCategory } from "./personnel.ts";
import { type AskedLine, favourable, measure, type PlannedRequest, reserved, unfavourable } from "./requests.ts";

const due = { kind: "newMeasure", obligation: "inescapable" } as const;
const saving = { kind: "saving", obligation: "discretionary" } as const;

/** What units ask for on top of what goes on, and what they give back (« fictif »): of every size, the department's opinion on most. */
export const nextMeasures: readonly PlannedRequest[] = [
  {
    ...due,
    ...asking("SG-DI", 2, "Centre opérationnel de cybersécurité", [
      { nature: "31-INF", activity: "09-INF", label: "Veille et réponse à incident", ae: 640_000, cp: 460_000, nextCp: 180_000 },
    ]),
    justification: "Mise en conformité avec la directive NIS 2, exigible au premier semestre.",
    risk: "Interruption des répertoires en cas d’attaque ; mise en demeure.",
    alternatives: "Mutualisation ministérielle : étudiée, disponible en 2029 seulement.",
    indicator: "Délai de détection d’un incident : 4 heures",
    path: {
      ...{ end: "conference", view: "reserved", sentence: "Obligation réelle ; une mise en place en deux temps suffit." },
      proposed: { ae: 500_000, cp: 350_000 },
    },
  },
  {
    ...measure,
    ...asking("SG-DI", 3, "Renouvellement du stockage des centres", [
      { nature: "51-MAT", activity: "09-INF", label: "Baies de stockage", ae: 900_000, cp: 700_000, nextCp: 200_000 },
    ]),
    justification: "Fin de maintenance constructeur en septembre.",
    risk: "Pannes sans pièces de rechange.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("SG-DI", 4, "Enquêtes dans le nuage interne", [
      { nature: "31-INF", activity: "09-INF", label: "Bascule des applications", ae: 380_000, cp: 300_000, nextCp: 80_000 },
    ]),
    justification: "Douze applications de collecte à faire basculer avant la fin du bail matériel.",
    risk: "Double exploitation prolongée.",
    path: { end: "instructed", ...unfavourable, sentence: "Peut attendre la fin du renouvellement du stockage." },
  },
  {
    ...measure,
    ...asking("SG-DI", 5, "Équipe de cybersécurité", []),
    staff: staff("A", 6, "09-INF"),
    justification: "Astreinte de sécurité, impossible avec l’équipe actuelle.",
    risk: "Prestations plus chères que des emplois.",
    path: { end: "instructed", ...reserved, sentence: "Quatre emplois en 2027, deux en 2028.", proposed: { ae: 392_000, cp: 392_000 } },
  },
  {
    ...measure,
    ...asking("SG-DSG", 2, "Regroupement des implantations de Lille", [
      { nature: "51-AME", activity: "09-IMM", label: "Travaux d’installation", ae: 980_000, cp: 380_000, nextCp: 600_000 },
      { nature: "31-LOC", activity: "09-IMM", label: "Loyer du nouveau site", ae: 420_000, cp: 140_000, goingOn: [140_000, 140_000] },
    ]),
    justification: "Deux baux arrivent à échéance ; un seul site coûte 12 % de moins à partir de 2029.",
    risk: "Reconduction tacite des deux baux pour trois ans.",
    deliverables: "Un site unique de 3 200 m².\nDeux baux rendus.",
    path: { end: "conference", ...favourable, sentence: "Investissement remboursé en quatre ans." },
  },
  {
    ...due,
    ...asking("SG-DSG", 3, "Mise en sécurité incendie", [
      { nature: "51-AME", activity: "09-IMM", label: "Détection et désenfumage", ae: 210_000, cp: 210_000 },
    ]),
    justification: "Prescription de la commission de sécurité du 12 novembre.",
    risk: "Fermeture administrative d’un étage.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...saving,
    ...asking("SG-DSG", undefined, "Libération d’un étage à Montrouge", [
      { nature: "31-LOC", activity: "09-IMM", label: "Loyer et charges", ae: -140_000, cp: -140_000 },
    ]),
    justification: "Bureaux partagés et télétravail : 40 postes libérés.",
    path: { end: "instructed", ...favourable, sentence: "Économie acquise au 1er juillet." },
  },
  {
    ...measure,
    ...asking("DSDS", 2, "Enquête Histoire de vie et patrimoine", [
      { nature: "31-COL", activity: "08-MEN", label: "Collecte de la première vague", ae: 780_000, cp: 520_000, nextCp: 260_000 },
    ]),
    justification: "Vague triennale, cofinancée par la Banque centrale européenne.",
    risk: "Rupture de série ; cofinancement perdu.",
    indicator: "Ménages répondants : 11 000",
    path: {
      end: "conference",
      ...reserved,
      sentence: "Échantillon réductible de 15 % sans perte de précision régionale.",
      proposed: { ae: 660_000, cp: 440_000 },
    },
  },
  {
    ...due,
    ...asking("DSDS", 3, "Relances du recensement en ligne", [
      { nature: "31-COL", activity: "01-REC", label: "Routage et messages", ae: 260_000, cp: 260_000, goingOn: [220_000, 200_000] },
    ]),
    justification: "Objectif de 70 % de réponses en ligne fixé par le décret.",
    risk: "Retour de la collecte papier.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("DSDS", 4, "Panel de ménages en ligne", [
      { nature: "31-INF", activity: "08-MEN", label: "Plateforme et recrutement", ae: 330_000, cp: 230_000, nextCp: 100_000 },
    ]),
    justification: "Réponse rapide aux demandes du ministère.",
    risk: "Recours à des instituts privés.",
    path: { end: "instructed", ...unfavourable, sentence: "Service non défini, à représenter avec une étude d’usage." },
  },
  {
    ...measure,
    ...asking("DSDS", 5, "Renfort du recensement", []),
    staff: staff("A", 4, "01-REC"),
    justification: "Contrôle des collectes en ligne.",
    risk: "Allongement des délais de diffusion.",
    path: { end: "instructed", ...reserved, sentence: "Deux emplois suffisent en 2027.", proposed: { ae: 196_000, cp: 196_000 } },
  },
  {
    ...measure,
    ...asking("DSE", 2, "Reprise des données de Sirene", [
      { nature: "31-INF", activity: "01-REP", label: "Prestations", ae: 420_000, cp: 280_000, nextCp: 140_000 },
    ]),
    justification: "Dernier lot de la refonte du répertoire.",
    risk: "Deux bases à maintenir.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("DESE", 2, "Calcul intensif des modèles", [
      { nature: "31-ETU", activity: "08-CON", label: "Heures de calcul", ae: 60_000, cp: 60_000 },
    ]),
    justification: "Estimations mensuelles du modèle macroéconomique.",
    risk: "Prévisions trimestrielles seulement.",
    path: { end: "instructed", ...reserved },
  },
  {
    ...measure,
    ...asking("DESE", 3, "Comptes de l’environnement", []),
    staff: staff("A", 3, "08-CON"),
    justification: "Règlement européen sur les comptes environnementaux.",
    risk: "Procédure d’infraction.",
    path: { end: "instructed", ...favourable, sentence: "Obligation européenne, calendrier tenu." },
  },
  {
    ...measure,
    ...asking("DCSRI", 1, "Présidence du groupe des directeurs européens", [
      { nature: "31-DEP", activity: "08-ETU", label: "Missions et réception", ae: 45_000, cp: 45_000 },
    ]),
    justification: "Présidence tournante au second semestre.",
    risk: "",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("DCSRI", 2, "Deux emplois pour l’intelligence artificielle", []),
    staff: staff("A", 2, "08-ETU"),
    justification: "Codage automatique partagé avec les services statistiques ministériels.",
    risk: "",
    path: { end: "instructed", ...reserved },
  },
  {
    ...saving,
    ...asking("DCSRI", undefined, "Réunions européennes à distance", [
      { nature: "31-DEP", activity: "08-ETU", label: "Missions évitées", ae: -18_000, cp: -18_000 },
    ]),
    justification: "Un groupe de travail sur trois se tient à distance.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...due,
    ...asking("DDAR", 1, "Accessibilité du site insee.fr", [
      { nature: "31-ETU", activity: "06-DIF", label: "Audit et corrections", ae: 180_000, cp: 120_000, nextCp: 60_000 },
    ]),
    justification: "Obligation d’accessibilité numérique ; audit à 71 % de conformité.",
    risk: "Sanction de l’Arcom.",
    path: { end: "submitted" },
  },
  {
    ...measure,
    ...asking("SG-CES", 1, "Tablettes de l’enquête industrielle", [
      { nature: "31-COL", activity: "01-IND", label: "180 tablettes", ae: 95_000, cp: 95_000 },
    ]),
    justification: "Matériel acheté en 2020.",
    risk: "Collecte sur papier.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("SG-CES", 2, "Gestionnaires d’enquête", []),
    staff: staff("C", 4, "01-IND"),
    justification: "Internalisation d’un marché de gestion qui s’achève.",
    risk: "Nouveau marché, plus cher.",
    path: { end: "submitted" },
  },
  {
    ...measure,
    ...asking("CSM", 2, "Codage automatique des professions", [
      { nature: "31-INF", activity: "01-REP", label: "Prestations", ae: 65_000, cp: 65_000 },
    ]),
    justification: "Reprise manuelle de 18 % des libellés.",
    risk: "Vacations supplémentaires.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...due,
    ...asking("SG-SDIB", 1, "Postes de travail hors support", [
      { nature: "31-INF", activity: "09-INF", label: "Migration de 900 postes", ae: 240_000, cp: 240_000 },
    ]),
    justification: "Fin du support de sécurité du système d’exploitation.",
    risk: "Postes isolés du réseau.",
    path: { end: "preArbitrated", ...favourable },
  },
  {
    ...saving,
    ...asking("SG-SDIB", undefined, "Licences bureautiques inutilisées", [
      { nature: "31-INF", activity: "09-INF", label: "Licences rendues", ae: -60_000, cp: -60_000 },
    ]),
    justification: "Inventaire de mars : 700 licences sans utilisateur.",
    path: { end: "instructed", ...favourable, sentence: "Vérifié avec le fournisseur." },
  },
  {
    ...measure,
    ...asking("SG-DRH", 2, "Vingt contrats d’apprentissage", [
      { nature: "31-FOR", activity: "09-FOR", label: "Frais pédagogiques", ae: 110_000, cp: 110_000, goingOn: [110_000] },
    ]),
    justification: "Engagement interministériel : 6 % d’apprentis.",
    risk: "",
    path: { end: "instructed", ...reserved, sentence: "Douze contrats en 2027.", proposed: { ae: 66_000, cp: 66_000 } },
  },
  {
    ...due,
    ...asking("SG-DRH", 3, "Médecine de prévention", [{ nature: "31-SOC", activity: "09-SOC", label: "Marché", ae: 35_000, cp: 35_000 }]),
    justification: "Deux départements sans médecin du travail.",
    risk: "Mise en demeure de l’inspection.",
    path: { end: "submitted" },
  },
  {
    ...measure,
    ...asking("SG-DPG", 1, "Comptabilité analytique des enquêtes", [
      { nature: "31-ETU", activity: "09-PIL", label: "Étude", ae: 60_000, cp: 60_000 },
    ]),
    justification: "Recommandation de la Cour des comptes.",
    risk: "",
    path: { end: "instructed", ...reserved },
  },
  {
    ...measure,
    ...asking("CEFIL", 1, "Rénovation des chambres des élèves", [
      { nature: "51-AME", activity: "09-FOR", label: "Travaux", ae: 160_000, cp: 85_000, nextCp: 75_000 },
    ]),
    justification: "Bâtiment de 1987.",
    risk: "",
    path: { end: "returned", reason: "Joindre le diagnostic énergétique." },
  },
  {
    ...due,
    ...asking("CNI-NAN", 1, "Climatisation de la salle machine", [
      { nature: "51-AME", activity: "09-INF", label: "Remplacement", ae: 190_000, cp: 120_000, nextCp: 70_000 },
    ]),
    justification: "Deux arrêts à l’été 2025.",
    risk: "Arrêt de la production pendant une canicule.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("CNI-ORL", 1, "Onduleurs", [{ nature: "51-MAT", activity: "09-INF", label: "Deux onduleurs", ae: 75_000, cp: 75_000 }]),
    justification: "Batteries en fin de vie.",
    risk: "",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("DR11", 1, "Seconde antenne d’enquêteurs", [
      { nature: "31-COL", activity: "01-ENQ", label: "Installation", ae: 55_000, cp: 55_000 },
    ]),
    justification: "Temps de trajet moyen de 70 minutes.",
    risk: "",
    path: { end: "instructed", ...unfavourable },
  },
  {
    ...saving,
    ...asking("DR11", undefined, "Tournées regroupées", [
      { nature: "31-DEP", activity: "01-ENQ", label: "Déplacements", ae: -25_000, cp: -25_000 },
    ]),
    justification: "Optimisation des tournées d’enquête.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("DR75", 1, "Déménagement de l’antenne de Poitiers", [
      { nature: "31-ENT", activity: "09-LOG", label: "Déménagement", ae: 60_000, cp: 60_000 },
    ]),
    justification: "Bail non renouvelé par le propriétaire.",
    risk: "Occupation sans titre.",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("DR76", 1, "Étude sur les saisonniers", [{ nature: "31-ETU", activity: "06-ETU", label: "Étude", ae: 40_000, cp: 40_000 }]),
    justification: "Partenariat avec la région, cofinancée pour moitié.",
    risk: "",
    path: { end: "instructed", ...reserved },
  },
  {
    ...measure,
    ...asking("DR93", 1, "Location de véhicules", [
      { nature: "31-DEP", activity: "01-ENQ", label: "Six véhicules", ae: 38_000, cp: 38_000 },
    ]),
    justification: "Indemnités kilométriques en hausse de 14 %.",
    risk: "",
    path: { end: "instructed", ...reserved },
  },
  {
    ...due,
    ...asking("DR01", 1, "Vols entre les îles pour les enquêtes", [
      { nature: "31-DEP", activity: "01-ENQ", label: "Billets", ae: 62_000, cp: 62_000, goingOn: [62_000, 62_000] },
    ]),
    justification: "Desserte maritime supprimée.",
    risk: "Communes non enquêtées.",
    path: { end: "submitted" },
  },
  {
    ...due,
    ...asking("DR04", 1, "Recensement annuel de Mayotte", [
      { nature: "31-COL", activity: "01-REC", label: "Collecte", ae: 240_000, cp: 210_000, nextCp: 30_000 },
    ]),
    justification: "Décret du 24 décembre : collecte annuelle à partir de 2027.",
    risk: "Populations légales non publiées.",
    path: { end: "instructed", ...favourable, sentence: "Obligation réglementaire." },
  },
  {
    ...measure,
    ...asking("DR04", 2, "Enquêteurs de Mayotte", []),
    staff: staff("C", 3, "01-ENQ"),
    justification: "Aucun enquêteur permanent sur place.",
    risk: "",
    path: { end: "instructed", ...favourable },
  },
  {
    ...measure,
    ...asking("DR84", 2, "Salle de formation", [{ nature: "31-ENT", activity: "09-LOG", label: "Équipement", ae: 30_000, cp: 30_000 }]),
    justification: "Formations louées à l’extérieur.",
    risk: "",
    path: { end: "instructed", ...unfavourable },
  },
  {
    ...measure,
    ...asking("DR53", 1, "Accueil du public", [{ nature: "31-ENT", activity: "09-LOG", label: "Aménagement", ae: 28_000, cp: 28_000 }]),
    justification: "Mise en accessibilité de l’entrée.",
    risk: "",
    path: { end: "returned", reason: "Préciser ce que paie le propriétaire." },
  },
];

function asking(unit: string, rank: number | undefined, title: string, lines: readonly AskedLine[]) {
  return { unit, title, risk: "", lines, ...(rank === undefined ? {} : { rank }) };
}

/** People who come on the first of January. */
function staff(category: "A" | "C", people: number, activity: string): StaffLine[] {
  const nature = natureOfCategory[category];
  const label = `Recrutements de catégorie ${category}`;
  return [{ category: nature, activity, fte: BigInt(people) * 100n, entry: `${plannedYear}-01`, exit: null, label }];
}
