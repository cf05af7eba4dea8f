import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sitesAddress } from "../means/addresses.ts";
import styles from "../units/units.module.css";
import { useScopeSearch } from "../units/use-scope-search.ts";
import { workloadAddress } from "../workload/addresses.ts";
import {
  ceilingAddress,
  payAddress,
  peopleAddress,
  postsAddress,
  proposedMovesAddress,
  staffFilesAddress,
  staffMonthsAddress,
  staffSettingsAddress,
} from "./addresses.ts";

/** What one may enter beside the overview. */
export interface WorkforceRights {
  readonly people: boolean;
  readonly costs: boolean;
  readonly edit: boolean;
  readonly whole: boolean;
}

interface WorkforceLinksProps {
  readonly year: number;
  readonly unit: string | null;
  readonly may: WorkforceRights;
}

/** Where people, posts and ceilings are, beside the overview. */
export function WorkforceLinks({ year, unit, may }: WorkforceLinksProps) {
  const words = useTranslations("workforce.links");
  const search = useScopeSearch(unit);
  const pages: readonly { readonly key: Parameters<typeof words>[0]; readonly to: string; readonly may: boolean }[] = [
    { key: "people", to: peopleAddress(year) + search, may: may.people },
    { key: "posts", to: postsAddress(year) + search, may: true },
    { key: "ceiling", to: ceilingAddress(year), may: true },
    { key: "pay", to: payAddress(year) + search, may: may.costs },
    { key: "workload", to: workloadAddress(year) + search, may: true },
    { key: "sites", to: sitesAddress(year) + search, may: true },
    { key: "months", to: staffMonthsAddress(year) + search, may: true },
    { key: "moves", to: proposedMovesAddress(year) + search, may: true },
    { key: "files", to: staffFilesAddress(year), may: may.edit },
    { key: "settings", to: staffSettingsAddress(year), may: may.whole },
  ];
  return (
    <nav aria-label={words("label")} className="no-print">
      <ul className={styles.switch}>
        {pages
          .filter((page) => page.may)
          .map(({ key, to }) => (
            <li key={key}>
              <Link to={to}>{words(key)}</Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
