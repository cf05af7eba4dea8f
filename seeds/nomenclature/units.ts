import type { UnitDescription } from "#app/domain/reference/nomenclature.ts";

/**
 * The units: directorates, departments and sous-directions as the order of 9 June 1989 that organises Insee names them
 * (ECOS8810004A, art. 1 to 8); regional directorates by the codes of their regions (Code officiel géographique); national centres.
 * See `seeds/nomenclature/README.md` for what is not from the order.
 */
export const rootUnit = "INSEE";
/** Where codes that map to no unit land (`docs/architecture.md`): never refused, always seen. */
export const pendingUnit = "A-AFFECTER";

type Kind = UnitDescription["kind"];
type Row = readonly [code: string, parent: string | null, kind: Kind, shortLabel: string, label: string];

const headquarters: readonly Row[] = [
  [rootUnit, null, "institute", "Insee", "Institut national de la statistique et des études économiques"],
  ["DG", rootUnit, "directorate", "Direction générale", "Direction générale"],
  ["IG", "DG", "department", "Inspection générale", "Inspection générale"],
  ["SG", "DG", "secretariat", "Secrétariat général", "Secrétariat général"],
  ["SG-DPG", "SG", "department", "Programmation et gestion", "Département de la programmation et de la gestion"],
  ["SG-DRH", "SG", "department", "Ressources humaines", "Département des ressources humaines"],
  ["SG-DSG", "SG", "department", "Services généraux", "Département des services généraux"],
  ["SG-DI", "SG", "department", "Informatique", "Département de l’informatique"],
  ["SG-DOMP", "SG", "department", "Organisation et méthodes", "Département de l’organisation et des méthodes de la production"],
  ["SG-CES", "SG", "subdirectorate", "Centre d’enquêtes statistiques", "Sous-direction « centre d’enquêtes statistiques »"],
  ["SG-SDICS", "SG", "subdirectorate", "Ingénierie et coordination", "Sous-direction de l’ingénierie et de la coordination statistiques"],
  ["SG-SDIB", "SG", "subdirectorate", "Informatique et bureautique", "Sous-direction de l’informatique et de la bureautique"],
  ["DCSRI", "DG", "directorate", "Coordination statistique", "Direction de la coordination statistique et des relations internationales"],
  ["DCSRI-ASP", "DCSRI", "department", "Autorité de la statistique", "Secrétariat de l’Autorité de la statistique publique"],
  ["DCSRI-CNIS", "DCSRI", "department", "Secrétariat du Cnis", "Secrétariat du Conseil national de l’information statistique"],
  ["DCSRI-DCS", "DCSRI", "department", "Coordination statistique", "Département de la coordination statistique"],
  ["DCSRI-DERI", "DCSRI", "department", "Europe et international", "Département « Europe et relations internationales »"],
  ["DSE", "DG", "directorate", "Statistiques d’entreprises", "Direction des statistiques d’entreprises"],
  ["DSE-DRISS", "DSE", "department", "Répertoires", "Département « répertoires, infrastructures et statistiques structurelles »"],
  ["DSE-DSCT", "DSE", "department", "Court terme", "Département « statistiques de court terme »"],
  ["DSE-DSS", "DSE", "department", "Synthèses sectorielles", "Département « synthèses sectorielles »"],
  ["DSE-UMSE", "DSE", "department", "Méthodologie entreprises", "Unité « méthodologie statistique entreprises »"],
  ["DSDS", "DG", "directorate", "Démographie et société", "Direction des statistiques démographiques et sociales"],
  ["DSDS-DD", "DSDS", "department", "Démographie", "Département de la démographie"],
  ["DSDS-DERA", "DSDS", "department", "Emploi et revenus", "Département de l’emploi et des revenus d’activité"],
  [
    "DSDS-DPCR",
    "DSDS",
    "department",
    "Prix et ressources",
    "Département des prix à la consommation, des ressources et des conditions de vie des ménages",
  ],
  ["DSDS-UMS", "DSDS", "department", "Méthodologie statistique", "Unité de méthodologie statistique"],
  ["DSDS-UEDS", "DSDS", "department", "Études démographiques", "Unité des études démographiques et sociales"],
  ["DESE", "DG", "directorate", "Études et synthèses", "Direction des études et synthèses économiques"],
  ["DESE-DC", "DESE", "department", "Conjoncture", "Département de la conjoncture"],
  ["DESE-DEEE", "DESE", "department", "Études d’ensemble", "Département des études économiques d’ensemble"],
  ["DESE-DR", "DESE", "department", "Recherche", "Département de la recherche"],
  ["DDAR", "DG", "directorate", "Diffusion, action régionale", "Direction de la diffusion et de l’action régionale"],
  ["DDAR-DMMD", "DDAR", "department", "Moyens de diffusion", "Département des moyens et des méthodes de diffusion"],
  ["DDAR-DEPPN", "DDAR", "department", "Édition et promotion", "Département de l’édition et de la promotion des produits nationaux"],
  ["DDAR-DAR", "DDAR", "department", "Action régionale", "Département de l’action régionale"],
  ["DDAR-OEP", "DDAR", "department", "Observatoire de Paris", "Observatoire économique de Paris"],
];

/** Each regional directorate bears the code of its region; overseas, the first code of those that it covers. */
const regions: readonly (readonly [code: string, name: string])[] = [
  ["11", "Île-de-France"],
  ["24", "Centre-Val de Loire"],
  ["27", "Bourgogne-Franche-Comté"],
  ["28", "Normandie"],
  ["32", "Hauts-de-France"],
  ["44", "Grand Est"],
  ["52", "Pays de la Loire"],
  ["53", "Bretagne"],
  ["75", "Nouvelle-Aquitaine"],
  ["76", "Occitanie"],
  ["84", "Auvergne-Rhône-Alpes"],
  ["93", "Provence-Alpes-Côte d’Azur"],
  ["94", "Corse"],
  ["01", "Antilles-Guyane"],
  ["04", "La Réunion-Mayotte"],
];

const centres: readonly Row[] = [
  ...["Aix-en-Provence", "Lille", "Nantes", "Orléans", "Paris"].map((town): Row => {
    const code = `CNI-${town.slice(0, 3).toUpperCase()}`;
    return [code, rootUnit, "centre", `CNI ${town}`, `Centre national informatique de ${town}`];
  }),
  ["CSM", rootUnit, "centre", "Centre de Metz", "Centre statistique de Metz"],
  ["CEFIL", rootUnit, "centre", "Cefil Libourne", "Centre de formation de l’Insee à Libourne"],
];

const regionalDirectorates = regions.map(
  ([code, name]): Row => [
    `DR${code}`,
    rootUnit,
    "regionalDirectorate",
    name,
    code === "01" ? `Direction interrégionale ${name}` : `Direction régionale ${name}`,
  ],
);

const pending: Row = [pendingUnit, rootUnit, "pending", "À affecter", "À affecter : codes sans unité connue"];

export const units: readonly UnitDescription[] = [...headquarters, ...regionalDirectorates, ...centres, pending].map(
  ([code, parent, kind, shortLabel, label], index) => ({ code, parent, kind, shortLabel, label, rank: index + 1 }),
);

export const regionalUnits: readonly string[] = regionalDirectorates.map(([code]) => code);
