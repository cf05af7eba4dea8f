import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import styles from "../ledger.module.css";
import { type View, views } from "./view.ts";

/** The parts of the statements, each at its address; « tout » is what one prints. */
export function ViewLinks({ view }: { readonly view: View }) {
  const words = useTranslations("statements");
  return (
    <nav aria-label={words("views")} className="no-print">
      <ul className={styles.filters}>
        {views.map((name) => (
          <li key={name}>
            <Link
              to={name === "balanceSheet" ? "?" : `?view=${name}`}
              className={buttonClass()}
              aria-current={name === view ? "true" : undefined}
              preventScrollReset
            >
              {words(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
