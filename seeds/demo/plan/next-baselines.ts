import type { Day } from "#app/domain/month.ts";
import { type Quantity, spread, sum } from "#app/domain/quantity.ts";
import { natures } from "#seeds/nomenclature/natures.ts";
import { currentYear, plannedYear } from "./calendar.ts";
import { yearCredits } from "./credits.ts";
import { needsOf } from "./needs.ts";
import { personnelPlaces } from "./places.ts";
import { type AskedLine, baseline, type Path, type PlannedRequest } from "./requests.ts";
import { baselineStaff } from "./staff-requests.ts";
import type { DemoPlan } from "./year.ts";

/** The request that asks for the staff of the regional directorate, written in all its detail elsewhere. */
export const regionalBaseline = "Socle de la direction régionale";
const detailedUnit = "DR44";

/** Thousandths by which a unit's other titles change from what it was notified (« fictif »); the rest asks 8 more. */
const changes: Readonly<Record<string, number>> = {
  ...{ "SG-DSG": 16, "SG-DI": 10, DSDS: 9, DSE: 4, "SG-DRH": 12, "SG-CES": -6, CSM: -10, DDAR: -15 },
  ...{ DR11: 12, DR04: 22, DR01: 18, DR94: 0, DR24: -5, DESE: 6, DCSRI: -8, "CNI-LIL": 15, "CNI-NAN": 15, CEFIL: 20 },
};
const usualChange = 8;

/** Whose baseline still waits for the department's opinion; the department holds back on some others. */
const waiting = new Set(["DR94", "DR24", "DR53", "CNI-PAR", "CEFIL"]);
const heldBack = new Set(["SG-DSG", "DR04", "SG-DRH"]);

/** What each unit goes on with: its other titles as it was notified them by `today`, its staff as last known (« fictif »). */
export function unitBaselines(plan: DemoPlan, today: Day): PlannedRequest[] {
  const { expenses } = needsOf(currentYear, yearCredits(currentYear).consumed);
  const units = new Set([...personnelPlaces, ...expenses].map(({ unit }) => unit));
  units.delete(detailedUnit);
  return [...units].map((unit) => {
    const change = changes[unit] ?? usualChange;
    const places = expenses.filter((own) => own.unit === unit);
    const amounts = spread(
      notifiedTo(plan, unit, today),
      places.map(({ cp }) => cp),
    );
    return {
      ...baseline,
      unit,
      title: `Socle ${plannedYear}`,
      justification: justificationOf(change, places.length > 0),
      risk: "",
      lines: places.map(({ nature, activity }, index) => line(nature, activity, amounts[index] ?? 0n, change)),
      staff: baselineStaff(plan, unit),
      path: pathOf(unit, change),
    };
  });
}

/** CP of the other titles, in cents. */
function notifiedTo(plan: DemoPlan, unit: string, today: Day): Quantity {
  const movements = plan.years.at(-1)?.movements ?? [];
  const lines = movements.flatMap((own) => (own.kind === "notification" && own.on <= today ? own.lines : []));
  return sum(lines.map(({ resource, to, amount }) => (resource === "CP" && to.unit === unit && to.nature !== "T2" ? amount : 0n)));
}

function line(nature: string, activity: string, notified: Quantity, change: number): AskedLine {
  const asked = hundreds((Number(notified / 100n) * (1_000 + change)) / 1_000);
  const goingOn = [hundreds(asked * 1.01), hundreds(asked * 1.02)];
  const label = natures.find(({ code }) => code === nature)?.label ?? nature;
  return { nature, activity, label, ae: asked, cp: asked, goingOn, component: "renewal" };
}

function justificationOf(change: number, buys: boolean): string {
  const staff = `Effectifs présents au 31 décembre ${currentYear}, départs et recrutements prévus.`;
  if (!buys) return staff;
  const rate = Math.abs(change / 10).toLocaleString("fr-FR");
  const trend = change === 0 ? "à l’identique" : change > 0 ? `et hausse de ${rate} % des prix et des volumes` : `et baisse de ${rate} %`;
  return `Reconduction du notifié ${currentYear} ${trend}. ${staff}`;
}

function pathOf(unit: string, change: number): Path {
  if (waiting.has(unit)) return { end: "submitted" };
  if (heldBack.has(unit))
    return {
      end: "instructed",
      view: "reserved",
      sentence: `Au-dessus du cadrage : +1 % demandé à tous, +${(change / 10).toLocaleString("fr-FR")} % présenté.`,
    };
  return { end: "instructed", view: "favourable", sentence: change > 0 ? "Reconduction dans le cadrage." : "Reconduction, effort noté." };
}

/** Whole hundreds of euros. */
function hundreds(euros: number): number {
  return Math.round(euros / 100) * 100;
}
