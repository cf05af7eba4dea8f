import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import styles from "../ledger.module.css";
import { type View, views } from "./view.ts";

/** The parts of the statements, each at its address; « tout » is what one prints. */
export function ViewLinks({ view, whole }: { readonly view: View; readonly whole: boolean }) {
  const words = useTranslations("statements");
  return (
    <nav aria-label={words("views")} className="no-print">
      <ul className={styles.filters}>
        {views.map((name) => (
          <li key={name}>
            <Link to={address(name, whole)} className={buttonClass()} aria-current={name === view ? "true" : undefined} preventScrollReset>
              {words(name)}
            </Link>
          </li>
        ))}
        {view !== "notes" && (
          <li>
            <Link to={address(view, !whole)} className={buttonClass()} preventScrollReset>
              {words(whole ? "hideEmpty" : "showEmpty")}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}

function address(view: View, whole: boolean): string {
  const search = new URLSearchParams({ ...(view === "balanceSheet" ? {} : { view }), ...(whole ? { lines: "all" } : {}) });
  return `?${search}`;
}
