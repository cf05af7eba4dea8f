import { Link, useLocation, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { groupScope } from "#app/domain/reference/scope-code.ts";
import type { Frame } from "./frame.ts";
import styles from "./menu.module.css";
import { Menu } from "./menu.tsx";
import { scopeAddress } from "./navigation.ts";

/** The unit that is looked at, a group of units, or all of those that one may see: `?unit=` in the address. */
export function ScopeMenu({ units, groups, group }: Pick<Frame, "units" | "groups" | "group">) {
  const words = useTranslations("shell");
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const chosen = units.find(({ code }) => code === search.get("unit"));
  return (
    <Menu subject={words("scope")} value={<span className={styles.value}>{chosen?.label ?? group?.label ?? words("whole")}</span>}>
      <ul className={styles.list}>
        <li>
          <Link to={scopeAddress(pathname, search, undefined)} className={styles.item} aria-current={chosen || group ? undefined : "true"}>
            {words("whole")}
          </Link>
        </li>
        {units.map((unit) => (
          <li key={unit.code}>
            <Link
              to={scopeAddress(pathname, search, unit.code)}
              className={styles.item}
              aria-current={unit === chosen ? "true" : undefined}
            >
              <span className={styles.code}>{unit.code}</span>
              {unit.label}
            </Link>
          </li>
        ))}
        {groups.map(({ code, label }) => (
          <li key={`group ${code}`}>
            <Link
              to={scopeAddress(pathname, search, groupScope(code))}
              className={styles.item}
              aria-current={code === group?.code ? "true" : undefined}
            >
              <span className={styles.code}>{words("group")}</span>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
