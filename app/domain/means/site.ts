import type { Quantity } from "../quantity.ts";

/** A place where people work. Surfaces in hundredths of a square metre. */
export interface Site {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly address: string;
  readonly town: string;
  /** Who answers for it, and pays for it. */
  readonly unit: string;
  /** « Surface utile brute ». */
  readonly surface: Quantity;
  /** « Surface utile nette », when it was measured. */
  readonly netSurface: Quantity | null;
  /** Posts that are set up there. */
  readonly workstations: number;
}

/** What a unit holds of a site. */
export interface Occupation {
  readonly unit: string;
  readonly workstations: number;
  /** People who have their place there. */
  readonly residents: number;
}

/** How a site is used: each figure null where there is nothing to divide by. */
export interface SiteUse {
  readonly residents: number;
  /** Workstations that no unit holds. */
  readonly free: number;
  /** Gross surface of one resident, in hundredths of a square metre, rounded to the nearest. */
  readonly surfacePerResident: Quantity | null;
  readonly surfacePerWorkstation: Quantity | null;
  /** What a workstation costs in the year, in cents, rounded to the nearest. */
  readonly costPerWorkstation: Quantity | null;
}

/** Hundredths of a square metre of gross surface for one resident: what the State's real estate aims at, until another figure is set. */
export const usualSurfaceTarget: Quantity = 1600n;

/** `cost`: cents of rent and charges of a year. */
export function useOf(
  { surface, workstations }: Pick<Site, "surface" | "workstations">,
  occupations: readonly Occupation[],
  cost: Quantity,
): SiteUse {
  const residents = occupations.reduce((total, own) => total + own.residents, 0);
  return {
    ...{ residents, free: freeWorkstations({ workstations }, occupations) },
    surfacePerResident: quotient(surface, residents),
    surfacePerWorkstation: quotient(surface, workstations),
    costPerWorkstation: quotient(cost, workstations),
  };
}

/** Workstations that these leave to others. */
export function freeWorkstations({ workstations }: Pick<Site, "workstations">, held: readonly Occupation[]): number {
  return workstations - held.reduce((total, own) => total + own.workstations, 0);
}

function quotient(whole: Quantity, count: number): Quantity | null {
  const by = BigInt(count);
  return by <= 0n ? null : (whole * 2n + by) / (by * 2n);
}
