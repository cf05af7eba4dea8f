import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import styles from "./proposing.module.css";

/** A request that another answer would treat otherwise. */
export interface NamedChange {
  readonly id: string;
  readonly unit: string;
  readonly number: number;
  readonly title: string;
  readonly gains: boolean;
  /** How much of it, in percent: before and after. */
  readonly before: number;
  readonly after: number;
}

const mostShown = 6;

/** The requests that an answer would save or cut, by name. */
export function ChangesList({ changes, year }: { readonly changes: readonly NamedChange[]; readonly year: number }) {
  const words = useTranslations("proposal");
  const first = changes.toSorted((left, right) => Number(right.gains) - Number(left.gains)).slice(0, mostShown);
  return (
    <>
      <ul className={styles.plain}>
        {first.map((own) => (
          <li key={own.id}>
            <Link to={`/${year}/arbitration/requests/${own.id}`}>
              {words("requestName", { unit: own.unit, number: own.number, title: own.title })}
            </Link>{" "}
            {words(own.gains ? "change.gains" : "change.loses", { before: own.before, after: own.after })}
          </li>
        ))}
      </ul>
      {changes.length > mostShown && <p className={styles.muted}>{words("change.others", { count: changes.length - mostShown })}</p>}
    </>
  );
}
