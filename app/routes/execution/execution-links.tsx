import { Link } from "@remix-run/react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { usePanelKeys } from "#app/ui/figure/use-panel-keys.ts";
import { extractsAddress, itemsAddress, reconciliationAddress } from "../imports/addresses.ts";
import {
  alertsAddress,
  commitmentsAddress,
  contractsAddress,
  flowsAddress,
  monthsAddress,
  operationsAddress,
  outstandingAddress,
  partiesAddress,
  paymentRequestsAddress,
  plannedAddress,
  revenuesAddress,
  scheduleAddress,
} from "../units/addresses.ts";
import styles from "../units/units.module.css";
import { useScopeSearch } from "../units/use-scope-search.ts";

const pages = {
  flows: (year: number) => flowsAddress(year),
  commitments: commitmentsAddress,
  outstanding: (year: number) => outstandingAddress(year),
  schedule: (year: number) => scheduleAddress(year),
  payments: paymentRequestsAddress,
  planned: plannedAddress,
  contracts: contractsAddress,
  operations: operationsAddress,
  parties: partiesAddress,
  revenue: revenuesAddress,
  months: (year: number) => monthsAddress(year, "staffing"),
} as const;

interface ExecutionLinksProps {
  readonly year: number;
  readonly unit?: string | null;
  /** Who sees every unit sees whether Chorus agrees. */
  readonly whole?: boolean;
  readonly imports?: boolean;
}

/** Where the documents of execution are: beside the follow-up, which says how units stand; one tab stop for all. */
export function ExecutionLinks({ year, unit, whole = false, imports = false }: ExecutionLinksProps) {
  const words = useTranslations("acts.links");
  const extracts = useTranslations("extracts");
  const alerts = useTranslations("alerts");
  const row = useRef<HTMLElement>(null);
  const onKeyDown = usePanelKeys(row);
  const search = useScopeSearch(unit);
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from link to link, which are the controls
    <nav ref={row} aria-label={words("label")} className="no-print" onKeyDown={onKeyDown}>
      <ul className={styles.switch}>
        {(Object.keys(pages) as (keyof typeof pages)[]).map((key) => (
          <li key={key}>
            <Link to={pages[key](year) + search}>{words(key)}</Link>
          </li>
        ))}
        <li>
          <Link to={alertsAddress(year) + search}>{alerts("link")}</Link>
        </li>
        <li>
          <Link to={itemsAddress(year) + search}>{extracts("items.title")}</Link>
        </li>
        {imports && (
          <li>
            <Link to={extractsAddress(year)}>{extracts("title")}</Link>
          </li>
        )}
        {whole && (
          <li>
            <Link to={reconciliationAddress(year)}>{extracts("reconciliation.title")}</Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
