import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";
import { useWorkforceCrumb } from "../workforce/workforce-crumb.ts";
import { equipmentAddress, siteAddress, sitesAddress } from "./addresses.ts";

/** The way back to the sites of an exercise, and to one of them. */
export function useSiteCrumbs(year: number, site?: { readonly code: string; readonly label: string }): Crumb[] {
  const words = useTranslations("means");
  const list = [useWorkforceCrumb(year), { label: words("sites"), to: sitesAddress(year) }];
  return site ? [...list, { label: site.label, to: siteAddress(year, site.code) }] : list;
}

/** The way back to the machines of an exercise. */
export function useEquipmentCrumbs(year: number): Crumb[] {
  const words = useTranslations("means");
  return [useWorkforceCrumb(year), { label: words("equipment"), to: equipmentAddress(year) }];
}
