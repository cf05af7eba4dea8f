import { useTranslations } from "use-intl";
import type { Crumb } from "#app/ui/shell/page.tsx";

/** From the board to the sittings, and to one of them when it is named. */
export function useSittingCrumbs(
  year: number,
  sitting?: { readonly id: string; readonly number: number; readonly title: string },
): Crumb[] {
  const arbitration = useTranslations("arbitration");
  const words = useTranslations("sittings");
  const list = `/${year}/arbitration/sessions`;
  const crumbs = [
    { label: arbitration("title"), to: `/${year}/arbitration` },
    { label: words("title"), to: list },
  ];
  if (sitting === undefined) return crumbs;
  return [...crumbs, { label: words("sittingHeading", { number: sitting.number, title: sitting.title }), to: `${list}/${sitting.id}` }];
}
