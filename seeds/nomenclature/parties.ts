import type { CentreOfUnit, PartyDescription } from "#app/domain/reference/nomenclature.ts";
import { pendingUnit, units } from "./units.ts";

/** Suppliers and payees that do not exist; each name says so. */
const suppliers: readonly (readonly [name: string, nature: string])[] = [
  ["Collecte du Ponant", "31-COL"],
  ["Enquêtes & Terrain", "31-COL"],
  ["Sondages des Deux-Rives", "31-COL"],
  ["Infogérance Alizé", "31-INF"],
  ["Logiciels du Littoral", "31-INF"],
  ["Atelier Numérique Vauban", "31-INF"],
  ["Foncière des Cèdres", "31-LOC"],
  ["Immobilière du Canal", "31-LOC"],
  ["Énergies du Plateau", "31-FLU"],
  ["Eaux de la Combe", "31-FLU"],
  ["Propreté Horizon", "31-ENT"],
  ["Maintenance du Val", "31-ENT"],
  ["Papeterie des Halles", "31-FOU"],
  ["Bureau Plus Fictif", "31-FOU"],
  ["Formation Montaigne", "31-FOR"],
  ["École des Méthodes", "31-FOR"],
  ["Routage Express", "31-AFF"],
  ["Télécoms Hermine", "31-AFF"],
  ["Cabinet d’Études Pascal", "31-ETU"],
  ["Conseil Archimède", "31-ETU"],
  ["Restauration Collective Ambre", "31-SOC"],
  ["Serveurs et Systèmes Ondine", "51-MAT"],
  ["Aménagements Lutèce", "51-AME"],
  ["Éditions Logicielles Turing", "52-LOG"],
];

/** Travellers are refunded without a commitment (flow 4); communes receive the census grants. */
export const travellers = "AGENTS";
export const communes = "COMMUNES";

export const parties: readonly PartyDescription[] = [
  ...suppliers.map(([name], index) => ({ code: codeOf(index), label: `${name} (fictif)`, kind: "supplier" as const })),
  { code: travellers, label: "Agents en mission (fictif)", kind: "agent" },
  { code: communes, label: "Communes recensées (fictif)", kind: "body" },
];

/** The suppliers of a nature, in order; a nature without any has the communes. */
export function partiesOf(nature: string): readonly string[] {
  const own = suppliers.flatMap(([, supplied], index) => (supplied === nature ? [codeOf(index)] : []));
  return own.length > 0 ? own : [communes];
}

/** One centre financier and one centre de coûts for each unit, after the form of Chorus (« fictif »). */
export const centres: readonly CentreOfUnit[] = units
  .filter(({ code }) => code !== pendingUnit)
  .flatMap(({ code }) => [
    { kind: "financialCentre" as const, centre: financialCentreOf(code), unit: code },
    { kind: "costCentre" as const, centre: `INS${code.replaceAll("-", "")}075`, unit: code },
  ]);

export function financialCentreOf(unit: string): string {
  return `0220-${unit.startsWith("DR") ? unit : `CENT-${unit}`}`;
}

function codeOf(index: number): string {
  return `F${String(index + 1).padStart(3, "0")}`;
}
