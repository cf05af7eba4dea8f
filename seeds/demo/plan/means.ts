import type { EquipmentLot } from "#app/domain/means/equipment.ts";
import type { IndexRate, LeaseTerms } from "#app/domain/means/lease.ts";
import type { Occupation, Site } from "#app/domain/means/site.ts";
import { euros } from "./requests.ts";

/** A place with who is there and its leases; all of it is made up (« fictif »), the towns apart. */
interface DemoSite extends Omit<Site, "id"> {
  readonly occupations: readonly Occupation[];
  readonly leases: readonly (LeaseTerms & { readonly code: string })[];
}

const metres = (whole: number) => BigInt(whole) * 100n;
const place = (code: string, label: string, town: string, unit: string) => ({ code, label, town, unit, address: "1 rue de l’Exemple" });
const room = (surface: number, netSurface: number, workstations: number) => ({
  ...{ surface: metres(surface), netSurface: metres(netSurface), workstations },
});
const here = (unit: string, workstations: number, residents: number): Occupation => ({ unit, workstations, residents });

/** Nine years, three firm, revised by the index of offices, paid by the quarter in arrears, six months of notice. */
function lease(code: string, firstDay: string, rent: number, other: Partial<LeaseTerms> = {}): LeaseTerms & { readonly code: string } {
  const year = Number(firstDay.slice(0, 4));
  const after = (years: number) => `${year + years}${firstDay.slice(4)}`;
  const eve = new Date(Date.parse(`${after(9)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return {
    ...{ code, lessor: "Foncière fictive", signedOn: `${year - 1}-10-15`, firstDay, lastDay: eve },
    ...{ rent: euros(rent), charges: euros(Math.round(rent / 500) * 100), index: "ILAT", billing: "quarter", due: "arrears", notice: 6 },
    ...{ breaks: [after(3), after(6)], leavesOn: null },
    ...other,
  };
}

export const demoSites: readonly DemoSite[] = [
  {
    ...{ ...place("SIEGE", "Siège", "Montrouge", "SG-DSG"), ...room(31_400, 24_800, 1_650) },
    occupations: [
      here("DSE", 330, 350),
      here("DSDS", 310, 330),
      here("SG-DI", 260, 270),
      here("DESE", 210, 225),
      here("DDAR", 150, 155),
      here("DCSRI", 120, 125),
      here("SG-CES", 110, 112),
      here("SG-DRH", 90, 92),
    ],
    leases: [lease("LOC-SIEGE", "2024-01-01", 9_200_000, { breaks: ["2030-01-01"], notice: 12 })],
  },
  {
    ...{ ...place("METZ", "Centre de Metz", "Metz", "CSM"), ...room(6_100, 4_900, 330) },
    occupations: [here("CSM", 290, 310)],
    leases: [lease("LOC-METZ", "2021-07-01", 690_000)],
  },
  {
    ...{ ...place("STRASBOURG", "Direction régionale à Strasbourg", "Strasbourg", "DR44"), ...room(3_350, 2_700, 175) },
    occupations: [here("DR44", 165, 178)],
    leases: [lease("LOC-STR", "2018-01-01", 412_000)],
  },
  {
    ...{ ...place("REIMS", "Établissement de Reims", "Reims", "DR44"), ...room(1_900, 1_500, 88) },
    occupations: [here("DR44", 72, 80)],
    leases: [lease("LOC-REI", "2024-04-01", 198_000)],
  },
  {
    ...{ ...place("LILLE", "Direction régionale et centre informatique", "Lille", "DR32"), ...room(4_500, 3_600, 290) },
    occupations: [here("DR32", 180, 195), here("CNI-LIL", 85, 90)],
    leases: [lease("LOC-LIL", "2022-10-01", 655_000)],
  },
  {
    ...{ ...place("NANTES", "Direction régionale et centre informatique", "Nantes", "DR52"), ...room(4_600, 3_700, 260) },
    occupations: [here("DR52", 150, 160), here("CNI-NAN", 95, 100)],
    leases: [
      lease("LOC-NAN", "2020-01-01", 540_000, {
        leavesOn: "2029-01-01",
        breaks: ["2023-01-01", "2026-01-01", "2029-01-01"],
        lastDay: "2029-12-31",
      }),
    ],
  },
  {
    ...{ ...place("LYON", "Direction régionale à Lyon", "Lyon", "DR84"), ...room(3_900, 3_100, 205) },
    occupations: [here("DR84", 190, 210)],
    leases: [lease("LOC-LYO", "2023-03-01", 598_000)],
  },
  {
    ...{ ...place("TOULOUSE", "Direction régionale à Toulouse", "Toulouse", "DR76"), ...room(2_750, 2_250, 180) },
    occupations: [here("DR76", 168, 175)],
    // A building of the State, without rent.
    leases: [],
  },
];

/** What is supposed of the index of offices and of that of shops, in hundredths of a percent (« fictif »). */
export const demoIndexRates: readonly IndexRate[] = [
  ...[380, 560, 480, 250, 180, 200, 200, 200].map((rate, index): IndexRate => ({ index: "ILAT", year: 2022 + index, rate })),
  ...[340, 520, 400, 200, 150, 180].map((rate, index): IndexRate => ({ index: "ILC", year: 2022 + index, rate })),
];

type DemoLot = Omit<EquipmentLot, "id">;

const lot = (
  code: string,
  label: string,
  kind: DemoLot["kind"],
  unit: string,
  acquired: string,
  count: number,
  price: number,
  life: number,
): DemoLot => ({
  ...{ code, label, kind, unit, acquired, count, unitPrice: euros(price), life, delay: 2, planned: null },
});

/** Machines by generation (« fictif »): the two oldest lots should have been renewed. */
export const demoLots: readonly DemoLot[] = [
  lot("PC-DR44-22", "Portables de la direction régionale", "laptop", "DR44", "2022-09", 150, 980, 5),
  lot("PC-DR44-24", "Portables des enquêteurs", "laptop", "DR44", "2024-03", 95, 720, 4),
  lot("EC-DR44-19", "Écrans de la direction régionale", "screen", "DR44", "2019-05", 160, 190, 6),
  lot("PC-DR32-23", "Portables de la direction régionale", "laptop", "DR32", "2023-05", 190, 980, 5),
  lot("PC-DR84-21", "Portables de la direction régionale", "laptop", "DR84", "2021-11", 200, 980, 5),
  lot("PC-SIEGE-23", "Portables du siège", "laptop", "SG-DI", "2023-02", 1_250, 1_020, 5),
  lot("SRV-NAN-21", "Serveurs de calcul", "server", "CNI-NAN", "2021-06", 24, 14_500, 6),
  lot("STO-NAN-23", "Baies de stockage", "storage", "CNI-NAN", "2023-09", 3, 118_000, 7),
  lot("SRV-LIL-22", "Serveurs de sauvegarde", "server", "CNI-LIL", "2022-04", 12, 11_800, 6),
  lot("RES-SIEGE-17", "Commutateurs du siège", "network", "SG-DI", "2017-10", 60, 2_400, 8),
];
