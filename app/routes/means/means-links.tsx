import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import styles from "../units/units.module.css";
import { useScopeSearch } from "../units/use-scope-search.ts";
import { equipmentAddress, meansSettingsAddress, sitesAddress } from "./addresses.ts";

type Place = "sites" | "equipment" | "settings";

/** Places, machines, and what the whole institute sets for them. */
export function MeansLinks({ year, unit, here, whole }: { year: number; unit: string | null; here: Place; whole: boolean }) {
  const words = useTranslations("means");
  const search = useScopeSearch(unit);
  const pages: readonly { readonly key: Place; readonly to: string }[] = [
    { key: "sites", to: sitesAddress(year) + search },
    { key: "equipment", to: equipmentAddress(year) + search },
    ...(whole ? [{ key: "settings" as const, to: meansSettingsAddress(year) }] : []),
  ];
  return (
    <nav aria-label={words("links")} className="no-print">
      <ul className={styles.switch}>
        {pages.map(({ key, to }) => (
          <li key={key}>
            <Link to={to} aria-current={key === here ? "page" : undefined}>
              {words(key)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
