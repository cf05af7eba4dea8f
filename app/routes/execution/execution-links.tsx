import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import {
  commitmentsAddress,
  contractsAddress,
  monthsAddress,
  operationsAddress,
  outstandingAddress,
  partiesAddress,
  paymentRequestsAddress,
  plannedAddress,
  revenuesAddress,
} from "../units/addresses.ts";
import styles from "../units/units.module.css";

const pages = {
  commitments: commitmentsAddress,
  payments: paymentRequestsAddress,
  outstanding: outstandingAddress,
  planned: plannedAddress,
  contracts: contractsAddress,
  operations: operationsAddress,
  parties: partiesAddress,
  revenue: revenuesAddress,
  months: (year: number) => monthsAddress(year, "staffing"),
} as const;

/** Where the documents of execution are: beside the follow-up, which says how units stand. */
export function ExecutionLinks({ year, unit }: { readonly year: number; readonly unit?: string | null }) {
  const words = useTranslations("acts.links");
  const search = unit == null ? "" : `?unit=${encodeURIComponent(unit)}`;
  return (
    <nav aria-label={words("label")} className="no-print">
      <ul className={styles.switch}>
        {(Object.keys(pages) as (keyof typeof pages)[]).map((key) => (
          <li key={key}>
            <Link to={pages[key](year) + search}>{words(key)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
