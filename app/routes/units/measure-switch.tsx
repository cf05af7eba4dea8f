import { Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import styles from "./units.module.css";

const codes = { AE: "ae", CP: "cp", ETPT: "etpt", DAY: "days" } as const satisfies Record<BudgetResource, string>;

/** Which resource a page shows: a link for each, so that a measure has an address. */
export function MeasureSwitch({ current, measures }: { readonly current: BudgetResource; readonly measures: readonly BudgetResource[] }) {
  const [search] = useSearchParams();
  const words = useTranslations("units.page");
  const resources = useTranslations("resources");
  const address = (measure: BudgetResource) => {
    const next = new URLSearchParams(search);
    next.set("m", codes[measure]);
    return `?${next}`;
  };
  return (
    <nav aria-label={words("measure")}>
      <ul className={styles.switch}>
        {measures.map((measure) => (
          <li key={measure}>
            <Link to={address(measure)} preventScrollReset aria-current={measure === current ? "page" : undefined}>
              {resources(measure)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
