import type { CutOffKind } from "#app/domain/ledger/cut-off/cut-off.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { dayIn, lastDayIn } from "./calendar.ts";
import { euros } from "./requests.ts";

/** Fixed assets and inventory entries of the demo (« fictif »). */
interface AssetFamily {
  readonly account: string;
  readonly label: string;
  readonly durationMonths: number;
}

/** What each account of class 2 buys, and for how long it serves. */
export const assetFamilies: readonly AssetFamily[] = [
  { account: "2183", label: "Serveurs et stockage", durationMonths: 60 },
  { account: "205", label: "Logiciels et licences", durationMonths: 36 },
  { account: "2135", label: "Aménagements de bureaux", durationMonths: 120 },
];

/** What is received until July is put into service in the summer, the rest at the end of the year. */
export const lots = [
  { name: "lot 1", lastMonth: 7 },
  { name: "lot 2", lastMonth: 12 },
] as const;

export function assetLabel(family: AssetFamily, lot: string, year: number): string {
  return `${family.label} ${year}, ${lot} (fictif)`;
}

/** Two vans brought in by the State in January 2022; one is sold in 2025. */
export const vehicles = {
  on: dayIn(2022, 1, 3),
  unit: "SG-DSG",
  durationMonths: 60,
  names: ["Véhicule de liaison, Paris (fictif)", "Véhicule de liaison, Metz (fictif)"],
  gross: euros(24_000),
  residual: euros(4_000),
} as const;
export const soldVehicle = {
  name: vehicles.names[1],
  on: dayIn(2025, 9, 10),
  proceeds: euros(9_500),
  reason: "Cession aux Domaines (fictif)",
} as const;

interface InventoryEntry {
  readonly kind: CutOffKind;
  readonly label: string;
  readonly resultAccount: string;
  readonly balanceAccount: string;
  readonly unit: string;
  readonly party: string | null;
  readonly amount: Quantity;
  readonly covers?: { readonly from: Day; readonly to: Day };
  readonly reason: string;
}

/** What the end of a year finds outside the expense chain; each year a little more than the one before. */
export function inventoryOf(year: number): InventoryEntry[] {
  const grown = (amount: number) => euros(amount + (year - 2022) * Math.round(amount / 40));
  return [
    {
      ...{
        kind: "accruedExpense",
        label: `Électricité de décembre ${year}, facture non parvenue (fictif)`,
        resultAccount: "6061",
        balanceAccount: "4081",
      },
      ...{ unit: "SG-DSG", party: "F009", amount: grown(38_450), reason: "Relevé de consommation du 31 décembre" },
    },
    {
      ...{
        kind: "accruedExpense",
        label: `Heures supplémentaires de décembre ${year} (fictif)`,
        resultAccount: "641",
        balanceAccount: "4286",
      },
      ...{ unit: "SG-DRH", party: null, amount: grown(112_600), reason: "État des heures validées, payées en février" },
    },
    {
      ...{
        kind: "accruedExpense",
        label: `Cotisations sur heures supplémentaires ${year} (fictif)`,
        resultAccount: "645",
        balanceAccount: "4386",
      },
      ...{ unit: "SG-DRH", party: null, amount: grown(38_200), reason: "Au taux moyen de l’exercice" },
    },
    {
      ...{
        kind: "prepaidExpense",
        label: `Loyer de janvier et février ${year + 1} payé d’avance (fictif)`,
        resultAccount: "6132",
        balanceAccount: "486",
      },
      ...{ unit: "SG-DSG", party: null, amount: grown(84_000), reason: "Bail payable par trimestre d’avance" },
      covers: { from: dayIn(year + 1, 1, 1), to: lastDayIn(year + 1, 2) },
    },
  ];
}
